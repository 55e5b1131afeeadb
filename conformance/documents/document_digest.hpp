#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The digests of the contract by name.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A digest that can be asked for.
struct DigestKind {
  std::string_view name;
  std::string_view meaning;
  std::string (*hex)(const json::Node& document);
};

/// All of them.
[[nodiscard]] const std::vector<DigestKind>& digest_kinds();

/// The digest of a document in hexadecimal digits; nothing when there is no such kind.
[[nodiscard]] std::optional<std::string> document_digest(std::string_view kind,
                                                         const json::Node& document);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
