#pragma once

#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/report/run_result.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which reports are wanted, and where.

namespace CLI {
class App;
}

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Files of the reports; `-` is standard output.
struct ReportFiles {
  std::optional<std::string> html;
  std::optional<std::string> markdown;
  std::optional<std::string> sarif;
  std::optional<std::string> tap;
  std::optional<std::string> junit;
  std::optional<std::string> badge;
  std::optional<std::string> json;

  /// Adds the options `--html FILE` (also `--report-html`) and so on to a command. A command with
  /// much else in its help leaves them out of the list, and names them by `option_names`.
  void describe(CLI::App& command, bool listed = true);

  /// `--html, --markdown, …`.
  [[nodiscard]] static std::string option_names();

  /// Makes the paths absolute, for who changes the working directory before they are written.
  void resolve();

  /// Whether any report is wanted.
  [[nodiscard]] bool any() const;

  /// The wanted reports that are about one run only, such as `--tap`.
  [[nodiscard]] std::vector<std::string> of_one_run() const;

  /// Writes all that are wanted; each appears whole or not at all. The HTML page
  /// holds the transcripts whose files the results name. Gives a line for each file, `HTML report:
  /// …`. Throws `std::filesystem::filesystem_error`. `runs` is not empty; the reports `of_one_run`
  /// are about the first.
  [[nodiscard]] std::vector<std::string> write(std::span<const RunResult> runs,
                                               const Register& requirements,
                                               std::ostream& out) const;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
