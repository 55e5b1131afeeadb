// The kit and a backend in a program of its own, judged from outside.

#include "conformance/attachment/program_attachment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kit_run.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

TEST(ProgramAttachment, ShowsACommandAsAPersonWouldTypeIt) {
  EXPECT_EQ(shell_text({"a", "--b=c", "d e", "", "it's"}), R"(a --b=c 'd e' '' 'it'\''s')");
}

TEST(ProgramAttachment, NeedsAProgramThatIsThere) {
  EXPECT_THROW((void)attach_program({{"no-such-program-anywhere"}}), std::runtime_error);
}

class ProgramRun : public KitRun {
 protected:
  ChildResult run(std::vector<std::string> options, const std::vector<std::string>& command) {
    options.insert(options.begin(), {"run", "--report-json", report_file().string()});
    if (!command.empty()) options.emplace_back("--exec");
    options.insert(options.end(), command.begin(), command.end());
    return run_program(kit(), options);
  }
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

TEST_F(ProgramRun, AProgramThatDoesNotIntroduceItselfEndsTheRunAtOnce) {
  const ChildResult mute = run({"--start-limit", "1"}, hostile_testee("mute"));
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

TEST_F(ProgramRun, ACommandLineInQuotesIsToldFromAProgramThatIsMissing) {
  const std::string quoted = "sh -c true";
  const ChildResult child = run({}, {quoted});
  EXPECT_EQ(child.exit_code, 3) << child.output;
  EXPECT_THAT(child.output, HasSubstr("there is no program " + quoted + "; its words are given"));
  EXPECT_THAT(child.output, HasSubstr("--exec sh -c true (options of the kit stand before"));
  const ChildResult nothing = run({}, {"no-such-program-anywhere --arg"});
  EXPECT_EQ(nothing.exit_code, 3) << nothing.output;
  EXPECT_THAT(nothing.output, HasSubstr("there is no program no-such-program-anywhere --arg"));
  EXPECT_THAT(nothing.output, Not(HasSubstr("its words are given")));
}

TEST_F(ProgramRun, OptionsOfTheKitThatWentToTheProgramAreNamed) {
  std::vector<std::string> command = reference_backend();
  command.insert(command.end(), {"--seed", "1", "--json=kit.json", "--not-of-the-kit"});
  constexpr const char* hint =
      "everything after --exec belongs to the program, so it got --backend, --seed, --json too; "
      "options of the kit stand before --exec";
  const ChildResult refused = run({}, command);
  EXPECT_EQ(refused.exit_code, 3) << refused.output;
  EXPECT_THAT(refused.output, HasSubstr(hint));
  // Nothing is said of options that the program takes.
  const ChildResult judged = run({"--filter", "WPC-EXEC-001"}, reference_backend());
  EXPECT_EQ(judged.exit_code, 0) << judged.output;
  EXPECT_THAT(judged.output, Not(HasSubstr("belongs to the program")));
}

TEST_F(ProgramRun, SmokeSaysOfEachStepWhetherItWorks) {
  const auto smoke = [this](const std::vector<std::string>& command) {
    std::vector<std::string> words = {"smoke", "--exec"};
    words.insert(words.end(), command.begin(), command.end());
    return run_program(kit(), words);
  };
  const ChildResult sound = smoke(reference_backend());
  EXPECT_EQ(sound.exit_code, 0) << sound.output;
  EXPECT_THAT(sound.output, HasSubstr("works  boot and run a command"));
  EXPECT_THAT(sound.output, HasSubstr("Not declared, so not checked: wordpress "));

  const ChildResult dying = smoke(hostile_testee("die"));
  EXPECT_EQ(dying.exit_code, 1) << dying.output;
  EXPECT_THAT(dying.output, HasSubstr("works  boot and run a command"));
  EXPECT_THAT(dying.output, HasSubstr("FAILS  a failing command is refused: "));

  std::vector<std::string> mutant = reference_backend();
  mutant.insert(mutant.end(), {"--mutant", "WPC-EXEC-002:failures-resolve"});
  const ChildResult wrong = smoke(mutant);
  EXPECT_EQ(wrong.exit_code, 1) << wrong.output;
  EXPECT_THAT(wrong.output, HasSubstr("answered as if it had succeeded"));
}

TEST_F(ProgramRun, AProgramIsStartedAgainWhereItWasStartedFirst) {
  const fs::path before = fs::current_path();
  fs::current_path(test::source_folder());
  std::vector<std::string> command = hostile_testee("die");
  command[1] = fs::relative(command[1]).string();
  const ChildResult child =
      run({"--filter", "WPC-EXEC-001", "--filter", "WPC-EXEC-002", "--filter", "WPC-SNAP-001"},
          command);
  fs::current_path(before);
  EXPECT_EQ(child.exit_code, 1) << child.output;
  EXPECT_EQ(verdicts().at("WPC-EXEC-002"), Outcome::crash);
  EXPECT_EQ(verdicts().at("WPC-SNAP-001"), Outcome::pass) << child.output;
}

TEST_F(ProgramRun, ASoundProgramBehindTheSameTesteePasses) {
  const ChildResult child = run({"--filter", "WPC-EXEC-00*"}, hostile_testee("none"));
  EXPECT_EQ(child.exit_code, 0) << child.output;
}

}  // namespace
}  // namespace wp_codebox::conformance
