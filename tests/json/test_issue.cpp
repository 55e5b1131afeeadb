#include "wp_codebox/json/issue.hpp"

#include <gtest/gtest.h>

namespace {

using namespace wp_codebox;

TEST(Issue, SaysWhereWhatWasExpectedAndWhatCame) {
  json::Path path;
  path.push("network");
  const json::Issue issue{path, std::string(json::issue_code::type_mismatch), "a string",
                          "number 3"};
  EXPECT_EQ(issue.message(), "$.network: expected a string, found number 3 (json-type-mismatch)");
}

}  // namespace
