#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The part of JSON Schema that host tools describe their input and output with (WPC-TOOL-006):
/// `type`, `required`, `properties`, `additionalProperties: false`, `items`.

namespace WP_CODEBOX_NAMESPACE {

/// The first thing in which `value` does not fit `schema`, as a sentence that names the path, which
/// starts with `root`, and what was expected; nothing when it fits. Whatever of the schema is
/// outside that part, or malformed, is ignored. Never throws but for want of memory.
[[nodiscard]] std::optional<std::string> tool_schema_issue(const json::Node& schema,
                                                           const json::Node& value,
                                                           std::string_view root);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/tool_schema.inl.hpp"
#endif
