// Running commands.

#include <chrono>
#include <csignal>
#include <future>
#include <set>
#include <thread>

#include "conformance/host/file_tree.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/case.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

class Execute : public Case {};

TEST_F(Execute, WPC_EXEC_001_a_command_that_succeeds_gives_its_whole_result) {
  Testee& testee = booted();
  const ExecutionSpec spec = probe().echo("hello, sandbox");
  const ExecutionResult result = run(testee, spec, "a command");
  expect_members("the result",
                 {{"command", spec.command},
                  {"args", spec.args.value_or(std::vector<std::string>())},
                  {"exitCode", 0},
                  {"stdout", "hello, sandbox"},
                  {"stderr", ""}},
                 json_form(result));
  expect(result.id.starts_with("command-"), "id", "command-…", result.id);
  expect_timestamp("startedAt", result.startedAt);
  expect_timestamp("finishedAt", result.finishedAt);

  Testee& mounted = booted();
  expect_equal(
      "args of a command without args", Json::array(),
      member(json_form(run(mounted, command("inspect-mounted-inputs"), "a command")), "args"));
}

TEST_F(Execute, WPC_EXEC_002_a_failing_command_rejects_and_is_recorded) {
  Testee& testee = booted();
  const ExecutionSpec spec = probe().fail(3);
  const Rejection rejection =
      expect_rejection("a command that fails", [&] { testee->execute(spec); });
  const Json record = command_record(testee);
  expect_members("the record of the last command",
                 {{"command", spec.command},
                  {"args", *spec.args},
                  {"exitCode", 1},
                  {"stdout", ""},
                  {"stderr", rejection.message}},
                 record);
  expect(text_member(record, "id").starts_with("command-"), "its id", "command-…", show(record));
}

TEST_F(Execute, WPC_EXEC_003_the_error_of_a_failing_command_has_a_stable_code) {
  Testee& testee = booted();
  if (descriptor().probes != ProbeDialect::php) {
    expect_coded_rejection("a command that fails", [&] { testee->execute(probe().fail(3)); });
    return;
  }
  const bool playground = descriptor().kind == KnownBackendKind::wordpress_playground;
  const Rejection rejection = expect_coded_rejection("PHP that prints and exits with 7", [&] {
    testee->execute(
        command("wordpress.run-php", {"code=echo 'said-before-exit'; exit(7);", "bootstrap=none"}));
  });
  if (!playground) return;
  expect(rejection.code == "wp-codebox-playground-command-failed" ||
             rejection.code == "wp-codebox-playground-command-crashed",
         "the error's code", "wp-codebox-playground-command-failed or -crashed", rejection.code);
  expect_contains("the message", "wordpress.run-php", rejection.message);
  expect_contains("the message", "7", rejection.message);
  expect_contains("the error in its JSON form", "said-before-exit", rejection.form.dump());
  const Rejection fatal =
      expect_coded_rejection("PHP that calls a function that is not there", [&] {
        testee->execute(
            command("wordpress.run-php", {"code=kit_no_such_function();", "bootstrap=none"}));
      });
  expect_contains("the error in its JSON form", "kit_no_such_function", fatal.form.dump());
}

TEST_F(Execute, WPC_EXEC_004_a_sandbox_that_is_killed_gives_a_stable_error) {
  const HostUse before = HostUse::now();
  Testee& testee = create();
  run(testee, probe().echo("x"), "a command");
  const auto processes = [&before] {
    std::vector<int> ids;
    const HostUse now = HostUse::now();
    for (const auto& process : now.processes()) {
      if (before.processes().count(process.first) == 0) ids.push_back(process.first);
    }
    return ids;
  };
  if (processes().empty()) {  // It lives in this process, where nothing can be killed on its own.
    expect_equal("what it prints", "still here",
                 output(testee, probe().echo("still here"), "a command"));
    return;
  }
  std::future<Rejection> running = std::async(std::launch::async, [&] {
    return rejection_of([&] { testee->execute(probe().sleep(60'000)); });
  });
  while (testee.journal().events_of("runtime.command.started").size() < 2) {
    if (running.wait_for(1ms) == std::future_status::ready) break;
  }
  // A backend may bring up another sandbox for a command that the dead one never saw. That one dies
  // too.
  do {
    for (const int id : processes()) ::kill(id, SIGKILL);
  } while (running.wait_for(10ms) != std::future_status::ready);
  const Rejection rejection = running.get();
  expect(rejection.rejected && !rejection.code.empty(), "a command whose sandbox was killed",
         "an error with a stable code", rejection.code + ": " + rejection.message);
  must("destroy after the sandbox was killed", [&] { testee->destroy(); });
}

TEST_F(Execute, WPC_EXEC_005_a_command_ends_near_its_limit) {
  Testee& testee = create();
  run(testee, probe().echo("x"), "a first command, which boots");
  ExecutionSpec spec = probe().sleep(10'000);
  spec.timeoutMs = 500;
  const auto started = SteadyClock::now();
  expect_rejection("a command of 10 s with timeoutMs 500", [&] { testee->execute(spec); },
                   {"runtime-command-timeout"});
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - started);
  expect(took < 5s, "how long that took", "under 5 s", std::to_string(took.count()) + " ms");
  expect(took >= 450ms, "how long that took", "its limit", std::to_string(took.count()) + " ms");
  expect_equal("runtime.command.finished events", 2U,
               testee.journal().events_of("runtime.command.finished").size());
  std::string printed;
  const Rejection next =
      rejection_of([&] { printed = testee->execute(probe().echo("alive")).stdout_text; });
  expect(next.rejected ? next.code == "runtime-dead" : printed == "alive", "the next command",
         "its output, or runtime-dead", next.rejected ? next.code + ": " + next.message : printed);
}

TEST_F(Execute, WPC_EXEC_006_an_allowed_command_that_is_unknown_rejects_by_name) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands.emplace_back("kit.unknown");
  Testee& testee = create(spec);
  const Rejection rejection = expect_rejection(
      "a command that the backend does not have",
      [&] { testee->execute(command("kit.unknown", {"a=1"})); }, {"runtime-command-unsupported"});
  expect_contains("the message", "kit.unknown", rejection.message);
  expect_members("the record of the last command",
                 {{"command", "kit.unknown"}, {"args", {"a=1"}}, {"exitCode", 1}},
                 command_record(testee));
}

TEST_F(Execute, WPC_EXEC_007_arguments_are_read_as_key_and_value) {
  Testee& testee = booted();
  expect_equal("what a value with = prints", "a=b=c",
               output(testee, probe().echo("a=b=c"), "a value with ="));
  expect_equal(
      "what the first of two equal arguments prints", "first",
      output(testee, probe().echo_with_odd_args("first"), "a repeated and an unknown argument"));
}

TEST_F(Execute, WPC_EXEC_008_a_command_after_destroy_leaves_no_record) {
  (void)booted();  // Elsewhere the same command works.
  Testee& testee = create();
  must("destroy", [&] { testee->destroy(); });
  const std::size_t events = testee.journal().events().size();
  expect_coded_rejection("a command after destroy", [&] { testee->execute(probe().echo("x")); });
  expect_equal("events after destroy", 0U, testee.journal().events().size() - events);
}

TEST_F(Execute, WPC_EXEC_009_commands_at_the_same_time_do_not_mix) {
  constexpr int count = 8;
  Testee& testee = booted();
  const std::size_t before = testee.journal().events_of("runtime.command.finished").size();
  std::vector<std::future<ExecutionResult>> running;
  for (int i = 0; i < count; ++i) {
    running.push_back(std::async(std::launch::async, [&testee, i] {
      return testee->execute(probe().echo("marker-" + std::to_string(i)));
    }));
  }
  std::set<std::string> ids;
  for (int i = 0; i < count; ++i) {
    const ExecutionResult result =
        must("a command among others", [&] { return running[static_cast<std::size_t>(i)].get(); });
    const std::string marker = "marker-" + std::to_string(i);
    expect_equal("what the command printed", marker, result.stdout_text);
    expect(ids.insert(result.id).second, "the id of a command", "its own", "that of another");
    const Json record = command_record(testee, result.id);
    expect_equal("stdout in its record", marker, text_member(record, "stdout"));
  }
  const auto finished = testee.journal().events_of("runtime.command.finished");
  require(finished.size() == before + count, "finished events of 8 commands", "8",
          std::to_string(finished.size() - before));
  std::string last;
  for (std::size_t i = before; i < finished.size(); ++i) {
    const std::string at = text_member(member(json_form(finished[i]), "data"), "finishedAt");
    expect(last <= at, "finishedAt in the order of the events", "not before " + last, at);
    last = at;
  }
}

TEST_F(Execute, WPC_EXEC_010_a_working_directory_never_leads_to_the_host) {
  const fs::path outside = host_directory("outside");
  const FileTree before = FileTree::of(outside);
  Testee& testee = booted();
  const std::size_t events = testee.journal().events_of("runtime.command.started").size();
  std::vector<std::string> tried = {
      outside.string(), "../../../../../../../../../.." + outside.string(),
      probe().scratch_directory() + "/../../../.." + outside.string()};
  for (const std::string& cwd : tried) {
    ExecutionSpec spec = probe().write("kit-cwd-canary.txt", "written through cwd");
    spec.cwd = cwd;
    (void)rejection_of([&] { testee->execute(spec); });
  }
  expect_none("what appeared in a directory of the host",
              before.differences(FileTree::of(outside)));

  ExecutionSpec inside = probe().echo("x");
  inside.cwd = probe().scratch_directory();
  run(testee, inside, "a command with a cwd inside the sandbox");
  const auto started = testee.journal().events_of("runtime.command.started");
  require(started.size() > events, "started events", "more than before", "none");
  expect_equal("cwd in the started event", probe().scratch_directory(),
               text_member(member(json_form(started.back()), "data"), "cwd"));
}

TEST_F(Execute, WPC_EXEC_011_long_output_and_all_of_unicode_come_through) {
  constexpr std::size_t bytes = std::size_t{8} * 1024 * 1024;
  Testee& testee = booted();
  const std::string text = "zażółć gęślą jaźń – 日本語 – 𝄞 – \t\"quoted\" \\ end";
  expect_equal("Unicode text", text, output(testee, probe().echo(text), "a command"));
  const std::string printed = output(testee, probe().echo_pattern(bytes), "a command of 8 MiB");
  expect_equal("bytes of 8 MiB of output", bytes, printed.size());
  expect_equal("SHA-256 of the output", sha256_hex(echo_pattern_text(bytes)), sha256_hex(printed));
}

TEST_F(Execute, WPC_EXEC_012_secrets_reach_the_sandbox_under_upper_case_names_only) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  const std::string value = "kit-secret-value-1";
  spec.secretEnv = json::Dictionary<std::string>{
      {"KIT_SECRET_1", value}, {"kit_lower", value}, {"1KIT", value}, {"KIT-DASH", value}};
  Testee& testee = create(spec);
  const std::string seen = output(testee, probe().env("KIT_SECRET_1"), "a command");
  expect(seen == value || seen.find("[REDACTED:") != std::string::npos, "KIT_SECRET_1",
         "its value, or the redaction of it", show(seen));
  for (const char* name : {"kit_lower", "1KIT", "KIT-DASH"}) {
    expect_equal(name, "", output(testee, probe().env(name), "a command"));
  }
}

TEST_F(Execute, WPC_EXEC_013_run_php_takes_code_or_a_file_of_code) {
  Testee& testee = booted();
  const auto php = [](std::vector<std::string> args) {
    return command("wordpress.run-php", std::move(args));
  };
  expect_equal("code without a tag", "2",
               output(testee, php({"code=echo 1 + 1;", "bootstrap=none"}), "a command"));
  expect_equal("code with a tag", "3",
               output(testee, php({"code=<?php echo 1 + 2;", "bootstrap=none"}), "a command"));
  const fs::path file = host_directory("code") / "kit.php";
  write_file(file, "<?php echo 'from a file';");
  expect_equal("code-file", "from a file",
               output(testee, php({"code-file=" + file.string(), "bootstrap=none"}), "a command"));
  expect_equal("with bootstrap=none, WordPress", "absent",
               output(testee,
                      php({"code=echo function_exists('get_bloginfo') ? 'loaded' : 'absent';",
                           "bootstrap=none"}),
                      "a command"));
  expect_equal(
      "without bootstrap, WordPress", "loaded",
      output(testee, php({"code=echo function_exists('get_bloginfo') ? 'loaded' : 'absent';"}),
             "a command"));
  const Rejection neither =
      expect_rejection("run-php without code", [&] { testee->execute(php({"bootstrap=none"})); });
  expect_contains("the message", "code", neither.message);
  expect_contains("the message", "code-file", neither.message);
}

TEST_F(Execute, WPC_EXEC_014_nothing_runs_listens_or_lies_around_after_destroy) {
  const std::vector<fs::path> watched = {Session::instance().temporary_directory()};
  const HostUse before = HostUse::now(watched);
  Testee& testee = create();
  const std::string file = probe().scratch_directory() + "/kit-file.txt";
  run(testee, probe().write(file, "text"), "a command");
  expect_equal("the file", "text", output(testee, probe().read(file), "reading it"));
  must("destroy", [&] { testee->destroy(); });
  expect_none("processes, listening ports and temporary files that are left",
              leftovers_after(before, watched, 10s));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
