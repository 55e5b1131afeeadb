#include "wp_codebox/contracts/url.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace {

using wp_codebox::parse_url;

std::string host_of(std::string_view text) {
  const auto url = parse_url(text);
  return url ? url->host : "(invalid)";
}

TEST(Url, SplitsSchemeHostPortAndPath) {
  const auto url = parse_url("HTTPS://u:p@Example.ORG:8443/a/b.zip?c#d");
  ASSERT_TRUE(url.has_value());
  EXPECT_EQ(url->scheme, "https");
  EXPECT_TRUE(url->has_userinfo);
  EXPECT_EQ(url->host, "example.org");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->path, "/a/b.zip");
  EXPECT_TRUE(url->is_http());
}

TEST(Url, LeavesOutTheDefaultPort) {
  EXPECT_FALSE(parse_url("http://a:80/")->port.has_value());
  EXPECT_EQ(parse_url("https://a:80/")->port, 80);
}

TEST(Url, NormalisesEverySpellingOfAnIpv4Address) {
  for (const auto* text :
       {"http://127.1", "http://2130706433", "http://0x7f000001", "http://0177.0.0.1",
        "http://127.0.0.1.", "http://0x7f.1", "http://%31%32%37.0.0.1", "http://１２７.０.０.１"}) {
    EXPECT_EQ(host_of(text), "127.0.0.1") << text;
  }
  EXPECT_EQ(host_of("http://0"), "0.0.0.0");
}

TEST(Url, RefusesAddressesThatAreNone) {
  for (const auto* text :
       {"http://256.1.1.1", "http://4294967296", "http://1.2.3.4.5", "http://0x7g.0.0.1",
        "http://1..2", "http://[::1", "http://[1:2]", "http://[1::2::3]", "http://[:1]",
        "http://[1:2:3:4:5:6:7:8:9]", "http://[::1.2.3.256]", "http://[1:2:3:4:5:6:7:8:]"}) {
    EXPECT_EQ(host_of(text), "(invalid)") << text;
  }
}

TEST(Url, NormalisesIpv6Addresses) {
  EXPECT_EQ(host_of("http://[0:0:0:0:0:0:0:1]:80/"), "[::1]");
  EXPECT_EQ(host_of("http://[::FFFF:127.0.0.1]"), "[::ffff:7f00:1]");
  EXPECT_EQ(host_of("http://[1:0:0:2:0:0:0:3]"), "[1:0:0:2::3]");
  EXPECT_EQ(host_of("http://[::]"), "[::]");
  EXPECT_EQ(host_of("http://[1:2:3:4:5:6:7:8]"), "[1:2:3:4:5:6:7:8]");
}

TEST(Url, SeesThroughCompatibilityCharacters) {
  EXPECT_EQ(host_of("http://ⓛocalhost"), "localhost");
  EXPECT_EQ(host_of("http://ＬＯＣＡＬＨＯＳＴ"), "localhost");
  EXPECT_EQ(host_of("http://\U0001D525\U0001D52C\U0001D530\U0001D531。example"), "host.example");
  EXPECT_EQ(host_of("http://local\xC2\xADhost"), "localhost");
}

TEST(Url, TakesAnyNumberOfSlashesBeforeASpecialHost) {
  EXPECT_EQ(host_of("http:localhost"), "localhost");
  EXPECT_EQ(host_of("https:///a.zip"), "a.zip");
  EXPECT_EQ(host_of("http:\\\\a\\b"), "a");
}

TEST(Url, ReadsSchemesItDoesNotKnow) {
  EXPECT_EQ(host_of("custom://LOCALHOST/"), "LOCALHOST");
  EXPECT_EQ(host_of("mailto:a@b.example"), "");
  EXPECT_EQ(host_of("file://localhost/x"), "");
  EXPECT_EQ(parse_url("localhost:8080")->scheme, "localhost");
}

TEST(Url, RefusesWhatIsNotAbsolute) {
  for (const auto* text :
       {"", "?", "//example.org", "0.0.0.0", "a/b:c", "http://", "http:// a", "http://exa mple.org",
        "http://a:x", "http://a:65536", "http://ex%00ample.org", "http://u@/", "1http://a"}) {
    EXPECT_FALSE(parse_url(text).has_value()) << text;
  }
}

}  // namespace
