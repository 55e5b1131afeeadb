#include "conformance/verdict/case_result.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CaseResult, TakesItsRequirementsFromTheName) {
  EXPECT_THAT(requirements_in_name("WPC_EXEC_002_failing_command_rejects"),
              ElementsAre("WPC-EXEC-002"));
  EXPECT_THAT(requirements_in_name("WPC_EXEC_002_WPC_EVT_003_pairs"),
              ElementsAre("WPC-EXEC-002", "WPC-EVT-003"));
  EXPECT_THAT(requirements_in_name("WPC_EXEC_002"), ElementsAre("WPC-EXEC-002"));
}

TEST(CaseResult, FindsNothingInOtherNames) {
  EXPECT_THAT(requirements_in_name(""), IsEmpty());
  EXPECT_THAT(requirements_in_name("WPC_"), IsEmpty());
  EXPECT_THAT(requirements_in_name("WPC_EXEC"), IsEmpty());
  EXPECT_THAT(requirements_in_name("WPC_EXEC_02"), IsEmpty());
  EXPECT_THAT(requirements_in_name("WPC_exec_002_x"), IsEmpty());
  EXPECT_THAT(requirements_in_name("failing_WPC_EXEC_002"), IsEmpty());
}

}  // namespace
}  // namespace wp_codebox::conformance
