#include "wp_codebox/artifacts/redaction.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace wpc = wp_codebox;

namespace {

wpc::json::Dictionary<std::string> secret(std::string value) { return {{"S_V", std::move(value)}}; }

std::string redact(const wpc::json::Dictionary<std::string>& secrets, std::string_view text) {
  return wpc::Redactor(secrets).redact_text(text);
}

const std::string value_mark = "[REDACTED:configured-secret-value]";
const std::string name_mark = "[REDACTED:configured-secret-name]";
const std::string pem =
    "-----BEGIN KEY-----\nMIIBVgIBADANBgkqhkiG9w0BAQ\nEFAASCAUAwggE8AgEAAkEA1\n-----END KEY-----\n";

// WPC-RED-002
TEST(Redaction, ReplacesConfiguredNamesAndValues) {
  EXPECT_EQ(redact({{"DB_PASSWORD", "hunter22hunter"}}, "DB_PASSWORD=hunter22hunter;"),
            name_mark + "=" + value_mark + ";");
}

// WPC-RED-008
TEST(Redaction, LeavesCommonScalarsAndShortValues) {
  for (const char* value :
       {"true", "FALSE", "undefined", "short12", "  short12  ", "12345678901", ""}) {
    EXPECT_FALSE(wpc::is_redactable_value(value)) << value;
    EXPECT_EQ(redact(secret(value), "<" + std::string(value) + ">"),
              "<" + std::string(value) + ">");
  }
  EXPECT_TRUE(wpc::is_redactable_value("1234.5678"));
  EXPECT_TRUE(wpc::is_redactable_value("😀😀😀😀"));
}

// WPC-RED-004
TEST(Redaction, FindsTheValueInJsonText) {
  const auto secrets = secret("pass\"word\\x\n/é😀");
  for (const char* spelled : {R"(pass\"word\\x\n/é😀)", R"(pass\"word\\x\n\/\u00e9\ud83d\ude00)",
                              R"(pass\\\"word\\\\x\\n\\/\\u00E9\\uD83D\\uDE00)",
                              R"(pass\\\\\\\"word\\\\\\\\x\\\\n/é😀)"}) {
    EXPECT_EQ(redact(secrets, std::string("{\"a\":\"") + spelled + "\"}"),
              "{\"a\":\"" + value_mark + "\"}");
  }
}

TEST(Redaction, KeepsTheQuotationMarkAfterAValueThatEndsInABackslash) {
  const auto secrets = secret("c:\\secret\\");
  EXPECT_EQ(redact(secrets, R"({"a":"c:\\secret\\"})"), "{\"a\":\"" + value_mark + "\"}");
  EXPECT_EQ(redact(secrets, R"({"a":"{\"b\":\"c:\\\\secret\\\\\"}"})"),
            R"({"a":"{\"b\":\")" + value_mark + R"(\"}"})");
}

// WPC-RED-004
TEST(Redaction, FindsTheValueInQuotedTextHtmlAndUrls) {
  const auto secrets = secret("it's <a&b> \"q\"");
  for (const char* spelled :
       {R"(it\'s <a&b> "q")", R"(it'\''s <a&b> "q")", R"(it'"'"'s <a&b> "q")",
        "it&#039;s &lt;a&amp;b&gt; &quot;q&quot;", "it&#x27;s &#60;a&#38;b&#62; &#34;q&#34;",
        "it%27s%20%3Ca%26b%3e%20%22q%22", "it%27s+%3Ca%26b%3E+%22q%22"}) {
    EXPECT_EQ(redact(secrets, "<" + std::string(spelled) + ">"), "<" + value_mark + ">") << spelled;
  }
}

// WPC-RED-004, WPC-RED-012
TEST(Redaction, FindsTheValueAsWordPressShowsAndNamesIt) {
  const auto secrets = secret("It's \"Quoted\" -- 9x9");
  for (const char* shown : {"It&#8217;s &#8220;Quoted&#8221; &#8212; 9&#215;9",
                            "It\u2019s \u201CQuoted\u201D \u2014 9\u00D79", "it-s-quoted-9x9",
                            "its-quoted-9x9", "Its-Quoted-9x9", "itsquoted--9x9"}) {
    const bool no_name = std::string_view(shown) == "it-s-quoted-9x9";
    EXPECT_EQ(redact(secrets, "<" + std::string(shown) + ">"),
              "<" + (no_name ? shown : value_mark) + ">")
        << shown;
  }
  EXPECT_EQ(redact(secret("A.b/c"), "a-b-c"), "a-b-c") << "too short to be looked for";
}

TEST(Redaction, FindsTheValueInBase64AtEveryAlignment) {
  const auto secrets = secret("hunter22-hunter");
  // base64 of "hunter22-hunter", "x:hunter22-hunter!" and "ab:hunter22-hunter".
  EXPECT_EQ(redact(secrets, "aHVudGVyMjItaHVudGVy"), value_mark);
  EXPECT_EQ(redact(secrets, "eDpodW50ZXIyMi1odW50ZXIh"), "eDp" + value_mark + "Ih");
  EXPECT_EQ(redact(secrets, "YWI6aHVudGVyMjItaHVudGVy"), "YWI6" + value_mark);
}

// WPC-RED-004
TEST(Redaction, FindsAMultiLineValueWholeAndLineByLine) {
  const auto secrets = secret(pem);
  EXPECT_EQ(redact(secrets, "<" + pem + ">"), "<" + value_mark + ">");
  std::string with_carriage_returns;
  for (const char byte : pem) with_carriage_returns += byte == '\n' ? "\r\n" : std::string(1, byte);
  EXPECT_EQ(redact(secrets, "<" + with_carriage_returns + ">"), "<" + value_mark + ">");
  EXPECT_EQ(redact(secrets, "log: -----BEGIN KEY-----\nlog: MIIBVgIBADANBgkqhkiG9w0BAQ\n"),
            "log: -----BEGIN KEY-----\nlog: " + value_mark + "\n");
  EXPECT_EQ(redact(secret("hunter22hunter\n"), "cut:hunter22hunter;"), "cut:" + value_mark + ";");
}

// WPC-RED-005
TEST(Redaction, LeavesNothingOfOverlappingSecrets) {
  const wpc::json::Dictionary<std::string> longer = {{"A", "abcdefgh"},
                                                     {"B", "abcdefgh-XYZW-9999"}};
  EXPECT_EQ(redact(longer, "x abcdefgh-xyzw"), "x " + value_mark + "-xyzw");
  EXPECT_EQ(redact(longer, "x abcdefgh-XYZW-9999 y"), "x " + value_mark + " y");
  const wpc::json::Dictionary<std::string> crossing = {{"Q_", "abcdefghijkl"},
                                                       {"R_", "ijklmnop-qrstuv"}};
  EXPECT_EQ(redact(crossing, "<abcdefghijklmnop-qrstuv>"), "<" + value_mark + ">");
}

TEST(Redaction, NamesAnOverlapAfterItsLongestMatch) {
  EXPECT_EQ(redact({{"PASS", "MyPASSword"}}, "MyPASSword PASS"), value_mark + " " + name_mark);
  EXPECT_EQ(redact(secret("key:sk-A1b2C3d4E5f6G7h8I9j0"), "key:sk-A1b2C3d4E5f6G7h8I9j0"),
            value_mark);
  EXPECT_EQ(redact(secret("sk-A1b2C3d4E5f6G7h8I9j0"), "sk-A1b2C3d4E5f6G7h8I9j0"),
            "[REDACTED:openai-api-key]");
}

TEST(Redaction, LeavesMarksAloneAndIsIdempotent) {
  const wpc::json::Dictionary<std::string> secrets = {{"REDACTED", "configured-secret-name"},
                                                      {"jwt", "x"}};
  const std::string once = redact(secrets, "REDACTED configured-secret-name jwt [REDACTED:jwt]");
  EXPECT_EQ(once, name_mark + " " + value_mark + " " + name_mark + " [REDACTED:jwt]");
  EXPECT_EQ(redact(secrets, once), once);
}

TEST(Redaction, CountsWhatItReplaced) {
  wpc::RedactionCounts counts;
  const std::string text = wpc::Redactor(secret("hunter22hunter"))
                               .redact_text("hunter22hunter ghp_A1b2C3d4E5f6G7h8I9j0 S_V", &counts);
  EXPECT_EQ(counts.of(wpc::SecretKind::configured_secret_value), 1U);
  EXPECT_EQ(counts.of(wpc::SecretKind::github_token), 1U);
  EXPECT_EQ(counts.total(), 3U);
  EXPECT_EQ(wpc::count_redaction_marks(text), counts);
}

TEST(Redaction, FindsSecretsInBinaryFiles) {
  using namespace std::string_view_literals;
  const wpc::Redactor redactor(secret("hunter22hunter"));
  EXPECT_TRUE(redactor.holds_secret("\0\xFFhunter22hunter"sv));
  EXPECT_TRUE(redactor.holds_secret("\0AKIAABCDEFGHIJ012345\xFE"sv));
  EXPECT_FALSE(redactor.holds_secret("\0 S_V \xFF"sv)) << "names do not count";
}

TEST(Redaction, TakesLinearTimeOnHostileText) {
  const auto secrets = secret("\"quoted\\\\secret\"");
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "eyJ";
  text += '.';
  text.append(600'000, '\\');
  EXPECT_EQ(redact(secrets, text), text);
}

// WPC-RED-006
TEST(RedactionOfJson, StaysJsonWhateverTheSecretIs) {
  const wpc::json::Dictionary<std::string> secrets = {{"D", "manifest"}, {"\"", "{\"a\":\"bcdefg"}};
  const auto value = wpc::json::Value::parse(
      R"({"type":"runtime.created","x":"manifest \" D","D":{"manifest":[1,"D"]},"y":"{\"a\":\"bcdefg\"}"})");
  const wpc::json::Value redacted = wpc::Redactor(secrets).redact_value(*value);
  EXPECT_EQ(redacted.text(), R"({"type":"runtime.created","x":")" + value_mark + " " + name_mark +
                                 " " + name_mark + R"(",")" + name_mark + R"(":{")" + value_mark +
                                 R"(":[1,")" + name_mark + R"("]},"y":")" + value_mark + name_mark +
                                 R"(}"})");
  EXPECT_TRUE(wpc::json::Value::parse(redacted.text()));
}

TEST(RedactionOfJson, LeavesWhatTheContractOwns) {
  const wpc::json::Dictionary<std::string> secrets = {
      {"T", "wp-codebox/"}, {"a", "observation"}, {"M", "wordpress"}, {"timeout", "runtime-"}};
  const auto value = wpc::json::Value::parse(
      R"({"schema":"wp-codebox/runtime-snapshot-bundle/v1","id":"observation-mwrqh0gk-kic1or",)"
      R"("command":"wordpress.run-php","timeoutMs":5,"createdAt":"2026-01-02T03:04:05.006Z",)"
      R"("bodySha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",)"
      R"("path":"files/observations/observation-mwrqh0gk-kic1or-body.txt"})");
  EXPECT_EQ(wpc::Redactor(secrets).redact_value(*value), *value);
}

TEST(RedactionOfJson, TellsMembersApartWhoseNamesBecomeEqual) {
  const wpc::Redactor redactor({{"AB", "hunter22hunter"}, {"CD", ""}});
  const auto value = wpc::json::Value::parse(R"({"AB":1,"CD":2})");
  EXPECT_EQ(redactor.redact_value(*value).text(),
            "{\"" + name_mark + "\":1,\"" + name_mark + " (2)\":2}");
}

TEST(RedactionOfJson, TurnsANumberThatIsASecretIntoAMark) {
  const wpc::Redactor redactor(secret("1234.5678"));
  EXPECT_EQ(redactor.redact_value(*wpc::json::Value::parse("[1234.5678,5]")).text(),
            "[\"" + value_mark + "\",5]");
}

TEST(RedactionOfJson, RedactsARecord) {
  wpc::RedactionCounts counts;
  const wpc::Redactor redactor({{"API_KEY", "hunter22hunter"}});
  const wpc::json::Dictionary<wpc::json::Value> record = {
      {"API_KEY", wpc::json::Value::string("hunter22hunter")},
      {"kind", wpc::json::Value::string("file")}};
  const auto redacted = redactor.redact_record(record, &counts);
  ASSERT_EQ(redacted.size(), 2U);
  EXPECT_EQ(redacted.entries()[0].first, name_mark);
  EXPECT_EQ(redacted.entries()[0].second.text(), "\"" + value_mark + "\"");
  EXPECT_EQ(counts.total(), 2U);
}

}  // namespace
