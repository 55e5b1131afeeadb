#pragma once

#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// The HTML page's own style and script, from `page/`; built into the kit.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// `page/style.css`.
[[nodiscard]] std::string_view page_style();

/// `page/script.js`.
[[nodiscard]] std::string_view page_script();

}  // namespace WP_CODEBOX_NAMESPACE::conformance
