#include "wp_codebox/contracts/wordpress_state_section.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

const std::string hash(64, '8');

TEST(WordPressStateSection, RoundTrips) {
  const auto section = test::expect_round_trip<WordPressStateSection>(
      R"({"schema":"wp-codebox/wordpress-state-section/v1","version":1,"section":"users",)"
      R"("data":[{"id":1,"redacted":true}]})");
  EXPECT_EQ(section.section, KnownWordPressStateSection::users);
  const json::Parsed data(section.data);
  const auto users = json::decode_as<std::vector<WordPressStateUser>>(data.root());
  ASSERT_TRUE(users.ok()) << users.message();
  EXPECT_TRUE(users.value.at(0).redacted);
}

TEST(WordPressStateRecords, RoundTripOfEachSection) {
  test::expect_round_trip<WordPressStateSummary>(
      R"({"siteUrl":"u","homeUrl":"u","wordpressVersion":"6.5","activeTheme":"t",)"
      R"("activePlugins":[],"postCounts":{"post":{"publish":1},"page":[]}})");
  test::expect_round_trip<WordPressStatePost>(
      R"({"id":1,"type":"post","slug":"s","status":"publish","title":"t","contentHash":")" + hash +
      R"(","modifiedGmt":"2026-01-02 03:04:05","content":""})");
  test::expect_round_trip<WordPressStateTerm>(
      R"({"id":1,"taxonomy":"category","slug":"s","name":"n","parent":0,"count":1})");
  test::expect_round_trip<WordPressStateMenu>(
      R"({"id":1,"slug":"s","name":"n","items":[{"id":2,"title":"t","url":"u","parentId":0,)"
      R"("object":"page","type":"post_type"}]})");
  test::expect_round_trip<WordPressStateTemplates>(
      R"({"theme":"t","templates":[{"id":"t//i","slug":"i","theme":"t","type":"wp_template",)"
      R"("source":"theme","contentHash":")" +
      hash + R"("}],"templateParts":[{"id":"t//h","slug":"h","theme":"t","area":"header",)" +
      R"("source":"theme","contentHash":")" + hash + R"(","content":"c"}],"globalStyles":null})");
  test::expect_round_trip<WordPressStateGlobalStyles>(R"({"stylesheetHash":")" + hash + R"("})");
  test::expect_round_trip<WordPressStateMedia>(
      R"({"id":1,"slug":"s","title":"t","status":"inherit","mimeType":"image/png",)"
      R"("sourceUrl":"u","altText":"","metadataHash":")" +
      hash + R"("})");
  test::expect_round_trip<WordPressStateOptions>(R"({"blogname":"b","none":null})");
  test::expect_round_trip<WordPressStateUser>(
      R"({"id":1,"redacted":false,"ID":1,"roles":["administrator"],"caps":["read"],)"
      R"("user_login":"admin","display_name":"Admin"})");
  test::expect_round_trip<WordPressStateRestRoute>(R"({"route":"/wp/v2","methods":["GET"]})");
  test::expect_round_trip<WordPressStateAbility>(
      R"({"name":"n","description":"d","category":"c"})");
}

TEST(WordPressStateRecords, ReportAHashThatIsNone) {
  EXPECT_THAT(test::issue_paths<WordPressStateGlobalStyles>(R"({"stylesheetHash":"x"})"),
              ElementsAre("$.stylesheetHash"));
}

}  // namespace
