#include "conformance/command/program.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <ostream>
#include <utility>

#include "conformance/attachment/socket_relay.hpp"
#include "conformance/command/merge_command.hpp"
#include "conformance/command/mutants_command.hpp"
#include "conformance/command/report_command.hpp"
#include "conformance/command/requirements_command.hpp"
#include "conformance/command/run_command.hpp"
#include "conformance/command/smoke_command.hpp"
#include "conformance/command/stable_command.hpp"
#include "conformance/command/variants_command.hpp"
#include "conformance/documents/document_commands.hpp"
#include "conformance/runner/supervisor.hpp"
#include "conformance/runner/worker.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr const char* main_footer =
    "Example, the in-memory backend judged in a second:\n"
    "  wp-codebox-conformance run --backend memory\n\n"
    "Exit codes: 0 conformant (or done), 1 findings, 2 wrong arguments, 3 the program failed.";

constexpr const char* run_footer =
    "Examples, real WordPress with reports, and a backend in any language:\n"
    "  wp-codebox-conformance run --backend playground --html report.html --junit report.xml\n"
    "  wp-codebox-conformance run --filter 'WPC-EXEC-*' --exec python3 backend.py\n\n"
    "Exit codes: 0 every MUST requirement that was checked holds, 1 findings,\n"
    "2 wrong arguments or nothing selected, 3 the kit itself failed.";

constexpr const char* smoke_footer =
    "Example, the first thing to try with a backend of one's own:\n"
    "  wp-codebox-conformance smoke --exec python3 backend.py\n\n"
    "Exit codes: 0 every step works, 1 some do not, 2 wrong arguments, 3 there is no backend.";

constexpr const char* stable_footer =
    "Example, the digest of a document whatever its layout:\n"
    "  wp-codebox-conformance stable trace.json | sha256sum\n\n"
    "Exit codes: 0 printed, 1 the text is not JSON (with its line and column), 2 no such file.";

constexpr const char* requirements_footer =
    "Example, the ids that have no case yet:\n"
    "  wp-codebox-conformance requirements | grep 'not covered'";

constexpr const char* mutants_footer =
    "Example, whether the cases about the network notice what they should:\n"
    "  wp-codebox-conformance mutants --own-cases --filter WPC-POL-015\n\n"
    "Folders lie in /dev/shm if 512 MiB are free there, or where TMPDIR says.\n\n"
    "Exit codes: 0 every mutant was noticed by its own requirement, with the message that it\n"
    "expects, and 90 % fail three requirements or fewer; 1 not so; 2 wrong arguments,\n"
    "3 a run came to no verdict.";

constexpr const char* variants_footer =
    "Example, one of them in process and over stdio:\n"
    "  wp-codebox-conformance variants --filter coarse-clock\n\n"
    "Folders lie in /dev/shm if 512 MiB are free there, or where TMPDIR says.\n\n"
    "Exit codes: 0 nothing was found against any, 1 something was, 2 wrong arguments,\n"
    "3 a run came to no verdict.";

/// The arguments, and what they choose.
struct CommandLine {
  CLI::App app{"Judges backends of the WP Codebox runtime contract.", "wp-codebox-conformance"};
  RunRequest run_request;
  BackendChoice smoke_backend;
  MutantsRequest mutants_request;
  ReportRequest report_request;
  MergeRequest merge_request;
  VariantsRequest variants_request;
  std::string stable_file;
  bool requirements_as_json = false;
  CLI::App* run = nullptr;
  CLI::App* smoke = nullptr;
  CLI::App* mutants = nullptr;
  CLI::App* variants = nullptr;
  CLI::App* stable = nullptr;
  CLI::App* requirements = nullptr;
  CLI::App* report = nullptr;
  CLI::App* merge = nullptr;
  DocumentCommands documents{app};

  CommandLine() {
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("wp-codebox-conformance ") + sdk_version +
                                          ", contract " + contract_version);
    app.footer(main_footer);
    describe_run();
    describe_smoke();
    describe_stable();
    describe_requirements();
    describe_mutants();
    describe_report();
    describe_merge();
    describe_variants();
  }

 private:
  void describe_run() {
    run = app.add_subcommand("run", "Run the cases against a backend and print the verdict");
    run_request.describe(*run);
    run->footer("Reports (each FILE): " + ReportFiles::option_names() + "\n" +
                RunRequest::more_options() + "\n\n" + run_footer);
  }

  void describe_smoke() {
    smoke = app.add_subcommand("smoke", "See in a moment whether a backend is attached right");
    describe_backend(*smoke, smoke_backend);
    describe_patience(*smoke, smoke_backend, true);
    smoke->footer(smoke_footer);
  }

  void describe_stable() {
    stable = app.add_subcommand("stable", "Print the digest form of a JSON document");
    stable->add_option("file", stable_file, "The document; - reads standard input")->required();
    stable->footer(stable_footer);
  }

  void describe_requirements() {
    requirements = app.add_subcommand("requirements", "List the requirements and their coverage");
    requirements->add_flag("--json", requirements_as_json, "As JSON, with the names of the cases");
    requirements->footer(requirements_footer);
  }

  void describe_mutants() {
    mutants = app.add_subcommand("mutants", "Prove the kit on broken in-memory backends");
    mutants->add_flag("--list", mutants_request.list_only, "Name them, one a line, and stop");
    mutants->add_flag("--own-cases", mutants_request.own_cases_only,
                      "Run only the cases of the requirement that a mutant breaks");
    mutants
        ->add_option("--filter", mutants_request.filters,
                     "Glob over mutants or the requirements that they break; repeatable")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    mutants
        ->add_option("--jobs", mutants_request.jobs,
                     "Mutants at the same time; by default two for each core")
        ->check(CLI::Range(1, 256))
        ->type_name("COUNT");
    mutants->add_option("--markdown", mutants_request.page_file, "Write the kill matrix there")
        ->type_name("FILE");
    mutants->footer(mutants_footer);
  }

  void describe_report() {
    report = app.add_subcommand("report", "Make reports of runs that are over");
    report_request.describe(*report);
  }

  void describe_merge() {
    merge = app.add_subcommand("merge", "Join the events of several runs to one report");
    merge_request.describe(*merge);
  }

  void describe_variants() {
    variants = app.add_subcommand("variants", "Prove the kit on correct and unusual backends");
    variants->add_flag("--list", variants_request.list_only, "Name them, one a line, and stop");
    variants->add_option("--filter", variants_request.filters, "Glob over variants; repeatable")
        ->type_name("GLOB")
        ->allow_extra_args(false);
    variants
        ->add_option("--jobs", variants_request.jobs,
                     "Runs at the same time; by default one more than there are cores")
        ->check(CLI::Range(1, 256))
        ->type_name("COUNT");
    variants
        ->add_option("--program", variants_request.program,
                     "What serves them over stdio; by default wp-codebox-reference-backend "
                     "beside this program")
        ->type_name("FILE");
    variants->footer(variants_footer);
  }
};

/// Options of the command among the words that went to the backend's program.
std::string options_among(const CLI::App& command, const std::vector<std::string>& program) {
  std::string found;
  for (const std::string& word : program) {
    const std::string name = word.substr(0, word.find('='));
    if (!name.starts_with("--") || command.get_option_no_throw(name) == nullptr) continue;
    found += (found.empty() ? "" : ", ") + name;
  }
  return found;
}

/// When there was no backend to judge: everything after --exec went to its program, which the user
/// may not have wanted.
void hint_at_options(const CommandLine& line, std::ostream& err) {
  const bool smokes = line.smoke->parsed();
  const std::vector<std::string>& program =
      smokes ? line.smoke_backend.program : line.run_request.backend.program;
  const std::string options = options_among(smokes ? *line.smoke : *line.run, program);
  if (options.empty()) return;
  err << "wp-codebox-conformance: everything after --exec belongs to the program, so it got "
      << options << " too; options of the kit stand before --exec\n";
}

int dispatch(CommandLine& line, std::istream& in, std::ostream& out, std::ostream& err) {
  if (line.run->parsed()) return run_command(line.run_request, out, err);
  if (line.smoke->parsed()) return smoke_command(line.smoke_backend, out, err);
  if (line.mutants->parsed()) return mutants_command(line.mutants_request, out, err);
  if (line.variants->parsed()) return variants_command(line.variants_request, out, err);
  if (line.stable->parsed()) return stable_command(line.stable_file, in, out, err);
  if (line.report->parsed()) return report_command(line.report_request, out, err);
  if (line.merge->parsed()) return merge_command(line.merge_request, out, err);
  if (const auto status = line.documents.run(in, out, err)) return *status;
  return requirements_command(line.requirements_as_json, out);
}

int dispatch_with_hints(CommandLine& line, std::istream& in, std::ostream& out, std::ostream& err) {
  int status = exit_code::failed;
  try {
    status = dispatch(line, in, out, err);
  } catch (const AttachFailed& error) {
    err << "wp-codebox-conformance: " << error.what() << "\n";
  }
  if (status == exit_code::failed) hint_at_options(line, err);
  return status;
}

}  // namespace

int run_program(const std::vector<std::string>& all_arguments, std::istream& in, std::ostream& out,
                std::ostream& err) {
  try {
    // What the kit starts itself, for nobody to type.
    if (all_arguments.size() == 1 && all_arguments[0] == "worker") return run_worker(in);
    if (all_arguments.size() == 2 && all_arguments[0] == "relay") {
      return relay_socket(all_arguments[1], err);
    }
    CommandLine line;
    // Everything after --exec belongs to the backend's program.
    const auto exec = std::find(all_arguments.begin(), all_arguments.end(), "--exec");
    const std::vector<std::string> arguments(all_arguments.begin(), exec);
    if (exec != all_arguments.end()) {
      const std::vector<std::string> program(exec + 1, all_arguments.end());
      line.run_request.backend.program = program;
      line.smoke_backend.program = program;
      if (program.empty()) {
        err << "wp-codebox-conformance: --exec needs a command\n";
        return exit_code::usage;
      }
    }
    const auto named = [&arguments](const CLI::App* command) {
      return command->get_name() == arguments.front();
    };
    if (!arguments.empty() && !arguments.front().starts_with('-') &&
        line.app.get_subcommands(named).empty()) {
      err << "wp-codebox-conformance: there is no command '" << arguments.front()
          << "'; --help lists them\n";
      return exit_code::usage;
    }
    try {
      // CLI11 takes them from the back.
      line.app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
      const int status = line.app.exit(error, out, err);
      return status == 0 ? exit_code::conformant : exit_code::usage;
    }
    return dispatch_with_hints(line, in, out, err);
  } catch (const std::exception& error) {
    err << "wp-codebox-conformance: " << error.what() << "\n";
  } catch (...) {
    err << "wp-codebox-conformance: an exception of an unknown type\n";
  }
  return exit_code::failed;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
