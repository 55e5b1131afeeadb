#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Runs a program to its end.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// How a program ended.
struct ChildResult {
  std::optional<int> exit_code;  ///< None when a signal ended it.
  int signal = 0;                ///< The signal that ended it, or 0.
  std::string output;            ///< stdout and stderr together.
};

/// Runs a program with these arguments (without its name) and waits for it; stdin is empty. What it
/// prints passes through the file `output`, so it may be of any length. Throws
/// `std::system_error` when it cannot be started.
[[nodiscard]] ChildResult run_child(const std::filesystem::path& program,
                                    const std::vector<std::string>& arguments,
                                    const std::filesystem::path& output);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
