#include "wp_codebox/contracts/backend_descriptor.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

constexpr std::string_view reference =
    R"({"kind":"wordpress-playground","name":"reference","version":"0.1.0","capabilities":)"
    R"(["wordpress","timeouts","x-own"],"policyEnforcement":{"network":"enforced",)"
    R"("filesystem":"declarative","commands":"enforced","secrets":"enforced",)"
    R"("approvals":"enforced"},"probes":"php","afterDestroy":{"observe":"rejects",)"
    R"("collectArtifacts":"works"}})";

TEST(BackendDescriptor, RoundTrips) {
  const auto descriptor = test::expect_round_trip<BackendDescriptor>(reference);
  EXPECT_EQ(descriptor.probes, ProbeDialect::php);
  EXPECT_EQ(descriptor.afterDestroy.collectArtifacts, AfterDestroyBehaviour::works);
}

TEST(BackendDescriptor, SaysWhatItDeclares) {
  const auto descriptor = test::expect_round_trip<BackendDescriptor>(reference);
  EXPECT_TRUE(descriptor.has(KnownBackendCapability::timeouts));
  EXPECT_FALSE(descriptor.has(KnownBackendCapability::restore));
}

TEST(BackendDescriptor, NeedsAllItsMembers) {
  EXPECT_THAT(test::required_members<BackendDescriptor>(),
              ElementsAre("$.kind", "$.name", "$.version", "$.capabilities", "$.policyEnforcement",
                          "$.probes", "$.afterDestroy"));
}

}  // namespace
