#include "conformance/report/repeat_command.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

std::string repeat_command(const RunResult& run, std::string_view filter) {
  std::string command = "wp-codebox-conformance run";
  const bool address = run.attachment.starts_with("unix:");
  if (!run.program) command += (address ? " --attach " : " --backend ") + run.attachment;
  if (run.mutant) command += " --mutant " + *run.mutant;
  command += " --filter ";
  command += filter;
  if (run.program) command += " --exec " + run.attachment;
  return command;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
