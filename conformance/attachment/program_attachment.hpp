#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/attachment/attachment.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A backend in a program of its own, in any language, that speaks the backend protocol.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Which program, and how patient the kit is with it.
struct ProgramRequest {
  std::vector<std::string> command;  ///< The program and its arguments.
  /// Where the program listens when the command only leads there: then it cannot be started again,
  /// and its first failure is its last.
  std::string address = "";
  std::chrono::milliseconds start_limit{30000};
  std::chrono::milliseconds message_limit{60000};
  /// Gives `message_limit` once the backend has said what it is; without it that stays.
  std::function<std::chrono::milliseconds(const BackendDescriptor& backend)> message_limit_for =
      nullptr;
  std::size_t line_limit = 67108864;  ///< Longest line in bytes, in both directions.
  /// Told of each line that passes, as `ProgramOptions::on_line` is.
  std::function<void(bool to_program, std::string_view line)> on_line = nullptr;
};

/// The command as a person would type it.
[[nodiscard]] std::string shell_text(const std::vector<std::string>& command);

/// An attachment to a program, which is started when its backend is first asked for; it inherits
/// the environment as it is then. Throws `std::runtime_error` when there is no such program. What
/// the program does wrong at its start comes through as `BackendProgramError`.
[[nodiscard]] std::unique_ptr<Attachment> attach_program(ProgramRequest request);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
