#include "wp_codebox/runtime/wordpress_state_observation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

using Section = KnownWordPressStateSection;

std::string sections_for(std::optional<std::vector<std::string>> asked) {
  ObservationSpec spec;
  spec.sections = std::move(asked);
  return json::to_json(wordpress_state_config(spec).sections);
}

// WPC-OBS-010
TEST(WordPressStateObservation, AsksForTheKnownSectionsOnceInTheOrderOfTheRequest) {
  EXPECT_EQ(sections_for(std::nullopt), R"(["summary"])");
  EXPECT_EQ(sections_for(std::vector<std::string>{}), R"(["summary"])");
  EXPECT_EQ(sections_for({{"bogus", "Posts"}}), R"(["summary"])");
  EXPECT_EQ(sections_for({{"users", "bogus", "posts", "users"}}), R"(["users","posts"])");
}

TEST(WordPressStateObservation, ShowsLittleByDefault) {
  EXPECT_EQ(json::to_json(wordpress_state_config({})),
            R"({"sections":["summary"],"redaction":"safe","includeContent":false,)"
            R"("optionNames":[],"userFields":[]})");
}

// WPC-OBS-009, WPC-OBS-010
TEST(WordPressStateObservation, ExportsInTheContractsOrderAndCounts) {
  ObservationSpec spec;
  spec.sections = {"rest-routes", "templates", "options", "menus"};
  std::vector<std::string> asked;
  const auto seen = observe_wordpress_state(
      wordpress_state_config(spec), "observation-1", "2026-01-02T03:04:05+00:00", Redactor(),
      [&](Section section, const WordPressStateConfig& config) {
        EXPECT_EQ(config.redaction, KnownObservationRedaction::safe);
        asked.emplace_back(json::enum_text(section));
        switch (section) {
          case Section::summary:
            return json::Value::from_compact(R"({"siteUrl":"s"})");
          case Section::templates:
            return json::Value::from_compact(R"({"theme":"t","templates":[]})");
          case Section::menus:
            return json::Value();
          default:
            return json::Value::from_compact("[1,2,3]");
        }
      });
  EXPECT_EQ(asked,
            (std::vector<std::string>{"summary", "menus", "templates", "options", "rest-routes"}));
  EXPECT_EQ(json::to_json(seen.data.sections),
            R"({"summary":{"siteUrl":"s"},"menus":{"count":0},)"
            R"("templates":{"count":2,"keys":["theme","templates"]},"options":{"count":3},)"
            R"("rest-routes":{"count":3}})");
  ASSERT_EQ(seen.files.size(), 5U);
  EXPECT_EQ(seen.files[4].path,
            "files/observations/observation-1-wordpress-state-rest-routes.json");
  EXPECT_EQ(seen.files[0].text,
            "{\n  \"schema\": \"wp-codebox/wordpress-state-section/v1\",\n  \"version\": 1,\n"
            "  \"section\": \"summary\",\n  \"data\": {\n    \"siteUrl\": \"s\"\n  }\n}\n");
  const WordPressStateArtifact* const artifact = seen.data.artifacts.find("summary");
  ASSERT_NE(artifact, nullptr);
  EXPECT_EQ(artifact->artifact, seen.files[0].path);
  EXPECT_EQ(artifact->sha256, sha256_hex(seen.files[0].text));
  EXPECT_EQ(artifact->bytes, static_cast<double>(seen.files[0].text.size()));
  EXPECT_EQ(seen.data.generatedAt, "2026-01-02T03:04:05+00:00");
}

TEST(WordPressStateObservation, RedactsBeforeItHashes) {
  const Redactor redactor({{"TOKEN", "hunter2-hunter2"}});
  const auto seen = observe_wordpress_state(
      wordpress_state_config({}), "observation-1", "now", redactor,
      [](Section, const WordPressStateConfig&) {
        return json::Value::from_compact(R"({"siteUrl":"hunter2-hunter2"})");
      });
  EXPECT_EQ(seen.files[0].text.find("hunter2"), std::string::npos);
  EXPECT_EQ(json::to_json(seen.data).find("hunter2"), std::string::npos);
  EXPECT_EQ(seen.data.artifacts.find("summary")->sha256, sha256_hex(seen.files[0].text));
}

}  // namespace
}  // namespace wp_codebox
