#include "wp_codebox/contracts/policy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimePolicy, RoundTripsWithListedHosts) {
  const auto policy = test::expect_round_trip<RuntimePolicy>(
      R"({"network":{"allowHosts":["example.org"],"x":1},"filesystem":"sandbox",)"
      R"("commands":["wordpress.run-php"],"secrets":"none","approvals":"never","note":null})");
  ASSERT_NE(policy.network.hosts(), nullptr);
  EXPECT_THAT(*policy.network.hosts(), ElementsAre("example.org"));
  EXPECT_FALSE(policy.network.allows_all());
  EXPECT_FALSE(policy.network.denies_all());
}

TEST(RuntimePolicy, RoundTripsAllOrNothing) {
  EXPECT_TRUE(test::expect_round_trip<NetworkPolicy>(R"("allow")").allows_all());
  EXPECT_TRUE(test::expect_round_trip<NetworkPolicy>(R"("deny")").denies_all());
}

TEST(RuntimePolicy, AllowsNothingByDefault) {
  EXPECT_EQ(json::to_json(RuntimePolicy{}),
            R"({"network":"deny","filesystem":"sandbox","commands":[],"secrets":"none",)"
            R"("approvals":"never"})");
}

TEST(RuntimePolicy, ReportsEachMemberThatDoesNotFit) {
  EXPECT_THAT(test::issue_paths<RuntimePolicy>(
                  R"({"network":"maybe","filesystem":"all","commands":["",3],"secrets":1})"),
              ElementsAre("$.network", "$.filesystem", "$.commands[0]", "$.commands[1]",
                          "$.secrets", "$.approvals"));
  EXPECT_THAT(test::issue_paths<NetworkPolicy>(R"({"allowHosts":[""]})"),
              ElementsAre("$.allowHosts[0]"));
  EXPECT_THAT(test::issue_paths<NetworkPolicy>("7"), ElementsAre("$"));
}

TEST(RuntimePolicy, ComparesByValue) {
  RuntimePolicy left;
  left.network = NetworkPolicy::to_hosts({"a"});
  RuntimePolicy right = left;
  EXPECT_EQ(left, right);
  right.network = NetworkPolicy::to_hosts({"b"});
  EXPECT_NE(left, right);
}

TEST(RuntimePolicyValidationResult, RoundTrips) {
  test::expect_round_trip<RuntimePolicyValidationResult>(
      R"({"valid":false,"issues":[{"code":"invalid-network","field":"network","message":"m"}]})");
}

// All tests of the project show contract types in this way; tests/CMakeLists.txt sees to it.
TEST(RuntimePolicy, AFailedComparisonShowsTheLinesThatDiffer) {
  RuntimePolicy other;
  other.secrets = SecretsPolicy::connector_scoped;
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(RuntimePolicy(), other),
                          "With diff:\n"
                          "@@ -3,5 +3,5 @@\n"
                          "   \"filesystem\": \"sandbox\",\n"
                          "   \"commands\": [],\n"
                          "-  \"secrets\": \"none\",\n"
                          "+  \"secrets\": \"connector-scoped\",\n"
                          "   \"approvals\": \"never\"\n }");
}

}  // namespace
