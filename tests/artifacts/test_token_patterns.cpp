#include "wp_codebox/artifacts/token_patterns.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

namespace wpc = wp_codebox;

namespace {

const std::string twenty = "A1b2C3d4E5f6G7h8I9j0";

std::size_t length(const std::string& text) {
  const auto token = wpc::match_token(text);
  return token ? token->length : 0;
}

// WPC-RED-003
TEST(TokenPatterns, WantTwentyCharactersBehindAKnownStart) {
  for (const char* start : {"sk-", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "xoxa-",
                            "xoxb-", "xoxp-", "xoxo-", "xoxs-", "xoxr-"}) {
    EXPECT_EQ(length(start + twenty), std::string(start).size() + 20) << start;
    EXPECT_EQ(length(start + twenty.substr(1)), 0U) << start;
  }
  for (const char* start : {"ghx_", "xoxz-", "sk_", "pk-", "GHP_"}) {
    EXPECT_EQ(length(start + twenty), 0U) << start;
  }
}

TEST(TokenPatterns, EndWhereTheirCharactersEnd) {
  EXPECT_EQ(length("sk-" + twenty + "-_z.tail"), 26U);
  EXPECT_EQ(length("ghp_" + twenty + "-tail"), 24U) << "no dash in a GitHub token";
  EXPECT_EQ(length("xoxb-" + twenty + "_tail"), 25U) << "no underscore in a Slack token";
}

// WPC-RED-003
TEST(TokenPatterns, WantThreePartsOfAJsonWebToken) {
  EXPECT_EQ(length("eyJabcdefghij.abcdefghij.abcdefghij"), 35U);
  EXPECT_EQ(length("eyJabcdefghi.abcdefghij.abcdefghij"), 0U);
  EXPECT_EQ(length("eyJabcdefghij.abcdefghij"), 0U);
  EXPECT_EQ(length("eyJabcdefghij=.abcdefghij.abcdefghij"), 0U);
}

// WPC-RED-003
TEST(TokenPatterns, TakeSixteenCharactersOfAnAccessKey) {
  EXPECT_EQ(length("AKIAABCDEFGHIJ012345ZZ"), 20U);
  EXPECT_EQ(length("ASIAABCDEFGHIJ012345"), 20U);
  EXPECT_EQ(length("AKIAABCDEFGHIJ01234"), 0U);
  EXPECT_EQ(length("AKIAabcdefghij012345"), 0U);
}

TEST(TokenPatterns, StartWithTheBytesThatTheyAnnounce) {
  for (const std::string& token :
       {"sk-" + twenty, "ghp_" + twenty, "github_pat_" + twenty, "xoxb-" + twenty,
        std::string("eyJabcdefghij.abcdefghij.abcdefghij"), std::string("AKIAABCDEFGHIJ012345"),
        std::string("ASIAABCDEFGHIJ012345")}) {
    const bool announced =
        std::any_of(std::begin(wpc::token_starts), std::end(wpc::token_starts),
                    [&token](std::string_view start) { return token.starts_with(start); });
    EXPECT_TRUE(announced) << token;
  }
}

}  // namespace
