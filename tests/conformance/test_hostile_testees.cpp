// Programs that do every harm to the kit that a program can do over its pipes: each costs the
// verdict of the case in which it strikes, no other, and nothing stays behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include "kit_run.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* mark_name = "WP_CODEBOX_TEST_MARK";

/// Command lines of processes that have the mark in their environment.
std::vector<std::string> marked_processes(const std::string& mark) {
  std::vector<std::string> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
    if (entry.path().filename().string().find_first_not_of("0123456789") != std::string::npos) {
      continue;
    }
    const auto text_of = [&](const char* name) {
      std::ifstream file(entry.path() / name, std::ios::binary);
      return std::string(std::istreambuf_iterator<char>(file), {});
    };
    if (text_of("environ").find(mark) == std::string::npos) continue;
    std::string command = text_of("cmdline");
    std::replace(command.begin(), command.end(), '\0', ' ');
    found.push_back(entry.path().filename().string() + " " + command);
  }
  return found;
}

/// The same, when those that are about to end have ended.
std::vector<std::string> processes_left(const std::string& mark) {
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::vector<std::string> found = marked_processes(mark);
  while (!found.empty() && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    found = marked_processes(mark);
  }
  return found;
}

/// What the kit may make of a fault. The fault's name is what hostile_testee.py calls it.
struct Row {
  const char* fault;
  Outcome outcome;  ///< Of the case in which it strikes.
  const char* words;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.fault; }

class HostileTestees : public KitRun {
 protected:
  ChildResult run(const std::string& fault, std::vector<std::string> options) {
    options.insert(options.begin(), {"run", "--report-json", report_file().string()});
    options.emplace_back("--exec");
    for (const std::string& word : hostile_testee(fault)) options.push_back(word);
    ::setenv(mark_name, directory_.path().c_str(), 1);
    ChildResult child = run_measured(kit(), options);
    ::unsetenv(mark_name);
    EXPECT_THAT(processes_left(mark_name + ("=" + directory_.path().string())), testing::IsEmpty());
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    EXPECT_LT(most_kib(), allowed_kib) << "of the kit, its worker, the program or the backend";
#endif
    return child;
  }

  /// Runs a program by measured_run.py.
  [[nodiscard]] ChildResult run_measured(const fs::path& program,
                                         std::vector<std::string> arguments) const {
    const fs::path script = test::source_folder() / "tests/conformance/measured_run.py";
    arguments.insert(arguments.begin(),
                     {script.string(), memory_file().string(), program.string()});
    return run_program(find_executable("python3"), arguments);
  }
  /// Of the program that was measured last and of all below it, whichever took most.
  [[nodiscard]] long most_kib() const { return std::stol(read_file(memory_file())); }
  static constexpr long allowed_kib = 100L * 1024;

 private:
  [[nodiscard]] fs::path memory_file() const { return directory_.path() / "memory.txt"; }
};

TEST_F(HostileTestees, TheMemoryOfEachProcessIsSeenAndOfNoOther) {
  // In a process below the program, as the backend is below the kit.
  const std::string hungry =
      "import subprocess, sys; subprocess.run([sys.executable, '-c', 'x = b\"x\" * (160 << 20)'])";
  const std::vector<char> large_parent(std::size_t{160} << 20U, 'x');
  EXPECT_EQ(run_measured(find_executable("python3"), {"-c", hungry}).exit_code, 0);
  EXPECT_GT(most_kib(), allowed_kib);
  EXPECT_EQ(run_measured(find_executable("true"), {}).exit_code, 0);
  EXPECT_LT(most_kib(), allowed_kib) << "of " << large_parent.size() << " bytes next to it";
}

/// Three cases: one before the harm, the one in which it strikes, and one after it.
const std::vector<std::string>& three_cases() {
  static const std::vector<std::string> options = {
      "--filter",     "WPC-EXEC-001",    "--filter", "WPC-EXEC-002", "--filter",
      "WPC-SNAP-001", "--message-limit", "4",        "--line-limit", "1048576"};
  return options;
}

class HostileInTheMiddle : public HostileTestees, public testing::WithParamInterface<Row> {};

TEST_P(HostileInTheMiddle, CostsTheVerdictOfItsCaseAndNoOther) {
  const Row& row = GetParam();
  const ChildResult child = run(row.fault, three_cases());
  const bool harmless = row.outcome == Outcome::pass;
  EXPECT_EQ(child.exit_code, harmless ? 0 : 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr(row.words));
  const RunResult result = report();
  std::map<std::string, std::vector<Outcome>> outcomes;
  for (const CaseResult& each : result.cases) {
    for (const std::string& id : each.requirements) outcomes[id].push_back(each.outcome);
  }
  using Verdicts = std::vector<Outcome>;
  EXPECT_EQ(outcomes["WPC-EXEC-001"], Verdicts{Outcome::pass}) << child.output;
  EXPECT_EQ(outcomes["WPC-EXEC-002"], Verdicts{row.outcome}) << child.output;
  EXPECT_EQ(outcomes["WPC-SNAP-001"], Verdicts{Outcome::pass}) << child.output;
  EXPECT_EQ(outcomes.size(), 3U);
}

constexpr const char* not_waiting = "an answer to a call that does not wait for one";
constexpr const char* not_json = "a line that is not JSON";
constexpr const char* no_message = "a line that is no message of JSON-RPC 2.0";
constexpr const char* no_answer = "no answer to runtime/execute within 4000 ms";

const Row rows[] = {
    {"die", Outcome::crash, "signal 9 before it answered runtime/execute"},
    {"segv", Outcome::crash, "signal 11 before it answered runtime/execute"},
    {"abort", Outcome::crash, "signal 6 before it answered runtime/execute"},
    {"exit", Outcome::crash, "exit code 0 before it answered runtime/execute"},
    {"exit-3", Outcome::crash, "exit code 3 before it answered runtime/execute"},
    {"fork-twice", Outcome::crash, "exit code 0 before it answered runtime/execute"},
    {"half-and-exit", Outcome::crash, "exit code 0 before it answered runtime/execute"},
    {"hang", Outcome::hang, no_answer},
    {"stubborn", Outcome::hang, no_answer},
    {"half", Outcome::hang, "bytes of a line without end had come"},
    {"close-output", Outcome::hang, no_answer},
    {"close-input", Outcome::hang, no_answer},
    {"late", Outcome::hang, no_answer},
    {"garbage", Outcome::fail, "PHP Warning: nothing to see here"},
    {"cut-json", Outcome::fail, not_json},
    {"empty-line", Outcome::fail, not_json},
    {"byte-order-mark", Outcome::fail, not_json},
    {"latin-1", Outcome::fail, not_json},
    {"nul", Outcome::fail, not_json},
    {"deep", Outcome::fail, not_json},
    {"batch", Outcome::fail, no_message},
    {"number", Outcome::fail, no_message},
    {"other-version", Outcome::fail, no_message},
    {"long-line", Outcome::fail, "1048576 are allowed"},
    {"flood", Outcome::fail, "1048576 are allowed"},
    {"wrong-id", Outcome::fail, not_waiting},
    {"text-id", Outcome::fail, not_waiting},
    {"null-id", Outcome::fail, "it refused a line that was right"},
    {"no-id", Outcome::fail, "it refused a line that was right"},
    {"twice", Outcome::fail, not_waiting},
    {"neither", Outcome::fail, "an answer has either a result or an error"},
    {"both", Outcome::fail, "an answer has either a result or an error"},
    {"error-is-text", Outcome::fail, "does not fit its schema"},
    {"error-without-message", Outcome::fail, "does not fit its schema"},
    {"result-of-another-call", Outcome::fail, "the result of runtime/execute does not fit"},
    {"alien-events", Outcome::fail, "too many notifications of"},
    {"bad-event", Outcome::fail, "the notification runtime/event does not fit its schema"},
    {"asks-back", Outcome::fail, "which the client does not have"},
    {"in-pieces", Outcome::pass, "onformant"},
    {"joined", Outcome::pass, "onformant"},
    {"carriage-returns", Outcome::pass, "onformant"},
    {"stderr", Outcome::pass, "onformant"},
};

std::string test_name(const testing::TestParamInfo<Row>& info) {
  std::string name = info.param.fault;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Faults, HostileInTheMiddle, testing::ValuesIn(rows), &test_name);

class HostileAtTheEnd : public HostileTestees, public testing::WithParamInterface<Row> {};

TEST_P(HostileAtTheEnd, SpeaksAgainstTheBackendAndAgainstNoCase) {
  const ChildResult child =
      run(GetParam().fault, {"--filter", "WPC-EXEC-001", "--message-limit", "4"});
  const RunResult result = report();
  ASSERT_EQ(result.cases.size(), 1U) << child.output;
  EXPECT_EQ(result.cases[0].outcome, Outcome::pass);
  EXPECT_THAT(child.output, HasSubstr(GetParam().words));
  const bool harmless = GetParam().outcome == Outcome::pass;
  EXPECT_EQ(child.exit_code, harmless ? 0 : 1) << child.output;
  EXPECT_EQ(result.conformance, harmless ? Conformance::conformant : Conformance::not_conformant);
}

const Row end_rows[] = {
    {"code-at-end", Outcome::crash, "exit code 7 after shutdown"},
    {"die-at-end", Outcome::crash, "signal 9 after shutdown"},
    {"hang-at-end", Outcome::crash, "the program went on after shutdown"},
    {"line-at-end", Outcome::crash, "a line after the answer to shutdown"},
    {"leave-a-child", Outcome::pass, "onformant"},
};

INSTANTIATE_TEST_SUITE_P(Faults, HostileAtTheEnd, testing::ValuesIn(end_rows), &test_name);

class HostileAtTheStart : public HostileTestees, public testing::WithParamInterface<Row> {};

TEST_P(HostileAtTheStart, EndsTheRunWithTheReason) {
  const ChildResult child =
      run(GetParam().fault, {"--filter", "WPC-EXEC-001", "--start-limit", "4"});
  EXPECT_NE(child.exit_code, 0) << child.output;
  EXPECT_EQ(child.signal, 0);
  EXPECT_THAT(child.output, HasSubstr(GetParam().words));
}

const Row start_rows[] = {
    {"mute", Outcome::hang, "no answer to initialize within 4000 ms"},
    {"exit-at-start", Outcome::crash, "exit code 0 before it answered initialize"},
    {"die-at-start", Outcome::crash, "signal 9 before it answered initialize"},
    {"garbage-at-start", Outcome::fail, "Loading ..."},
    {"no-descriptor", Outcome::fail, "the result of initialize does not fit its schema"},
    {"refuse-at-start", Outcome::fail, "not today"},
};

INSTANTIATE_TEST_SUITE_P(Faults, HostileAtTheStart, testing::ValuesIn(start_rows), &test_name);

TEST_F(HostileTestees, AnOldAnswerAfterDestroyIsFoundOut) {
  std::vector<std::string> options = three_cases();
  options.insert(options.end(), {"--filter", "WPC-DST-002"});
  const ChildResult child = run("after-destroy", options);
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr(not_waiting));
}

}  // namespace
}  // namespace wp_codebox::conformance
