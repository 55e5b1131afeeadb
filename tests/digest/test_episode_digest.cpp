#include "wp_codebox/digest/episode_digest.hpp"

#include <gtest/gtest.h>

#include <string>

#include "../vector_file.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"

namespace {

using namespace wp_codebox;

TEST(EpisodeDigest, AgreesWithTheContractsVectors) {
  std::size_t digests = 0;
  test::for_each_row("stable-json", [&](const test::VectorRow& row) {
    json::Document document;
    const std::string text = row.text("text");
    if (document.read(text).has_value()) return;
    if (row.expect.find("sha256") != nullptr) {
      EXPECT_EQ(sha256_hex(stable_json(document.root())), row.expected("sha256"));
      ++digests;
    }
    if (row.expect.find("episodeDigest") != nullptr) {
      EXPECT_EQ(episode_digest_hex(document.root()), row.expected("episodeDigest"));
    }
  });
  EXPECT_GT(digests, 50U);
}

TEST(EpisodeDigest, HasTheContractsCheckValueForAnAction) {
  json::Document document;
  const std::string text = R"({"schema":"wp-codebox/runtime-episode-action/v1","kind":"command",)"
                           R"("command":"wordpress.run-php","args":["code=echo 1;"]})";
  ASSERT_EQ(document.read(text), std::nullopt);
  EXPECT_EQ(episode_digest_hex(document.root()),
            "1abdc64c3c23bbf29711726f68d784c15f9d6457e40842bdd72eb23362e025bc");
}

TEST(EpisodeDigest, UsesAHashAgain) {
  json::Document document;
  const std::string text = "{\"b\":1,\"a\":2}";
  ASSERT_EQ(document.read(text), std::nullopt);
  Sha256 hash;
  const Sha256Bytes first = episode_digest(document.root(), hash);
  EXPECT_EQ(episode_digest(document.root(), hash), first);
  EXPECT_EQ(hex_text(first), sha256_hex("wp-codebox/runtime-episode-trace/v1\n{\"a\":2,\"b\":1}"));
}

}  // namespace
