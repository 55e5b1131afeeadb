#include "wp_codebox/contracts/create_spec.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

constexpr std::string_view complete =
    R"({"backend":"wordpress-playground","environment":{"kind":"wordpress"},"policy":)"
    R"({"network":"deny","filesystem":"sandbox","commands":["c"],"secrets":"none",)"
    R"("approvals":"never"},"hostTools":[{"name":"client/x","description":"d",)"
    R"("outputSchema":{},"policy":{}}],"artifactsDirectory":"a","secretEnv":{"B":"2","A":"1"},)"
    R"("metadata":{"task":{"id":1}},"preview":{"port":0},"unknown":[{}]})";

TEST(RuntimeCreateSpec, RoundTrips) {
  const auto spec = test::expect_round_trip<RuntimeCreateSpec>(complete);
  EXPECT_EQ(spec.hostTools->size(), 1U);
  EXPECT_EQ(*spec.secretEnv->find("A"), "1");
}

TEST(RuntimeCreateSpec, PrintsMembersOfDictionariesInTheirOrder) {
  const auto spec = test::expect_round_trip<RuntimeCreateSpec>(complete);
  EXPECT_NE(json::to_json(spec).find(R"("secretEnv":{"B":"2","A":"1"})"), std::string::npos);
}

TEST(RuntimeCreateSpec, NeedsBackendEnvironmentAndPolicy) {
  EXPECT_THAT(test::required_members<RuntimeCreateSpec>(),
              ElementsAre("$.backend", "$.environment", "$.policy"));
}

TEST(RuntimeCreateSpec, ReportsIssuesDeepInside) {
  std::string text(complete);
  text.replace(text.find(R"("secretEnv":{"B":"2")"), 20, R"("secretEnv":{"B":222)");
  text.replace(text.find(R"("network":"deny")"), 16, R"("network":"dent")");
  EXPECT_THAT(test::issue_paths<RuntimeCreateSpec>(text),
              ElementsAre("$.policy.network", "$.secretEnv.B"));
}

}  // namespace
