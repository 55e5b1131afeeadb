#pragma once

#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// Text as it survives a journey through JSON.

namespace WP_CODEBOX_NAMESPACE {

/// The text with U+FFFD for every byte that is not UTF-8, as its JSON form has it: so a record in
/// memory, its file and its digest agree (WPC-OBS-003).
[[nodiscard]] std::string recordable_text(std::string text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/record_text.inl.hpp"
#endif
