#include "conformance/events/run_assembly.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "conformance/events/run_log.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* case_one = "Execute.WPC_EXEC_001_x";
constexpr const char* case_two = "Execute.WPC_EXEC_002_y";

CaseResult result_of(const std::string& name, Outcome outcome) {
  CaseResult result;
  result.name = name;
  result.requirements = requirements_in_name(name.substr(name.find('.') + 1));
  result.outcome = outcome;
  result.assertions = 1;
  return result;
}

/// A run of two cases, written as it happens.
class RunAssemblyTest : public testing::Test {
 protected:
  RunAssemblyTest() {
    head_.kitVersion = "0.0.0";
    head_.attachment = "memory";
    head_.backend.kind = RuntimeBackendKind("x-test");
    head_.startedAt = "2026-11-22T10:00:00.000Z";
  }

  [[nodiscard]] std::filesystem::path file() const { return directory_.path() / "events.jsonl"; }

  RunLog& log() {
    if (!log_) log_ = std::make_unique<RunLog>(console_, file());
    return *log_;
  }
  void begin() { log().start(head_, {case_one, case_two}, {case_one, case_two}); }
  void run(const char* name, Outcome outcome) {
    log().start_case(name);
    log().end_case(result_of(name, outcome));
  }
  [[nodiscard]] RunResult read() const { return read_events(read_file(file())); }

  TemporaryDirectory directory_{"test"};
  std::ostringstream console_;
  RunResult head_;
  std::unique_ptr<RunLog> log_;
};

TEST_F(RunAssemblyTest, TheFileTellsWhatTheRunTold) {
  begin();
  run(case_one, Outcome::pass);
  run(case_two, Outcome::fail);
  log().end({"exit code 7"}, std::nullopt);
  const RunResult run = read();
  EXPECT_EQ(run, log().result());
  EXPECT_TRUE(run.complete);
  EXPECT_THAT(run.endFaults, ElementsAre("exit code 7"));
  EXPECT_EQ(run.conformance, Conformance::not_conformant);
  ASSERT_EQ(run.cases.size(), 2U);
  EXPECT_EQ(run.cases[1].outcome, Outcome::fail);
  EXPECT_THAT(console_.str(), HasSubstr("[1/2] WPC-EXEC-001 x ... pass"));
}

TEST_F(RunAssemblyTest, EachEventIsInTheFileBeforeTheNextThingHappens) {
  begin();
  log().start_case(case_one);
  EXPECT_THAT(read_file(file()), HasSubstr(R"("event":"case-started")"));
  EXPECT_THAT(read().interrupted.value_or(""), HasSubstr(case_one));
}

TEST_F(RunAssemblyTest, ATornLineMeansIncomplete) {
  begin();
  run(case_one, Outcome::pass);
  run(case_two, Outcome::pass);
  log().end({}, std::nullopt);
  const std::string whole = read_file(file());
  EXPECT_EQ(read_events(whole).conformance, Conformance::conformant);
  const RunResult torn = read_events(whole.substr(0, whole.size() - 1));
  EXPECT_TRUE(torn.interrupted.has_value());
  EXPECT_FALSE(torn.complete);
  EXPECT_EQ(torn.conformance, Conformance::undecided);
  EXPECT_EQ(torn.cases.size(), 2U);
  EXPECT_THAT(torn.notRun, IsEmpty());
  // Wherever it tears, it can be read, once it says which run it is.
  const std::size_t first = whole.find('\n') + 1;
  for (std::size_t size = first; size < whole.size(); size += 17) {
    EXPECT_TRUE(read_events(whole.substr(0, size)).interrupted.has_value()) << size;
  }
}

TEST_F(RunAssemblyTest, AnInterruptedRunNamesWhatDidNotRunAndKeepsItsFindings) {
  begin();
  run(case_one, Outcome::fail);
  log().end({}, "the run took longer than 1 s");
  const RunResult run = read();
  EXPECT_EQ(run.interrupted, "the run took longer than 1 s");
  EXPECT_THAT(run.notRun, ElementsAre(case_two));
  EXPECT_EQ(run.conformance, Conformance::not_conformant);
}

TEST_F(RunAssemblyTest, RepetitionsBecomeOneResultWithTheirOutcomes) {
  head_.repetitions = 2;
  begin();
  run(case_one, Outcome::pass);
  run(case_two, Outcome::pass);
  run(case_one, Outcome::fail);
  run(case_two, Outcome::pass);
  log().end({}, std::nullopt);
  const RunResult run = read();
  ASSERT_EQ(run.cases.size(), 2U);
  EXPECT_EQ(run.cases[0].outcome, Outcome::fail);
  EXPECT_TRUE(is_flaky(run.cases[0]));
  EXPECT_EQ(failure_rate(run.cases[0]), 0.5);
  EXPECT_FALSE(is_flaky(run.cases[1]));
  EXPECT_EQ(failure_rate(run.cases[1]), 0);
}

TEST_F(RunAssemblyTest, RefusesWhatIsNoRunOfThisKitAndSaysWhere) {
  const auto complaint = [](const std::string& text) -> std::string {
    try {
      (void)read_events(text);
    } catch (const EventsInvalid& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(complaint(""), HasSubstr("no run"));
  EXPECT_THAT(complaint("{}\n"), HasSubstr("line 1: "));
  EXPECT_THAT(complaint("{\"event\":\"case-started\",\"at\":\"\",\"name\":\"a\"}\n"),
              HasSubstr("line 1: an event outside of a run"));
  begin();
  std::string text = read_file(file());
  const std::string digest = Register::embedded().digest();
  text.replace(text.find(digest), digest.size(), std::string(64, '0'));
  EXPECT_THAT(complaint(text), HasSubstr("judged by the requirements 0000"));
}

/// Shards of one run.
RecordedRun shard(const std::string& name, Outcome outcome, const std::string& version = "0.0.0") {
  RunResult head;
  head.kitVersion = version;
  head.attachment = "memory";
  head.shard = "1/2";
  head.backend.kind = RuntimeBackendKind("x-test");
  std::ostringstream console;
  const TemporaryDirectory directory("test");
  RunLog log(console, directory.path() / "events.jsonl");
  log.start(head, {case_one, case_two}, {name});
  log.start_case(name);
  log.end_case(result_of(name, outcome));
  log.end({}, std::nullopt);
  return read_recorded_run(read_file(directory.path() / "events.jsonl"));
}

TEST(MergeRuns, JoinsShardsToOneCompleteRun) {
  const RecordedRun one = shard(case_one, Outcome::pass);
  const RecordedRun two = shard(case_two, Outcome::pass);
  EXPECT_FALSE(one.run.complete);
  const RunResult merged = merge_runs({one, two});
  EXPECT_TRUE(merged.complete);
  EXPECT_FALSE(merged.shard.has_value());
  EXPECT_EQ(merged.cases.size(), 2U);
  EXPECT_EQ(merged.conformance, Conformance::conformant);
  EXPECT_EQ(merge_runs({one, shard(case_two, Outcome::fail)}).conformance,
            Conformance::not_conformant);
}

TEST(MergeRuns, ACaseOfSeveralRunsCountsAsRepeated) {
  const RunResult merged =
      merge_runs({shard(case_one, Outcome::pass), shard(case_one, Outcome::fail)});
  ASSERT_EQ(merged.cases.size(), 1U);
  EXPECT_TRUE(is_flaky(merged.cases[0]));
}

TEST(MergeRuns, RefusesRunsThatDoNotBelongTogether) {
  const RecordedRun one = shard(case_one, Outcome::pass);
  EXPECT_THROW((void)merge_runs({}), EventsInvalid);
  EXPECT_THROW((void)merge_runs({one, shard(case_two, Outcome::pass, "9.9.9")}), EventsInvalid);
  RecordedRun other = shard(case_two, Outcome::pass);
  other.run.backend.name = "another";
  EXPECT_THROW((void)merge_runs({one, other}), EventsInvalid);
  other = shard(case_two, Outcome::pass);
  other.run.requirementSet.digest = "another";
  EXPECT_THROW((void)merge_runs({one, other}), EventsInvalid);
}

TEST(MergeRuns, AnIncompleteRunMakesTheWholeIncomplete) {
  RecordedRun two = shard(case_two, Outcome::pass);
  two.run.interrupted = "killed";
  const RunResult merged = merge_runs({shard(case_one, Outcome::pass), two});
  EXPECT_EQ(merged.interrupted, "killed");
  EXPECT_EQ(merged.conformance, Conformance::undecided);
}

}  // namespace
}  // namespace wp_codebox::conformance
