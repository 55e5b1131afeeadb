#pragma once

#include <filesystem>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Report files appear whole or not at all.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Writes a file by way of a temporary one beside it, making its directory. Throws
/// `std::filesystem::filesystem_error`.
void write_report(const std::filesystem::path& path, std::string_view bytes);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
