#pragma once

#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Patterns that select cases.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Whether `text` as a whole fits `pattern`, in which `*` stands for any characters and `?` for
/// one.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
