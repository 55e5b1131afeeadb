#include "wp_codebox/contracts/error_codes.hpp"

#include <fstream>
#include <iterator>
#include <regex>

#include "../folders.hpp"
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

// A constant without a row would be a code that nobody finds in the list.
TEST(ErrorCodes, AreAllListed) {
  std::ifstream file(test::source_folder() / "include/wp_codebox/contracts/error_codes.hpp");
  const std::string header{std::istreambuf_iterator<char>(file), {}};
  const std::regex constant(R"re(std::string_view \w+ =\s*"([^"]+)")re");
  std::size_t found = 0;
  for (std::sregex_iterator i(header.begin(), header.end(), constant), end; i != end;
       ++i, ++found) {
    EXPECT_NE(find_error_code((*i)[1].str()), nullptr) << (*i)[1];
  }
  EXPECT_EQ(found, std::size(error_codes));
}

TEST(ErrorCodes, AreFoundByTheirText) {
  const ErrorCode* row = find_error_code(error_code::runtime_policy_invalid);
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(row->name, "RuntimePolicyValidationError");
  EXPECT_EQ(find_error_code("no-such-code"), nullptr);
}

}  // namespace
