#include "wp_codebox/contracts/error_codes.hpp"

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;

TEST(ErrorCodes, AreListedOnceEach) {
  for (const ErrorCode& row : error_codes) {
    EXPECT_EQ(find_error_code(row.code), &row) << row.code;
    EXPECT_FALSE(row.name.empty()) << row.code;
    EXPECT_TRUE(row.meaning.ends_with('.')) << row.code;
  }
}

TEST(ErrorCodes, AreFoundByTheirText) {
  const ErrorCode* row = find_error_code(error_code::runtime_policy_invalid);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->name, "RuntimePolicyValidationError");
  EXPECT_EQ(find_error_code("no-such-code"), nullptr);
}

}  // namespace
