#include "wp_codebox/contracts/wordpress_snapshot.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

const std::string record = R"({"algorithm":"sha256","value":")" + std::string(64, 'e') + R"("})";

std::string snapshot_text(std::string_view cell) {
  return R"({"schema":"wp-codebox/wordpress-runtime-snapshot/v1","version":1,"id":"snapshot-1",)"
         R"("createdAt":"t","compatibility":{"backend":"x","wordpressVersion":"6.5",)"
         R"("phpVersion":"8.3"},"metadata":{"runtime":{"id":"r","backend":"x","environment":)"
         R"({"kind":"wordpress"},"createdAt":"t","status":"created"},"mounts":[],)"
         R"("mountedInputs":[{"source":"/s","target":"/t","mode":"readwrite","type":"file"}],)"
         R"("activeTheme":"t","activePlugins":["a/a.php"],"wpContentPath":"/w"},"database":)"
         R"({"tables":[{"name":"wp_links","createSql":"CREATE TABLE x","rows":[{"id":)" +
         std::string(cell) + R"(,"b":null}],"rowCount":1}]},"files":[{"scope":"wp-content",)" +
         R"("path":"index.php","bytes":5,"sha256":")" + std::string(64, 'f') +
         R"(","base64":"PD9waHA="}],"hashes":{"database":)" + record + R"(,"files":)" + record +
         "}}";
}

TEST(WordPressRuntimeSnapshot, RoundTrips) {
  const auto snapshot = test::expect_round_trip<WordPressRuntimeSnapshot>(snapshot_text(R"("1")"));
  const auto& row = snapshot.database.tables[0].rows[0];
  EXPECT_EQ(row.find("id")->value, "1");
  EXPECT_FALSE(row.find("b")->value.has_value());
}

TEST(WordPressRuntimeSnapshot, ReportsACellThatIsNeitherTextNorNull) {
  EXPECT_THAT(test::issue_paths<WordPressRuntimeSnapshot>(snapshot_text("1")),
              ElementsAre("$.database.tables[0].rows[0].id"));
}

}  // namespace
