#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <thread>

#include "reference_backend/memory/file_descriptor.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Other ways to write the same messages: what the protocol leaves to a program.

namespace WP_CODEBOX_NAMESPACE::memory {

/// How a program writes its lines.
struct WireStyle {
  /// Another text of a message; empty: as it is. Lines come and go without their LF.
  std::function<std::string(const std::string& line)> line;
  std::size_t piece = 0;  ///< Bytes of one write at most; 0: as many as there are.
  bool chatters = false;  ///< Says on stderr what it does.

  [[nodiscard]] bool is_plain() const { return !line && piece == 0 && !chatters; }
};

/// The members of every object in reverse order.
[[nodiscard]] std::string reversed_json(const std::string& text);
/// Blanks and tabs wherever JSON allows them.
[[nodiscard]] std::string spaced_json(const std::string& text);
/// Everything beyond ASCII, and slashes, as escapes.
[[nodiscard]] std::string escaped_json(const std::string& text);
/// Whole numbers in the results with a fraction, as languages print them that know only doubles.
[[nodiscard]] std::string fractional_json(const std::string& text);

/// A pipe whose lines are written elsewhere in a style, by a thread of its own. What cannot be
/// written is dropped.
class StyledOutput {
 public:
  /// `output` stays the caller's. Error: `std::system_error`.
  StyledOutput(int output, WireStyle style);
  StyledOutput(const StyledOutput&) = delete;
  StyledOutput& operator=(const StyledOutput&) = delete;
  /// Everything that was written to `input` has been written on.
  ~StyledOutput();

  /// Where to write.
  [[nodiscard]] int input() const { return input_.number(); }

 private:
  void pump();
  void write(const std::string& line);

  int output_;
  WireStyle style_;
  FileDescriptor input_;
  FileDescriptor read_end_;
  std::thread thread_;
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
