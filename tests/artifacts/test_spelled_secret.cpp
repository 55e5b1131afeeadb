#include "wp_codebox/artifacts/spelled_secret.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wpc = wp_codebox;

namespace {

std::size_t match(const std::string& secret, const std::string& text) {
  return wpc::SpelledSecret(secret).match(text, '\0');
}

TEST(SpelledSecret, OfLettersAndDigitsHasOneSpelling) {
  const wpc::SpelledSecret secret("abc-123_x.");
  EXPECT_EQ(secret.first_bytes(), "a");
  EXPECT_EQ(secret.second_byte(), 'b');
  EXPECT_EQ(secret.match("abc-123_x.tail", '\0'), 10U);
  EXPECT_EQ(secret.match("abc%2D123_x.", '\0'), 0U);
}

TEST(SpelledSecret, IsFoundAtAnyLevelOfJson) {
  EXPECT_EQ(match("a\"b", "a\"b"), 3U);
  EXPECT_EQ(match("a\"b", "a\\\"b"), 4U);
  EXPECT_EQ(match("a\"b", "a\\\\\\\"b"), 6U);
  EXPECT_EQ(match("a\nb", "a\\nb"), 4U);
  EXPECT_EQ(match("a/b", "a\\/b"), 4U);
  EXPECT_EQ(match("a\u00e9b", "a\\u00E9b"), 8U);
  EXPECT_EQ(match("a\U0001F600b", "a\\ud83d\\ude00b"), 14U);
  EXPECT_EQ(match("a\u00e9b", "a\\u00e8b"), 0U);
}

TEST(SpelledSecret, TakesTheBackslashesThatBelongToIt) {
  EXPECT_EQ(match("a\\b", "a\\b"), 3U);
  EXPECT_EQ(match("a\\b", "a\\\\b"), 4U);
  EXPECT_EQ(match("a\\", "a\\\\\\\"x"), 3U) << "one more belongs to the quotation mark";
  EXPECT_EQ(match("a\\\\b", "a\\b"), 0U) << "too few";
}

TEST(SpelledSecret, DoesNotStartInsideARunOfBackslashes) {
  const wpc::SpelledSecret secret("\"quoted");
  EXPECT_EQ(secret.match("\\\"quoted", '\0'), 8U);
  EXPECT_EQ(secret.match("\\\"quoted", '\\'), 0U);
  EXPECT_EQ(secret.match("\"quoted", '\\'), 7U) << "its own text is always found";
}

TEST(SpelledSecret, IsFoundInUrlsHtmlAndShells) {
  EXPECT_EQ(match("a b&c", "a%20b%26c"), 9U);
  EXPECT_EQ(match("a b&c", "a+b&amp;c"), 9U);
  EXPECT_EQ(match("a'b", "a&#039;b"), 8U);
  EXPECT_EQ(match("a'b", "a&#x27;b"), 8U);
  EXPECT_EQ(match("a'b", "a'\\''b"), 6U);
  EXPECT_EQ(match("\u00e9", "%C3%A9"), 6U);
  EXPECT_EQ(match("a~b", "a%7Eb"), 5U);
  EXPECT_EQ(match("a\"b", "a\\&quot;b"), 9U);
  EXPECT_EQ(match("a<b", "a&gt;b"), 0U);
}

TEST(SpelledSecret, IsFoundAsWordPressShowsIt) {
  for (const char* text : {"\u201Ca\u201D", "&#8220;a&#8221;", "&#x201c;a&#8243;", "\u00ABa\u00BB",
                           "\\u201ca\\u201d", "%E2%80%9Ca%E2%80%9D"}) {
    EXPECT_EQ(match("\"a\"", text), std::string(text).size()) << text;
  }
  EXPECT_EQ(match("it's", "it&#8217;s"), 10U);
  EXPECT_EQ(match("a--b---c - d", "a&#8211;b\u2014c &#8211; d"), 23U);
  EXPECT_EQ(match("''a``...", "&#8221;a&#8220;&#8230;"), 22U);
  EXPECT_EQ(match("-9x9 (tm)", "-9&#215;9 &#8482;"), 17U);
  EXPECT_EQ(match("a-b.x", "a\u2013b.x"), 0U) << "a hyphen between letters stays";
  EXPECT_EQ(match("axb", "a\u00D7b"), 0U) << "so does an x";
  EXPECT_EQ(match("a\nb", "a<br />\nb"), 9U);
  EXPECT_EQ(match("a\nb", "a<br \\/>\\nb"), 11U);
  EXPECT_EQ(match("a\nb", "a<brx>b"), 0U);
}

TEST(SpelledSecret, MayStartAsWordPressShowsIt) {
  const wpc::SpelledSecret secret("\"quoted");
  for (const char* text : {"\u201Cquoted", "&#8220;quoted", "\\u201cquoted"}) {
    EXPECT_NE(secret.first_bytes().find(text[0]), std::string::npos) << text;
    EXPECT_EQ(secret.match(text, '\0'), std::string(text).size()) << text;
  }
}

TEST(SpelledSecret, IsFoundWithOtherLineEnds) {
  for (const char* text : {"a\nb", "a\r\nb", "a\rb", "a\\nb", "a\\r\\nb", "a\\\\r\\\\nb"}) {
    EXPECT_EQ(match("a\nb", text), std::string(text).size()) << text;
    EXPECT_EQ(match("a\r\nb", text), std::string(text).size()) << text;
  }
}

TEST(SpelledSecret, LiterallyHasNoOtherSpelling) {
  const wpc::SpelledSecret secret("a+/b=", true);
  EXPECT_EQ(secret.match("a+/b=", '\0'), 5U);
  EXPECT_EQ(secret.match("a%2B%2Fb%3D", '\0'), 0U);
}

TEST(SpelledSecret, StopsAtTheEndOfTheText) {
  for (const char* text : {"", "a", "a\\", "a\\u", "a\\u00", "a%", "a&", "a&#x2"}) {
    EXPECT_EQ(match("a\"\u00e9", text), 0U) << text;
  }
}

}  // namespace
