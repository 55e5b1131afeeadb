#include "conformance/testcase/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <stdexcept>

#include "conformance/testcase/case_recorder.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;

class Check : public testing::Test {
 protected:
  Check() { CaseRecorder::instance().begin("Suite.case", {"WPC-EXEC-001"}); }

  /// What the last check reported.
  static Finding last_finding() {
    const CaseResult result = CaseRecorder::instance().result();
    return result.findings.empty() ? Finding() : result.findings.back();
  }
};

TEST_F(Check, ThatHoldsCountsAndSaysNothing) {
  EXPECT_TRUE(expect_equal("a number", 1, 1));
  EXPECT_TRUE(expect_contains("a text", "b", "abc"));
  EXPECT_TRUE(expect_none("leftovers", {}));
  EXPECT_EQ(CaseRecorder::instance().result().outcome, Outcome::pass);
  EXPECT_EQ(CaseRecorder::instance().result().assertions, 3);
}

TEST_F(Check, ThatDoesNotHoldSaysWhatWasExpectedWhatCameAndWhere) {
  const int line = __LINE__ + 1;
  EXPECT_NONFATAL_FAILURE(expect_equal("a text", std::string("a"), std::string("b")), "a text");
  EXPECT_EQ(last_finding().expected, "\"a\"");
  EXPECT_EQ(last_finding().got, "\"b\"");
  EXPECT_THAT(last_finding().file, HasSubstr("test_check.cpp"));
  EXPECT_EQ(last_finding().line, line);
}

TEST_F(Check, MembersMayBeMoreButNotOthers) {
  EXPECT_TRUE(expect_members("an object", {{"a", 1}}, {{"b", 2}, {"a", 1}}));
  EXPECT_NONFATAL_FAILURE(expect_members("an object", {{"a", 1}}, {{"a", 2}}), "an object");
  EXPECT_NONFATAL_FAILURE(expect_members("an object", {{"a", nullptr}}, Json::object()),
                          "an object");
  EXPECT_NONFATAL_FAILURE(expect_members("an object", Json::object(), Json::array()), "an object");
}

TEST_F(Check, TimestampsAreDatesInTheContractsForm) {
  EXPECT_TRUE(expect_timestamp("a time", "2024-02-29T23:59:59.000Z"));
  for (const char* text :
       {"", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.006", "2026-01-02 03:04:05.006Z",
        "2026-02-29T03:04:05.006Z", "2026-13-02T03:04:05.006Z", "2026-01-00T03:04:05.006Z",
        "2026-01-02T24:04:05.006Z", "2026-01-02T03:60:05.006Z", "2026-01-02T03:04:05.006+"}) {
    EXPECT_NONFATAL_FAILURE(expect_timestamp("a time", text), "a time");
  }
}

TEST_F(Check, RejectionsAreKnownByTheirCodes) {
  const auto refuse = [] { throw RuntimeError("runtime-destroyed", "It is gone"); };
  EXPECT_EQ(expect_rejection("a call", refuse, {"runtime-destroyed"}).message, "It is gone");
  EXPECT_NONFATAL_FAILURE(expect_rejection("a call", refuse, {"runtime-dead", "ENOENT"}),
                          "runtime-dead or ENOENT");
  EXPECT_NONFATAL_FAILURE(expect_rejection("a call", [] {}), "no error");
  const auto nameless = [] { throw std::runtime_error("oh"); };
  EXPECT_EQ(expect_rejection("a call", nameless).code, "");
  EXPECT_NONFATAL_FAILURE(expect_coded_rejection("a call", nameless), "without a code");
  EXPECT_TRUE(rejection_of([] { throw 1; }).rejected);
}

TEST_F(Check, ACallThatMustSucceedEndsTheCaseWhenItDoesNot) {
  EXPECT_EQ(must("a call", [] { return 7; }), 7);
  bool went_on = false;
  const auto failing = [&] {
    must("a call", [] { throw RuntimeError("runtime-dead", "Gone"); });
    went_on = true;
  };
  EXPECT_NONFATAL_FAILURE(EXPECT_THROW(failing(), testing::AssertionException), "runtime-dead");
  EXPECT_FALSE(went_on);
}

TEST_F(Check, ARequirementInsideACallIsNoRejection) {
  const auto nested = [] { (void)rejection_of([] { require(false, "something", "yes", "no"); }); };
  EXPECT_NONFATAL_FAILURE(EXPECT_THROW(nested(), testing::AssertionException), "something");
}

TEST_F(Check, LongValuesAreCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "ż";
  const std::string shown = show(text);
  EXPECT_LT(shown.size(), 600U);
  EXPECT_THAT(shown, HasSubstr("2000 bytes"));
  EXPECT_TRUE(Json::accept(shown)) << shown;
}

TEST_F(Check, BytesThatAreNoTextCanBeShown) { EXPECT_TRUE(Json::accept(show("\xff\x01"))); }

}  // namespace
}  // namespace wp_codebox::conformance
