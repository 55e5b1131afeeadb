#pragma once

#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A site that is not there: one post, one user, one option.

namespace WP_CODEBOX_NAMESPACE::memory {

/// The records of a section as a small WordPress site would give them, shown and hidden by the
/// contract's rules (WPC-OBS-009 to WPC-OBS-012).
[[nodiscard]] json::Value canned_section(KnownWordPressStateSection section,
                                         const WordPressStateConfig& config);

}  // namespace WP_CODEBOX_NAMESPACE::memory
