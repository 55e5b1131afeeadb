#pragma once

#include <optional>
#include <string>

#include "conformance/attachment/backend_choice.hpp"
#include "conformance/report/report_files.hpp"
#include "conformance/runner/selection.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the options of `wp-codebox-conformance run` say.

namespace CLI {
class App;
}

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Adds the options that say which backend a command means.
void describe_backend(CLI::App& command, BackendChoice& choice);

/// Adds the options that say how patient the kit is with it; `listed` shows them in the help.
void describe_patience(CLI::App& command, BackendChoice& choice, bool listed);

/// What the user asked for.
struct RunRequest {
  BackendChoice backend;
  SelectionRequest selection;
  ReportFiles reports;
  std::optional<std::string> events_file;
  std::optional<std::string> transcripts_folder;
  std::optional<std::string> known_failures_file;
  std::optional<int> seed;
  bool shuffle = false;
  int repetitions = 1;
  std::optional<double> run_limit_ms;
  bool same_process = false;

  /// Adds the options to the command. This has to outlive it.
  void describe(CLI::App& command);

  /// Lines that name the options which the help does not list.
  [[nodiscard]] static std::string more_options();
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
