#include "conformance/verdict/known_failures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/report/run_result.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;

constexpr const char* case_one = "Execute.WPC_EXEC_001_x";
constexpr const char* case_two = "Execute.WPC_EXEC_002_y";

std::string entry(const std::string& id, const std::string& outcome = "fail",
                  const std::string& expires = "2027-01-31", const std::string& more = "") {
  return R"({"id":")" + id + R"(","outcome":")" + outcome +
         R"(","reason":"known","link":"https://example.org/1","expires":")" + expires + "\"" +
         more + "}";
}

std::vector<KnownFailureVerdict> entries(const std::string& list) {
  return read_known_failures(
      R"({"schema":"wp-codebox/conformance-known-failures/v1","failures":[)" + list + "]}");
}

CaseResult result_of(const std::string& name, Outcome outcome) {
  CaseResult result;
  result.name = name;
  result.requirements = requirements_in_name(name.substr(name.find('.') + 1));
  result.outcome = outcome;
  return result;
}

RunResult run_with(const std::string& list, std::vector<CaseResult> cases) {
  RunResult run;
  run.attachment = "memory";
  run.backend.kind = RuntimeBackendKind("x-test");
  run.startedAt = "2026-11-22T10:00:00.000Z";
  run.cases = std::move(cases);
  run.knownFailures = entries(list);
  const std::vector<KnownCase> known = {{"Execute", "WPC_EXEC_001_x", {"WPC-EXEC-001"}},
                                        {"Execute", "WPC_EXEC_002_y", {"WPC-EXEC-002"}}};
  conclude(run, Register::embedded(), known);
  return run;
}

KnownFailureState state_of(const std::string& list, std::vector<CaseResult> cases) {
  return run_with(list, std::move(cases)).knownFailures.at(0).state;
}

TEST(KnownFailures, AFailureThatIsNamedIsExpected) {
  for (const char* id : {"WPC-EXEC-001", case_one}) {
    const RunResult run = run_with(entry(id), {result_of(case_one, Outcome::fail)});
    EXPECT_EQ(run.knownFailures[0].state, KnownFailureState::seen) << id;
    EXPECT_EQ(run.conformance, Conformance::not_conformant);
    EXPECT_TRUE(as_expected(run)) << id;
  }
  EXPECT_FALSE(as_expected(run_with("", {result_of(case_one, Outcome::fail)})));
}

TEST(KnownFailures, AnotherFailureBesideIsNot) {
  EXPECT_FALSE(as_expected(run_with(entry("WPC-EXEC-001"), {result_of(case_one, Outcome::fail),
                                                            result_of(case_two, Outcome::fail)})));
}

TEST(KnownFailures, AnEntryThatPassesNowIsStaleAndRed) {
  const RunResult run = run_with(entry("WPC-EXEC-001"), {result_of(case_one, Outcome::pass)});
  EXPECT_EQ(run.knownFailures[0].state, KnownFailureState::stale);
  EXPECT_EQ(run.conformance, Conformance::conformant);
  EXPECT_FALSE(as_expected(run));
}

TEST(KnownFailures, AnEntryCountsUntilItsLastDayIsOver) {
  const std::vector<CaseResult> failed = {result_of(case_one, Outcome::fail)};
  EXPECT_EQ(state_of(entry("WPC-EXEC-001", "fail", "2026-11-22"), failed), KnownFailureState::seen);
  const RunResult run = run_with(entry("WPC-EXEC-001", "fail", "2026-11-21"), failed);
  EXPECT_EQ(run.knownFailures[0].state, KnownFailureState::expired);
  EXPECT_FALSE(as_expected(run));
}

TEST(KnownFailures, AnUnknownIdIsRedAndOneThatDidNotRunIsNot) {
  const std::vector<CaseResult> passed = {result_of(case_one, Outcome::pass)};
  EXPECT_EQ(state_of(entry("WPC-EXEC-999"), passed), KnownFailureState::unknown);
  EXPECT_EQ(state_of(entry("Execute.nothing"), passed), KnownFailureState::unknown);
  EXPECT_EQ(state_of(entry("WPC-EXEC-002"), passed), KnownFailureState::not_run);
  EXPECT_EQ(state_of(entry(case_two), passed), KnownFailureState::not_run);
  EXPECT_TRUE(as_expected(run_with(entry("WPC-EXEC-002"), passed)));
}

TEST(KnownFailures, AnotherOutcomeThanTheNamedOneIsRed) {
  EXPECT_EQ(state_of(entry("WPC-EXEC-001", "fail"), {result_of(case_one, Outcome::crash)}),
            KnownFailureState::different);
  EXPECT_EQ(state_of(entry("WPC-EXEC-001", "crash"), {result_of(case_one, Outcome::crash)}),
            KnownFailureState::seen);
}

TEST(KnownFailures, AFlakyOneMayFailAsOftenAsItSays) {
  const auto repeated = [](int failures) {
    std::vector<CaseResult> repetitions(10, result_of(case_one, Outcome::pass));
    for (int i = 0; i < failures; ++i)
      repetitions[static_cast<std::size_t>(i)].outcome = Outcome::fail;
    return std::vector<CaseResult>{joined_repetitions(repetitions)};
  };
  const std::string flaky = entry("WPC-EXEC-001", "fail", "2027-01-31", R"(,"maximumRate":0.2)");
  EXPECT_EQ(state_of(flaky, repeated(0)), KnownFailureState::seen);
  EXPECT_EQ(state_of(flaky, repeated(2)), KnownFailureState::seen);
  EXPECT_TRUE(as_expected(run_with(flaky, repeated(2))));
  const RunResult run = run_with(flaky, repeated(3));
  EXPECT_EQ(run.knownFailures[0].state, KnownFailureState::too_often);
  EXPECT_THAT(run.knownFailures[0].what, HasSubstr("30 % of the runs, 20 % are allowed"));
  EXPECT_FALSE(as_expected(run));
}

TEST(KnownFailures, AFileThatIsWrongIsRefusedWithAllThatIsWrong) {
  const auto complaint = [](const std::string& list) -> std::string {
    try {
      (void)entries(list);
    } catch (const KnownFailuresInvalid& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_THAT(complaint(entry("A", "fail", "2026-02-30")), HasSubstr("A: '2026-02-30' is no day"));
  EXPECT_THAT(complaint(entry("A", "pass")), HasSubstr("A: the outcome is fail, crash or hang"));
  EXPECT_THAT(complaint(entry("A") + "," + entry("A")), HasSubstr("A: it stands twice"));
  EXPECT_THAT(complaint(R"({"id":"A","outcome":"fail","expires":"2027-01-01"})"),
              HasSubstr("$.failures[0].reason"));
  EXPECT_THAT(complaint(entry("A", "fail", "2027-01-31", R"(,"maximumRate":2)")),
              HasSubstr("$.failures[0].maximumRate"));
}

}  // namespace
}  // namespace wp_codebox::conformance
