#pragma once

#include <string>
#include <string_view>
#include <system_error>

#include "wp_codebox/version.hpp"

/// \file
/// A file operation that a sandbox refused or that the system failed.

namespace WP_CODEBOX_NAMESPACE::memory {

/// What went wrong with which path of the sandbox. `code().value()` is the `errno`.
class FileError : public std::system_error {
 public:
  FileError(int error_number, std::string_view path)
      : std::system_error(error_number, std::generic_category(), std::string(path)) {}
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
