#include "conformance/attachment/patience.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "kit_run.hpp"

namespace wp_codebox::conformance {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::Not;

BackendDescriptor backend_with(ProbeDialect probes, const std::string& slowness = "") {
  BackendDescriptor backend;
  backend.probes = probes;
  if (!slowness.empty()) backend.extra.set("x-slowness", json::Value::from_compact(slowness));
  return backend;
}

TEST(Patience, IsTheDocumentedOneForAQuickBackend) {
  EXPECT_EQ(patience_with(backend_with(ProbeDialect::native), {}),
            (Patience{milliseconds(120'000), milliseconds(60'000)}));
}

TEST(Patience, ScalesWithWhatTheBackendDeclares) {
  EXPECT_EQ(patience_with(backend_with(ProbeDialect::php), {}),
            (Patience{milliseconds(240'000), milliseconds(120'000)}));
  EXPECT_EQ(patience_with(backend_with(ProbeDialect::native, "2.5"), {}),
            (Patience{milliseconds(300'000), milliseconds(150'000)}));
  EXPECT_EQ(slowness_of(backend_with(ProbeDialect::php, "100")), 200);
}

TEST(Patience, DoesNotHeedWhatIsNoNumberFromOneToAHundred) {
  for (const std::string asked : {"0.5", "0", "-3", "100.5", "1e9", "\"3\"", "null", "[3]"}) {
    EXPECT_EQ(slowness_of(backend_with(ProbeDialect::native, asked)), 1) << asked;
  }
}

TEST(Patience, IsWhatTheUserChoseWhateverTheBackendDeclares) {
  const BackendDescriptor slow = backend_with(ProbeDialect::native, "3");
  BackendChoice choice;
  choice.caseLimitMs = 500'000;
  EXPECT_EQ(patience_with(slow, choice), (Patience{milliseconds(500'000), milliseconds(180'000)}));
  choice.messageLimitMs = 1000;
  EXPECT_EQ(patience_with(slow, choice), (Patience{milliseconds(500'000), milliseconds(1000)}));
}

TEST(Patience, WithAnAnswerEndsBeforeThatWithItsCase) {
  BackendChoice choice;
  choice.caseLimitMs = 2000;
  choice.messageLimitMs = 60'000;
  EXPECT_EQ(patience_with(backend_with(ProbeDialect::php), choice),
            (Patience{milliseconds(2000), milliseconds(1600)}));
}

class PatientRun : public KitRun {
 protected:
  ChildResult run_one_case(std::vector<std::string> limits, const std::string& fault) {
    std::vector<std::string> options = {"run", "--json", report_file().string(), "--filter",
                                        "WPC-EXEC-002"};
    options.insert(options.end(), limits.begin(), limits.end());
    options.emplace_back("--exec");
    for (const std::string& word : hostile_testee(fault)) options.push_back(word);
    return run_program(kit(), options);
  }
};

TEST_F(PatientRun, SaysTheLimitsOfABackendThatAsksForPatience) {
  const ChildResult slow = run_one_case({}, "declares-slowness");
  EXPECT_EQ(slow.exit_code, 0) << slow.output;
  EXPECT_THAT(slow.output, HasSubstr("Time limits: 360 s a case, 180 s an answer"));
  const ChildResult chosen = run_one_case({"--case-limit", "50"}, "declares-slowness");
  EXPECT_THAT(chosen.output, HasSubstr("Time limits: 50 s a case, 40 s an answer"));
  EXPECT_THAT(run_one_case({}, "none").output, Not(HasSubstr("Time limits")));
}

TEST_F(PatientRun, EndsAHangAfterTheLimitThatTheUserChose) {
  const ChildResult hanging = run_one_case({"--case-limit", "1"}, "hang");
  EXPECT_EQ(hanging.exit_code, 1) << hanging.output;
  EXPECT_THAT(hanging.output, HasSubstr("within 800 ms"));
}

}  // namespace
}  // namespace wp_codebox::conformance
