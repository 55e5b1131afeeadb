// The kit and a backend in a program of its own, judged from outside.

#include "conformance/attachment/program_attachment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "../folders.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/run_result.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/stdio/backend_program.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(ProgramAttachment, ShowsACommandAsAPersonWouldTypeIt) {
  EXPECT_EQ(shell_text({"a", "--b=c", "d e", "", "it's"}), R"(a --b=c 'd e' '' 'it'\''s')");
}

TEST(ProgramAttachment, NeedsAProgramThatIsThere) {
  EXPECT_THROW((void)attach_program({{"no-such-program-anywhere"}}), std::runtime_error);
}

class ProgramRun : public testing::Test {
 protected:
  static fs::path build_folder() {
    return fs::read_symlink("/proc/self/exe").parent_path().parent_path();
  }
  static std::vector<std::string> reference_backend() {
    return {(build_folder() / "reference_backend/wp-codebox-reference-backend").string(),
            "--backend", "memory"};
  }
  static std::vector<std::string> testee(const std::string& fault) {
    std::vector<std::string> command = {
        find_executable("python3").string(),
        (test::source_folder() / "tests/conformance/testee.py").string(), fault};
    for (const std::string& word : reference_backend()) command.push_back(word);
    return command;
  }

  ChildResult run(std::vector<std::string> options, const std::vector<std::string>& command) {
    options.insert(options.begin(), {"run", "--report-json", report_file().string()});
    if (!command.empty()) options.emplace_back("--exec");
    options.insert(options.end(), command.begin(), command.end());
    return run_child(build_folder() / "conformance/wp-codebox-conformance", options,
                     directory_.path() / "output.txt");
  }
  [[nodiscard]] fs::path report_file() const { return directory_.path() / "report.json"; }
  [[nodiscard]] RunResult report() const {
    auto decoded = json::from_json<RunResult>(read_file(report_file()));
    EXPECT_TRUE(decoded.ok()) << decoded.message();
    return std::move(decoded.value);
  }
  [[nodiscard]] std::map<std::string, Outcome> verdicts() const {
    std::map<std::string, Outcome> outcomes;
    const RunResult result = report();
    for (const Verdict& verdict : result.verdicts) outcomes[verdict.id] = verdict.outcome;
    return outcomes;
  }

  TemporaryDirectory directory_{"test"};
};

TEST_F(ProgramRun, GivesTheVerdictsOfTheSameBackendInProcess) {
  const std::vector<std::string> filters = {"--filter",     "WPC-E*",   "--filter",
                                            "WPC-CREATE-*", "--filter", "WPC-DST-*"};
  std::vector<std::string> in_process = filters;
  in_process.insert(in_process.end(), {"--backend", "memory"});
  ASSERT_EQ(run(in_process, {}).exit_code, 0);
  const auto expected = verdicts();
  const ChildResult child = run(filters, reference_backend());
  EXPECT_EQ(child.exit_code, 0) << child.output;
  EXPECT_EQ(verdicts(), expected);
  EXPECT_EQ(report().program, reference_backend());
}

TEST_F(ProgramRun, NoticesAMutantOverStdioToo) {
  std::vector<std::string> command = reference_backend();
  command.insert(command.end(), {"--mutant", "WPC-EXEC-002:failures-resolve"});
  const ChildResult child = run({"--filter", "WPC-EXEC-002"}, command);
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr("expected: an error"));
  EXPECT_THAT(child.output, HasSubstr("repeat: wp-codebox-conformance run --filter "
                                      "Execute.WPC_EXEC_002_"));
  EXPECT_THAT(child.output, HasSubstr(" --exec " + command.front()));
  // The messages of the case lie beside the report.
  const RunResult result = report();
  ASSERT_EQ(result.cases.size(), 1U);
  const std::string transcript = result.cases[0].transcript.value_or("");
  EXPECT_THAT(child.output, HasSubstr("transcript: " + transcript));
  EXPECT_THAT(read_file(transcript), HasSubstr(R"("to":"backend","line":"{\"jsonrpc\")"));
  EXPECT_THAT(read_file(transcript), HasSubstr(R"("to":"kit","line":"{\"jsonrpc\")"));
  EXPECT_THAT(read_file(transcript), HasSubstr("probe.exit"));
}

/// One fault, and what the kit makes of the cases before, with and after it.
struct FaultRow {
  const char* fault;
  Outcome outcome;
  const char* words;
};

void PrintTo(const FaultRow& row, std::ostream* out) { *out << row.fault; }

class HostileTestee : public ProgramRun, public testing::WithParamInterface<FaultRow> {};

TEST_P(HostileTestee, CostsOneVerdict) {
  const FaultRow& row = GetParam();
  // WPC-EXEC-001 does not run probe.exit, WPC-EXEC-002 does.
  const ChildResult child = run({"--filter", "WPC-EXEC-001", "--filter", "WPC-EXEC-002", "--filter",
                                 "WPC-SNAP-001", "--message-limit", "3", "--line-limit", "1048576"},
                                testee(row.fault));
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr(row.words));
  const auto outcomes = verdicts();
  EXPECT_EQ(outcomes.at("WPC-EXEC-001"), Outcome::pass) << child.output;
  EXPECT_EQ(outcomes.at("WPC-EXEC-002"), row.outcome) << child.output;
  EXPECT_EQ(outcomes.at("WPC-SNAP-001"), Outcome::pass) << child.output;
}

INSTANTIATE_TEST_SUITE_P(
    Faults, HostileTestee,
    testing::Values(FaultRow{"die", Outcome::crash, "signal 9 before it answered runtime/execute"},
                    FaultRow{"exit", Outcome::crash, "exit code 0 before it answered"},
                    FaultRow{"hang", Outcome::hang, "no answer to runtime/execute within 3000 ms"},
                    FaultRow{"stubborn", Outcome::hang, "no answer to runtime/execute"},
                    FaultRow{"garbage", Outcome::fail, "PHP Warning: nothing to see here"},
                    FaultRow{"flood", Outcome::fail, "1048576 are allowed"},
                    FaultRow{"twice", Outcome::fail, "an answer to a call that does not wait"}),
    [](const auto& test) { return std::string(test.param.fault); });

TEST_F(ProgramRun, ABadEndSpeaksAgainstTheBackend) {
  const ChildResult child = run({"--filter", "WPC-EXEC-001"}, testee("code"));
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr("exit code 7 after shutdown"));
  EXPECT_EQ(verdicts().at("WPC-EXEC-001"), Outcome::pass);
  EXPECT_EQ(report().conformance, Conformance::not_conformant);
}

TEST_F(ProgramRun, AProgramThatDoesNotIntroduceItselfEndsTheRunAtOnce) {
  const ChildResult mute = run({"--start-limit", "1"}, testee("mute"));
  EXPECT_EQ(mute.exit_code, 3) << mute.output;
  EXPECT_THAT(mute.output, HasSubstr("no answer to initialize within 1000 ms"));
  const ChildResult gone = run({}, {"/bin/sh", "-c", "echo oops >&2; exit 3"});
  EXPECT_EQ(gone.exit_code, 3) << gone.output;
  EXPECT_THAT(gone.output, HasSubstr("exit code 3 before it answered initialize"));
  EXPECT_THAT(gone.output, HasSubstr("oops"));
  const ChildResult nothing = run({}, {"no-such-program-anywhere"});
  EXPECT_EQ(nothing.exit_code, 3) << nothing.output;
  EXPECT_THAT(nothing.output, HasSubstr("there is no program no-such-program-anywhere"));
}

TEST_F(ProgramRun, SmokeSaysOfEachStepWhetherItWorks) {
  const auto smoke = [this](const std::vector<std::string>& command) {
    std::vector<std::string> words = {"smoke", "--exec"};
    words.insert(words.end(), command.begin(), command.end());
    return run_child(build_folder() / "conformance/wp-codebox-conformance", words,
                     directory_.path() / "output.txt");
  };
  const ChildResult sound = smoke(reference_backend());
  EXPECT_EQ(sound.exit_code, 0) << sound.output;
  EXPECT_THAT(sound.output, HasSubstr("works  boot and run a command"));
  EXPECT_THAT(sound.output, HasSubstr("Not declared, so not checked: wordpress "));

  const ChildResult dying = smoke(testee("die"));
  EXPECT_EQ(dying.exit_code, 1) << dying.output;
  EXPECT_THAT(dying.output, HasSubstr("works  boot and run a command"));
  EXPECT_THAT(dying.output, HasSubstr("FAILS  a failing command is refused: "));

  std::vector<std::string> mutant = reference_backend();
  mutant.insert(mutant.end(), {"--mutant", "WPC-EXEC-002:failures-resolve"});
  const ChildResult wrong = smoke(mutant);
  EXPECT_EQ(wrong.exit_code, 1) << wrong.output;
  EXPECT_THAT(wrong.output, HasSubstr("answered as if it had succeeded"));
}

TEST_F(ProgramRun, ASoundProgramBehindTheSameTesteePasses) {
  const ChildResult child = run({"--filter", "WPC-EXEC-00*"}, testee("none"));
  EXPECT_EQ(child.exit_code, 0) << child.output;
}

}  // namespace
}  // namespace wp_codebox::conformance
