#include "conformance/proof/kit_trial.hpp"

#include <chrono>
#include <utility>

#include "conformance/command/program.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/stdio/backend_program.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

/// A run keeps limits of its own; who is still there after this hangs.
constexpr std::chrono::hours longest_run{1};

ProcessSpec spec_of(const std::vector<std::string>& arguments, const fs::path& report,
                    const fs::path& temporary) {
  ProcessSpec spec;
  spec.program = fs::read_symlink("/proc/self/exe");
  spec.arguments = {"run", "--report-json", report.string()};
  spec.arguments.insert(spec.arguments.end(), arguments.begin(), arguments.end());
  for (auto& [name, value] : current_environment()) {
    if (name != "TMPDIR") spec.environment.emplace_back(name, value);
  }
  spec.environment.emplace_back("TMPDIR", temporary.string());
  return spec;
}

}  // namespace

KitTrial try_kit(const std::vector<std::string>& arguments, const fs::path& parent) {
  const TemporaryDirectory folder("trial", parent);
  const fs::path report = folder.path() / "report.json";
  const ProcessResult ended = run_process(spec_of(arguments, report, folder.path()), longest_run);
  KitTrial trial;
  trial.output = ended.stdout_text + ended.stderr_text;
  const bool ended_well =
      !ended.timed_out && !ended.too_large && ended.end.signal == 0 &&
      (ended.end.exit_code == exit_code::conformant || ended.end.exit_code == exit_code::findings);
  if (ended_well && fs::exists(report)) {
    auto run = json::from_json<RunResult>(read_file(report));
    if (run.ok()) trial.run = std::move(run.value);
  }
  return trial;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
