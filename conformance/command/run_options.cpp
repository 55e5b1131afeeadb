#include "conformance/command/run_options.hpp"

#include <CLI/CLI.hpp>
#include <cstddef>
#include <map>
#include <string>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr double most_seconds = 86400;
constexpr int most_seed = 99999;  // GoogleTest's.
constexpr int most_repetitions = 100000;

/// An option in seconds that is kept in milliseconds, a number or an optional one.
template <class Milliseconds>
CLI::Option& add_limit(CLI::App& command, const std::string& name, Milliseconds& milliseconds,
                       const std::string& otherwise, const std::string& help) {
  return *command
              .add_option_function<double>(
                  name, [&milliseconds](const double& seconds) { milliseconds = seconds * 1000; },
                  help)
              ->check(CLI::Range(0.1, most_seconds))
              ->type_name("SECONDS")
              ->default_str(otherwise);
}

/// Options that few people need; the help names them, and docs/kit.md says what they do.
constexpr const char* unlisted = "";

void describe_selection(CLI::App& command, SelectionRequest& selection) {
  command
      .add_option("--filter", selection.filters,
                  "Glob over requirement ids (WPC-EXEC-*) or cases (Execute.*)")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  command.add_option("--level", selection.level)
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Level>{
              {"must", Level::must}, {"should", Level::should}, {"may", Level::may}},
          CLI::ignore_case))
      ->group(unlisted);
  command.add_option("--profile", selection.profile)
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Profile>{{"core", Profile::core}, {"strict", Profile::strict}},
          CLI::ignore_case))
      ->group(unlisted);
  command.add_option("--capability", selection.capability)->group(unlisted);
  command
      .add_option_function<std::string>("--shard",
                                        [&selection](const std::string& text) {
                                          selection.shard = Shard::parse(text);
                                          if (selection.shard) return;
                                          throw CLI::ValidationError(
                                              "--shard", "it takes I/N, such as 2/4, not " + text);
                                        })
      ->group(unlisted);
}

void describe_order(CLI::App& command, RunRequest& request) {
  command.add_flag("--shuffle", request.shuffle)->group(unlisted);
  command.add_option("--seed", request.seed)->check(CLI::Range(1, most_seed))->group(unlisted);
  command.add_option("--repeat", request.repetitions)
      ->check(CLI::Range(1, most_repetitions))
      ->group(unlisted);
}

void describe_records(CLI::App& command, RunRequest& request) {
  command.add_option("--events", request.events_file)->group(unlisted);
  command.add_option("--transcripts", request.transcripts_folder)->group(unlisted);
  command
      .add_option("--known-failures", request.known_failures_file,
                  "Failures that are expected, with reason and last day")
      ->type_name("FILE");
}

}  // namespace

void describe_backend(CLI::App& command, BackendChoice& choice) {
  command.add_option("--backend", choice.backend, "memory or playground (real WordPress)")
      ->type_name("NAME");
  command
      .add_option("--exec", choice.program,
                  "A program that speaks the backend protocol, with its arguments")
      ->type_name("COMMAND [ARGUMENT...]");
  command
      .add_option("--attach", choice.address,
                  "A program that runs already and listens on this socket")
      ->type_name("unix:PATH");
}

void describe_patience(CLI::App& command, BackendChoice& choice, bool listed) {
  const std::string group = listed ? "Options" : unlisted;
  add_limit(command, "--start-limit", choice.startLimitMs, "30",
            "Seconds that the backend has for its start")
      .group(group);
  add_limit(command, "--message-limit", choice.messageLimitMs, "60, more for slow backends",
            "Seconds that a program has for each answer")
      .group(group);
  command
      .add_option_function<std::size_t>(
          "--line-limit",
          [&choice](const std::size_t& bytes) {
            choice.lineLimitBytes = static_cast<double>(bytes);
          },
          "Bytes of the longest line that a program may write")
      ->check(CLI::Range(std::size_t{1024}, std::size_t{1} << 30))
      ->type_name("BYTES")
      ->default_str(std::to_string(static_cast<std::size_t>(choice.lineLimitBytes)))
      ->group(group);
}

void RunRequest::describe(CLI::App& command) {
  describe_backend(command, backend);
  describe_patience(command, backend, false);
  describe_selection(command, selection);
  describe_order(command, *this);
  describe_records(command, *this);
  reports.describe(command, false);
  command.add_option("--mutant", backend.mutant, "Switch on a fault of the memory backend")
      ->type_name("ID");
  command
      .add_option("--variant", backend.variant, "An unusual and correct form of the memory backend")
      ->type_name("NAME");
  add_limit(command, "--case-limit", backend.caseLimitMs, "120, more for slow backends",
            "Seconds after which a case counts as hanging");
  command
      .add_option_function<double>("--run-limit",
                                   [this](const double& seconds) { run_limit_ms = seconds * 1000; })
      ->check(CLI::Range(0.1, 100 * most_seconds))
      ->group(unlisted);
  command.add_flag("--same-process", same_process,
                   "Run the cases in this process, for a debugger; a crash ends the run");
}

std::string RunRequest::more_options() {
  return "More, see docs/kit.md: --level must|should|may, --profile core|strict, --capability "
         "NAME,\n"
         "--shard I/N, --shuffle, --seed N, --repeat N, --events FILE, --transcripts FOLDER,\n"
         "--start-limit, --message-limit, --run-limit SECONDS, --line-limit BYTES";
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
