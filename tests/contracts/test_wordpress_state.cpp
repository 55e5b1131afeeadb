#include "wp_codebox/contracts/wordpress_state.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(WordPressStateExport, RoundTrips) {
  const auto state = test::expect_round_trip<WordPressStateExport>(
      R"({"schema":"wp-codebox/wordpress-state-export/v1","version":1,)"
      R"("generatedAt":"2026-01-02T03:04:05+00:00","config":{"sections":["users"],)"
      R"("redaction":"safe","includeContent":false,"optionNames":[],"userFields":["roles"]},)"
      R"("sections":{"summary":{"siteUrl":"u"},"users":{"count":1}},"artifacts":{"users":)"
      R"({"artifact":"files/observations/o-wordpress-state-users.json","sha256":")" +
      std::string(64, '9') + R"(","bytes":12}}})");
  EXPECT_EQ(state.config.sections[0], KnownWordPressStateSection::users);
  EXPECT_EQ(state.artifacts.find("users")->bytes, 12);
}

TEST(WordPressStateExport, KnowsTheSectionsInTheOrderOfTheExport) {
  EXPECT_EQ(json::enum_texts<KnownWordPressStateSection>.front(), "summary");
  EXPECT_EQ(json::enum_texts<KnownWordPressStateSection>.back(), "abilities");
}

TEST(WordPressStateCount, RoundTrips) {
  test::expect_round_trip<WordPressStateCount>(R"({"count":2,"keys":["a","b"]})");
  EXPECT_THAT(test::required_members<WordPressStateCount>(), ElementsAre("$.count"));
}

}  // namespace
