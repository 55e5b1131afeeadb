#pragma once

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/attachment/attachment.hpp"
#include "conformance/report/report_files.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// `wp-codebox-conformance run`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What the user asked for.
struct RunRequest {
  std::string backend;               ///< Name of a reference backend; empty with `program`.
  std::vector<std::string> program;  ///< The backend's program and its arguments.
  double start_limit_seconds = 30;
  double message_limit_seconds = 60;
  std::size_t line_limit_bytes = 67108864;
  std::optional<std::string> mutant;
  std::vector<std::string> filters;
  ReportFiles reports;
  double case_limit_seconds = 120;
};

/// What is wrong with the choice of a backend; empty when nothing is.
[[nodiscard]] std::string backend_fault(const RunRequest& request);

/// The way to the backend that the request names. Errors come through.
[[nodiscard]] std::unique_ptr<Attachment> attach_backend(const RunRequest& request);

/// Runs the kit and gives the program's exit code.
[[nodiscard]] int run_command(const RunRequest& request, std::ostream& out, std::ostream& err);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
