#include "wp_codebox/json/stable.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "../vector_file.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/impl/unicode.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;
using json::compare_utf16;
using json::Document;

std::string stable(std::string_view text) {
  Document document;
  const auto error = document.read(text);
  EXPECT_FALSE(error.has_value()) << text;
  return stable_json(document.root());
}

TEST(StableJson, AgreesWithTheContractsVectors) {
  test::for_each_row("stable-json", [](const test::VectorRow& row) {
    Document document;
    const std::string text = row.text("text");
    const auto error = document.read(text);
    EXPECT_EQ(!error.has_value(), row.expect.find("accept")->boolean()) << text;
    if (error.has_value()) return;
    EXPECT_EQ(stable_json(document.root()), row.expected("stable"));
    if (row.expect.find("json") != nullptr) {
      EXPECT_EQ(compact_json(document.root()), row.expected("json"));
    }
  });
}

TEST(StableJson, SortsKeysByUtf16CodeUnit) {
  EXPECT_EQ(stable("{\"\xEE\x80\x80\":1,\"\xF0\x9F\x98\x80\":2,\"z\":3}"),
            "{\"z\":3,\"\xF0\x9F\x98\x80\":2,\"\xEE\x80\x80\":1}");
  EXPECT_EQ(stable(R"({"b":1,"a":2,"aa":3,"B":4,"":5})"), R"({"":5,"B":4,"a":2,"aa":3,"b":1})");
  EXPECT_EQ(stable(R"({"10":1,"9":2})"), R"({"10":1,"9":2})");
}

TEST(StableJson, SortsAtEveryLevelAndKeepsArrays) {
  EXPECT_EQ(stable(R"([{"b":{"d":1,"c":[3,{"f":1,"e":2}]},"a":0}])"),
            R"([{"a":0,"b":{"c":[3,{"e":2,"f":1}],"d":1}}])");
}

TEST(StableJson, SortsObjectsOfEverySize) {
  std::mt19937 random(4);
  for (std::size_t count = 0; count < 200; ++count) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < count; ++at) {
      names.push_back("name-with-one-beginning-" + std::to_string(random() % 100'000));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const auto object = [&] {
      std::string text = "{";
      for (const std::string& name : names) {
        text += (text.size() > 1 ? ",\"" : "\"") + name + "\":{\"z\":0,\"y\":[]}";
      }
      return text + "}";
    };
    std::string expected = object();
    for (std::size_t at; (at = expected.find("\"z\":0,\"y\":[]")) != std::string::npos;) {
      expected.replace(at, 12, "\"y\":[],\"z\":0");
    }
    std::shuffle(names.begin(), names.end(), random);
    ASSERT_EQ(stable(object()), expected);
  }
}

TEST(StableJson, EscapesOnlyWhatMustBeEscaped) {
  EXPECT_EQ(stable(R"("\/\u002f\u0041\u007f\u2028\b\u0008\u001F\u000b")"),
            "\"//A\x7F\xE2\x80\xA8\\b\\b\\u001f\\u000b\"");
  EXPECT_EQ(stable(R"({"\u0001\"\\\u000A\ud800":1})"), R"({"\u0001\"\\\n\ud800":1})");
}

TEST(StableJson, PrintsDeepDocuments) {
  std::string text;
  for (int level = 0; level < 1000; ++level) text += "{\"b\":0,\"a\":";
  text += "1";
  text += std::string(1000, '}');
  std::string expected;
  for (int level = 0; level < 1000; ++level) expected += "{\"a\":";
  expected += "1";
  for (int level = 0; level < 1000; ++level) expected += ",\"b\":0}";
  EXPECT_EQ(stable(text), expected);
}

/// JavaScript's own order, the long way.
std::u16string units(std::string_view text) {
  std::u16string out;
  for (const char* at = text.data(); at != text.data() + text.size();) {
    const auto point = json::impl::read_code(at, text.data() + text.size());
    EXPECT_NE(point.length, 0U);
    if (point.code >= 0x10000) {
      out += static_cast<char16_t>(0xD800 + ((point.code - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((point.code - 0x10000) & 0x3FF));
    } else {
      out += static_cast<char16_t>(point.code);
    }
    at += point.length;
  }
  return out;
}

int sign(int value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

TEST(CompareUtf16, OrdersEveryMixOfPlanesAndLoneSurrogates) {
  const std::vector<std::uint32_t> codes = {
      0x00,   0x1F,   0x41,   0x7F,   0x80,   0x7FF,  0x800,   0xD7FF,  0xD83C,  0xD83D,
      0xD83E, 0xDC00, 0xDE00, 0xDFFF, 0xE000, 0xFFFF, 0x10000, 0x1F600, 0x1F601, 0x10FFFF};
  std::vector<std::string> texts = {""};
  const auto append = [](std::string text, std::uint32_t code) {
    char bytes[4];
    text.append(bytes, json::impl::write_code(code, bytes));
    return text;
  };
  for (const std::uint32_t first : codes) {
    texts.push_back(append("", first));
    for (const std::uint32_t second : codes) {
      // Two surrogates that pair up are one code point, never written like this.
      if (json::impl::is_high_surrogate(first) && json::impl::is_low_surrogate(second)) continue;
      texts.push_back(append(append("", first), second));
      texts.push_back(append(append("a", first), second));
    }
  }
  for (const std::string& left : texts) {
    const std::u16string left_units = units(left);
    for (const std::string& right : texts) {
      ASSERT_EQ(compare_utf16(left, right), sign(left_units.compare(units(right))));
    }
  }
}

}  // namespace
