// What a backend does to its process costs one verdict, judged from outside: the program beside the
// tests has backends that strike when WPC-EXEC-002 asks for a failing command.

#include "conformance/runner/supervisor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <signal.h>

#include <chrono>
#include <future>
#include <ostream>
#include <string>
#include <vector>

#include "conformance/events/run_assembly.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/report/run_file.hpp"
#include "kit_run.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class Supervised : public KitRun {
 protected:
  ChildResult run(const std::string& backend, std::vector<std::string> options = {}) {
    options.insert(options.begin(),
                   {"run", "--backend", backend, "--json", report_file().string()});
    const fs::path temporary = directory_.path() / "tmp";
    fs::create_directories(temporary);
    ::setenv("TMPDIR", temporary.c_str(), 1);
    ChildResult child = run_program(build_folder() / "tests/conformance_author", options);
    ::unsetenv("TMPDIR");
    EXPECT_TRUE(fs::is_empty(temporary)) << "something was left there";
    return child;
  }
};

const std::vector<std::string> three_cases = {"--filter",     "WPC-EXEC-001", "--filter",
                                              "WPC-EXEC-002", "--filter",     "WPC-SNAP-001"};

/// One strike, how its case comes out and what is said of it.
struct StrikeRow {
  const char* backend;
  Outcome outcome;
  const char* words;
};

void PrintTo(const StrikeRow& row, std::ostream* out) { *out << row.backend; }

class Strike : public Supervised, public testing::WithParamInterface<StrikeRow> {};

TEST_P(Strike, CostsOneVerdict) {
  const StrikeRow& row = GetParam();
  std::vector<std::string> options = three_cases;
  options.insert(options.end(), {"--case-limit", "2"});
  const ChildResult child = run(row.backend, options);
  EXPECT_EQ(child.exit_code, row.outcome == Outcome::pass ? 0 : 1) << child.output;
  EXPECT_THAT(child.output, HasSubstr(row.words));
  const auto outcomes = verdicts();
  EXPECT_EQ(outcomes.at("WPC-EXEC-001"), Outcome::pass) << child.output;
  EXPECT_EQ(outcomes.at("WPC-EXEC-002"), row.outcome) << child.output;
  EXPECT_EQ(outcomes.at("WPC-SNAP-001"), Outcome::pass) << child.output;
  EXPECT_FALSE(report().interrupted.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    Backends, Strike,
    testing::Values(StrikeRow{"segfault", Outcome::crash, "signal 11 (SIGSEGV) during the case"},
                    StrikeRow{"abort", Outcome::crash, "signal 6 (SIGABRT) during the case"},
                    StrikeRow{"exit", Outcome::crash, "exit code 0 during the case"},
                    StrikeRow{"hang", Outcome::hang, "it did not end within 2 s"},
                    StrikeRow{"talk", Outcome::pass, "Conformant"}),
    [](const auto& test) { return std::string(test.param.backend); });

TEST_F(Supervised, AHangingProcessIsGoneWithEverythingThatItStarted) {
  adopt_orphans();  // What outlives the kit comes to this process.
  const HostUse before = HostUse::now();
  const auto began = std::chrono::steady_clock::now();
  (void)run("hang", {"--filter", "WPC-EXEC-002", "--case-limit", "1"});
  EXPECT_THAT(HostUse::now().beyond(before), IsEmpty());
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::minutes(1));
}

TEST_F(Supervised, ACopyOfTheProcessIsNotHeard) {
  const ChildResult child = run("double", three_cases);
  const RunResult result = report();
  EXPECT_EQ(result.cases.size(), 3U) << child.output;
  for (const CaseResult& one : result.cases) {
    EXPECT_EQ(one.outcome, Outcome::pass) << one.name;
    EXPECT_FALSE(one.outcomes.has_value()) << one.name << " ended twice";
  }
  EXPECT_THAT(result.endFaults, IsEmpty());
}

TEST_F(Supervised, ADeathAtTheVeryEndSpeaksAgainstTheBackend) {
  const ChildResult child = run("end", three_cases);
  EXPECT_EQ(child.exit_code, 1) << child.output;
  const RunResult result = report();
  EXPECT_THAT(result.endFaults, ElementsAre(HasSubstr("signal 6 (SIGABRT) at the end")));
  EXPECT_EQ(verdicts().at("WPC-SNAP-001"), Outcome::pass);
}

TEST_F(Supervised, ABackendThatCannotBeAttachedEndsTheRunAtOnce) {
  const ChildResult child = run("start");
  EXPECT_EQ(child.exit_code, 3) << child.output;
  EXPECT_THAT(child.output, HasSubstr("signal 6 (SIGABRT) while it attached the backend"));
}

TEST_F(Supervised, TheCasesAreTestsOfTheAuthorsProgram) {
  const auto tests = [this](const std::string& filter) {
    return run_child(build_folder() / "tests" / "conformance_author",
                     {"--gtest_also_run_disabled_tests", "--gtest_filter=" + filter},
                     directory_.path() / "output.txt");
  };
  const ChildResult sound = tests("Execute.WPC_EXEC_001_*:Execute.WPC_EXEC_002_*:Own.*");
  EXPECT_EQ(sound.exit_code, 0) << sound.output;
  EXPECT_THAT(sound.output, HasSubstr("[       OK ] Own.TestsStandBesideTheCases"));
  EXPECT_THAT(sound.output, HasSubstr("[       OK ] Execute.WPC_EXEC_002_"));
  const ChildResult undeclared = tests("*WPC_PRE_008_*");
  EXPECT_THAT(undeclared.output, HasSubstr("the backend does not declare preview"));
  const ChildResult idle = tests("DISABLED_Idle.*");
  EXPECT_EQ(idle.exit_code, 1) << idle.output;
  EXPECT_THAT(idle.output, HasSubstr("a case that asserted nothing"));
}

TEST_F(Supervised, ARunHasALimit) {
  std::vector<std::string> options = three_cases;
  options.insert(options.end(), {"--run-limit", "0.5"});
  const ChildResult child = run("hang", options);
  EXPECT_EQ(child.exit_code, 3) << child.output;
  const RunResult result = report();
  EXPECT_EQ(result.interrupted, "the run took longer than 0.5 s");
  EXPECT_FALSE(result.complete);
  EXPECT_THAT(result.notRun, Not(IsEmpty()));
}

/// A run that would take for ever, until it gets a signal.
class Signalled : public Supervised {
 protected:
  ProcessEnd end_with(int signal) {
    ProcessSpec spec;
    spec.program = build_folder() / "tests" / "conformance_author";
    spec.arguments = {"run",      "--backend",    "sound",
                      "--filter", "WPC-EXEC-00*", "--repeat",
                      "100000",   "--json",       report_file().string()};
    spec.environment = current_environment();
    spec.environment.emplace_back("TMPDIR", directory_.path().string());
    std::promise<void> runs;
    bool told = false;
    Process process(spec, ProcessHandlers{.on_stdout = [&](std::string_view bytes) {
                      if (told || bytes.find("pass") == std::string_view::npos) return;
                      told = true;
                      runs.set_value();
                    }});
    EXPECT_EQ(runs.get_future().wait_for(std::chrono::minutes(1)), std::future_status::ready);
    ::kill(process.pid(), signal);
    return process.wait_for(std::chrono::minutes(1)).value_or(ProcessEnd{-1, 0});
  }
};

TEST_F(Signalled, ByCtrlCItEndsInOrderAndIncomplete) {
  EXPECT_EQ(end_with(SIGINT).exit_code, 3);
  const RunResult result = report();
  EXPECT_EQ(result.interrupted, "stopped by SIGINT");
  EXPECT_FALSE(result.cases.empty());
  EXPECT_EQ(result.conformance, Conformance::undecided);
}

TEST_F(Signalled, KilledItLeavesReportsAndEventsThatSayIncompleteAndNoProcess) {
  adopt_orphans();
  const HostUse before = HostUse::now();
  EXPECT_EQ(end_with(SIGKILL).signal, SIGKILL);
  EXPECT_TRUE(report().interrupted.has_value());
  EXPECT_EQ(report().conformance, Conformance::undecided);
  const RunResult told = read_events(read_file(report_file().parent_path() / "kit.events.jsonl"));
  EXPECT_THAT(told.interrupted.value_or(""), HasSubstr("the kit itself ended"));
  EXPECT_FALSE(told.cases.empty());
  EXPECT_THAT(leftovers_after(before, {}, std::chrono::minutes(1)), IsEmpty());
}

TEST_F(Signalled, WhatAKilledRunLeftInTheTemporaryFolderIsGoneAfterTheNext) {
  EXPECT_EQ(end_with(SIGKILL).signal, SIGKILL);
  const auto left = [this] {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(directory_.path())) {
      if (entry.path().filename().string().starts_with("wp-codebox-")) {
        names.push_back(entry.path().filename().string());
      }
    }
    return names;
  };
  ASSERT_THAT(left(), Not(IsEmpty()));
  ::setenv("TMPDIR", directory_.path().c_str(), 1);
  const ChildResult next = run_program(build_folder() / "tests/conformance_author",
                                       {"run", "--backend", "sound", "--filter", "WPC-EXEC-001"});
  ::unsetenv("TMPDIR");
  EXPECT_EQ(next.exit_code, 0) << next.output;
  EXPECT_THAT(left(), IsEmpty());
}

TEST_F(Supervised, InTheSameProcessTheVerdictsAreTheSame) {
  ASSERT_EQ(run("sound", {"--filter", "WPC-E*"}).exit_code, 0);
  const auto expected = verdicts();
  const ChildResult child = run("sound", {"--filter", "WPC-E*", "--same-process"});
  EXPECT_EQ(child.exit_code, 0) << child.output;
  EXPECT_EQ(verdicts(), expected);
}

TEST_F(Supervised, ASeedGivesTheSameOrderAgain) {
  const auto order = [this](const std::string& seed) {
    const ChildResult child = run("sound", {"--filter", "WPC-EXEC-*", "--seed", seed});
    EXPECT_THAT(child.output, HasSubstr("Seed: " + seed));
    const RunResult result = report();
    EXPECT_EQ(result.seed, std::stod(seed));
    std::vector<std::string> names;
    for (const CaseResult& one : result.cases) names.push_back(one.name);
    return names;
  };
  const std::vector<std::string> first = order("7");
  EXPECT_EQ(order("7"), first);
  EXPECT_NE(order("8"), first);
}

TEST_F(Supervised, ShardsMergeToOneReport) {
  const std::vector<std::string> all = {"--filter", "WPC-EXEC-*"};
  ASSERT_EQ(run("sound", all).exit_code, 0);
  const auto expected = verdicts();
  std::vector<std::string> words = {"merge"};
  for (const std::string shard : {"1/2", "2/2"}) {
    std::vector<std::string> options = all;
    const std::string file = (directory_.path() / (shard.substr(0, 1) + ".jsonl")).string();
    options.insert(options.end(), {"--shard", shard, "--events", file});
    ASSERT_EQ(run("sound", options).exit_code, 0);
    EXPECT_NE(verdicts(), expected);
    words.push_back(file);
  }
  words.insert(words.end(), {"--json", report_file().string()});
  const ChildResult merged = run_child(build_folder() / "tests" / "conformance_author", words,
                                       directory_.path() / "output.txt");
  EXPECT_EQ(merged.exit_code, 0) << merged.output;
  EXPECT_EQ(verdicts(), expected);
  EXPECT_FALSE(report().shard.has_value());
}

TEST_F(Supervised, ReportsAreMadeFromTheEvents) {
  (void)run("segfault", three_cases);
  EXPECT_EQ(read_events(read_file(report_file().parent_path() / "kit.events.jsonl")), report());
}

TEST_F(Supervised, TwoRunsDifferInNothingButTimes) {
  const auto without = [this] {
    (void)run("segfault", {"--filter", "WPC-E*"});
    return without_times(report());
  };
  EXPECT_EQ(without(), without());
}

TEST_F(Supervised, RepetitionsCountHowOftenACaseCameOutHow) {
  const ChildResult child =
      run("sound", {"--filter", "WPC-EXEC-001", "--filter", "WPC-EXEC-002", "--repeat", "3"});
  EXPECT_EQ(child.exit_code, 0) << child.output;
  const RunResult result = report();
  ASSERT_EQ(result.cases.size(), 2U);
  EXPECT_EQ(*result.cases[0].outcomes->find("pass"), 3);
}

TEST_F(Supervised, AKnownFailureDoesNotFailTheBuildUntilItIsStale) {
  const std::string file = (directory_.path() / "known.json").string();
  write_file(file, R"({"schema":"wp-codebox/conformance-known-failures/v1","failures":[
      {"id":"WPC-EXEC-002","outcome":"crash","reason":"the sandbox dies","expires":"2999-12-31"}]})");
  std::vector<std::string> options = three_cases;
  options.insert(options.end(), {"--known-failures", file});
  const ChildResult known = run("segfault", options);
  EXPECT_EQ(known.exit_code, 0) << known.output;
  EXPECT_EQ(report().conformance, Conformance::not_conformant);
  const ChildResult stale = run("sound", options);
  EXPECT_EQ(stale.exit_code, 1) << stale.output;
  EXPECT_EQ(report().knownFailures.at(0).state, KnownFailureState::stale);
  write_file(file, "{}");
  EXPECT_EQ(run("sound", options).exit_code, 2);
}

}  // namespace
}  // namespace wp_codebox::conformance
