#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Every message that passed between the kit and a backend's program, a file for each case.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Writes the transcripts of a run into a folder. Lines of the files are JSON: `{"ms":12,
/// "to":"backend"|"kit","line":"…"}`, the line as it passed, `ms` since the case began. A file that
/// grows beyond its limit ends with a line that says so. Failures to write are not reported: a
/// transcript judges nothing. All members may be called from several threads.
class Transcript {
 public:
  static constexpr std::size_t default_limit = 16777216;

  explicit Transcript(std::filesystem::path folder, std::size_t limit = default_limit);

  /// Lines go to the file of this case from now on; its old content goes.
  void begin_case(const std::string& name);
  /// The file of the case that ends; none when no line passed. Lines that come between two cases go
  /// to `between-cases.jsonl`.
  [[nodiscard]] std::optional<std::filesystem::path> end_case();

  void add(bool to_program, std::string_view line);

  /// Where the lines of a case go.
  [[nodiscard]] static std::filesystem::path file_of(const std::filesystem::path& folder,
                                                     const std::string& case_name);

 private:
  void open(const std::string& name, std::ios::openmode mode);

  const std::filesystem::path folder_;
  const std::size_t limit_;
  std::mutex mutex_;
  std::filesystem::path path_;
  std::ios::openmode mode_{};
  std::ofstream file_;
  std::size_t bytes_ = 0;  ///< Of the lines of this case.
  std::chrono::steady_clock::time_point began_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
