#include "conformance/testcase/case_recorder.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

CaseRecorder& fresh_recorder() {
  CaseRecorder& recorder = CaseRecorder::instance();
  recorder.begin("Suite.case", {"WPC-EXEC-001"});
  return recorder;
}

Finding some_finding() {
  Finding finding;
  finding.what = "stdout";
  finding.expected = "a";
  finding.got = "b";
  finding.file = "case.cpp";
  finding.line = 3;
  return finding;
}

TEST(CaseRecorder, ACaseThatAssertedNothingIsAFaultOfTheKit) {
  CaseRecorder& recorder = fresh_recorder();
  EXPECT_EQ(recorder.result().outcome, Outcome::kit_error);
  recorder.count_assertion();
  EXPECT_EQ(recorder.result().outcome, Outcome::pass);
  EXPECT_EQ(recorder.result().assertions, 1);
}

TEST(CaseRecorder, AFindingFailsTheCaseAndGoogleTest) {
  CaseRecorder& recorder = fresh_recorder();
  recorder.count_assertion();
  EXPECT_NONFATAL_FAILURE(recorder.report(some_finding()), "expected: a\n  got:      b");
  EXPECT_EQ(recorder.result().outcome, Outcome::fail);
  EXPECT_EQ(recorder.result().findings.size(), 1U);
  EXPECT_TRUE(recorder.has_failed());
}

TEST(CaseRecorder, AFaultOfTheKitOutweighsFindings) {
  CaseRecorder& recorder = fresh_recorder();
  EXPECT_NONFATAL_FAILURE(recorder.report(some_finding()), "stdout");
  recorder.report_kit_fault("no listener");
  EXPECT_EQ(recorder.result().outcome, Outcome::kit_error);
}

TEST(CaseRecorder, ANamedCapabilityMakesACaseNotApplicable) {
  CaseRecorder& recorder = fresh_recorder();
  recorder.mark_not_applicable("preview");
  EXPECT_EQ(recorder.result().outcome, Outcome::not_applicable);
  EXPECT_EQ(recorder.result().capability, "preview");
}

TEST(CaseRecorder, EachCaseStartsClean) {
  CaseRecorder& recorder = fresh_recorder();
  recorder.report_kit_fault("something");
  recorder.begin("Suite.next", {});
  EXPECT_FALSE(recorder.has_failed());
  EXPECT_EQ(recorder.result().name, "Suite.next");
}

}  // namespace
}  // namespace wp_codebox::conformance
