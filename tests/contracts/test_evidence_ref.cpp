#include "wp_codebox/contracts/evidence_ref.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(ArtifactEvidenceRef, RoundTrips) {
  test::expect_round_trip<ArtifactEvidenceRef>(
      R"({"path":"files/review.json","kind":"review","contentType":"application/json",)"
      R"("sha256":{"algorithm":"sha256","value":")" +
      std::string(64, '0') + R"("}})");
  EXPECT_THAT(test::required_members<ArtifactEvidenceRef>(), ElementsAre("$.path", "$.kind"));
}

}  // namespace
