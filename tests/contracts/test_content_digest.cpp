#include "wp_codebox/contracts/content_digest.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

const std::string hex(64, 'a');

TEST(ContentDigest, RoundTrips) {
  const auto digest = test::expect_round_trip<ContentDigest>(R"({"algorithm":"sha256","value":")" +
                                                             hex + R"(","inputs":["a"]})");
  EXPECT_EQ(digest.value, hex);
  EXPECT_NE(digest.extra.find("inputs"), nullptr);
}

TEST(ContentDigest, IsMadeFromHexadecimalDigits) {
  EXPECT_EQ(json::to_json(ContentDigest::of(hex)),
            R"({"algorithm":"sha256","value":")" + hex + R"("})");
}

TEST(ContentDigest, RefusesOtherAlgorithmsAndOtherTexts) {
  EXPECT_THAT(test::issue_paths<ContentDigest>(R"({"algorithm":"md5","value":"aa"})"),
              ElementsAre("$.algorithm", "$.value"));
  EXPECT_THAT(test::issue_paths<ContentDigest>(R"({"algorithm":"sha256","value":")" +
                                               std::string(64, 'A') + R"("})"),
              ElementsAre("$.value"));
  EXPECT_THAT(test::required_members<ContentDigest>(), ElementsAre("$.algorithm", "$.value"));
}

TEST(ContentDigest, KnowsHexadecimalDigests) {
  EXPECT_TRUE(is_sha256_hex(hex));
  EXPECT_FALSE(is_sha256_hex(hex + "a"));
  EXPECT_FALSE(is_sha256_hex(std::string(63, 'a')));
  EXPECT_FALSE(is_sha256_hex(std::string(63, 'a') + "g"));
}

}  // namespace
