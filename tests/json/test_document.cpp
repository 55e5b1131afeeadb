#include "wp_codebox/json/document.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/impl/utf8.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;
using json::Document;
using json::ReadError;
using json::ReadOptions;

std::optional<ReadError> error_of(std::string_view text, ReadOptions options = {}) {
  Document document;
  auto error = document.read(text, options);
  EXPECT_TRUE(!error.has_value() || document.root().is_null());
  return error;
}

/// The compact text of what was read, or the error's message.
std::string outcome(std::string_view text, ReadOptions options = {}) {
  Document document;
  const auto error = document.read(text, options);
  return error.has_value() ? error->message() : compact_json(document.root());
}

std::string nested(std::size_t levels, char opening = '[', char closing = ']') {
  return std::string(levels, opening) + std::string(levels, closing);
}

TEST(Document, ReadsWhatJsonParseReads) {
  EXPECT_EQ(outcome(" \t\r\n{ \"a\" : [ 1 , true , false , null , \"x\" ] , \"b\" : { } } \n"),
            R"({"a":[1,true,false,null,"x"],"b":{}})");
  EXPECT_EQ(outcome("0"), "0");
  EXPECT_EQ(outcome("\"\""), "\"\"");
}

TEST(Document, SaysWhatWasExpectedAndWhere) {
  EXPECT_EQ(outcome(""), "line 1, column 1: expected a value (json-syntax)");
  EXPECT_EQ(outcome("{\"a\" 1}"), "line 1, column 6: expected \":\" (json-syntax)");
  EXPECT_EQ(outcome("{\"a\":1,}"),
            "line 1, column 8: expected a member name in double quotes (json-syntax)");
  EXPECT_EQ(outcome("{a:1}"),
            "line 1, column 2: expected a member name in double quotes or \"}\" (json-syntax)");
  EXPECT_EQ(outcome("{\"a\":1"), "line 1, column 7: expected \",\" or \"}\" (json-syntax)");
  EXPECT_EQ(outcome("[1 2]"), "line 1, column 4: expected \",\" or \"]\" (json-syntax)");
  EXPECT_EQ(outcome("[1}"), "line 1, column 3: expected \",\" or \"]\" (json-syntax)");
  EXPECT_EQ(outcome("[1,]"), "line 1, column 4: expected a value (json-syntax)");
  EXPECT_EQ(outcome("tru"), "line 1, column 4: expected true (json-syntax)");
  EXPECT_EQ(outcome("trux"), "line 1, column 4: expected true (json-syntax)");
  EXPECT_EQ(outcome("1 x"), "line 1, column 3: expected the end of the text (json-syntax)");
  EXPECT_EQ(outcome("-"), "line 1, column 2: expected a digit (json-syntax)");
  EXPECT_EQ(outcome("[1.x]"), "line 1, column 4: expected a digit (json-syntax)");
  EXPECT_EQ(outcome("[1e+]"), "line 1, column 5: expected a digit (json-syntax)");
  EXPECT_EQ(outcome("\"\\u12g4\""), "line 1, column 6: expected a hexadecimal digit (json-syntax)");
  EXPECT_EQ(outcome("\"ab"),
            "line 1, column 4: expected the end of the string, a quotation mark (json-syntax)");
}

TEST(Document, CountsLinesAndColumnsInCodePoints) {
  const auto error = error_of("{\n  \"caf\xC3\xA9 \xF0\x9F\x98\x80\": ?\n}");
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, json::read_code::syntax);
  EXPECT_EQ(error->line, 2U);
  EXPECT_EQ(error->column, 13U);
  EXPECT_EQ(error->offset, 18U);
}

TEST(Document, RefusesWhatOnlyLooksLikeJson) {
  for (const std::string_view text : {"01",
                                      "+1",
                                      ".5",
                                      "1.",
                                      "0x1",
                                      "Infinity",
                                      "NaN",
                                      "'a'",
                                      "[1,,2]",
                                      "{,}",
                                      "[",
                                      "]",
                                      "{\"a\"}",
                                      "\"\\x41\"",
                                      "\"\\U0041\"",
                                      "\"\\u004\"",
                                      "\"\\\"",
                                      "\"a\nb\"",
                                      "\"\t\"",
                                      "// c\n1",
                                      "1;",
                                      "\v1",
                                      "\xC2\xA0"
                                      "1",
                                      "nul",
                                      "nulll",
                                      "[1]]",
                                      "\xEF\xBB\xBF{}"}) {
    const auto error = error_of(text);
    ASSERT_TRUE(error.has_value()) << text;
    EXPECT_EQ(error->code, json::read_code::syntax) << text;
  }
}

TEST(Document, RefusesZeroBytesEverywhere) {
  for (const std::string& text : {std::string("\0", 1), std::string("[1]\0", 4),
                                  std::string("\"a\0b\"", 5), std::string("[\0]", 3)}) {
    EXPECT_TRUE(error_of(text).has_value());
  }
}

TEST(Document, RefusesBytesThatAreNotUtf8) {
  for (const std::string_view bytes :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xE2\x82",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xFF"}) {
    // At every distance from the beginning and the end of a block.
    for (std::size_t before = 0; before < 70; ++before) {
      const std::string text = "\"" + std::string(before, 'a') + std::string(bytes) + "\"";
      const auto error = error_of(text);
      ASSERT_TRUE(error.has_value()) << text;
      EXPECT_EQ(error->code, json::read_code::invalid_utf8) << text;
      EXPECT_EQ(error->offset, before + 1) << text;
      const auto long_error = error_of(text + std::string(200, ' '));
      ASSERT_TRUE(long_error.has_value()) << text;
      EXPECT_EQ(long_error->offset, before + 1) << text;
    }
  }
}

TEST(Document, AcceptsTheEdgesOfUtf8) {
  for (const std::string_view bytes :
       {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
        "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    for (std::size_t before = 0; before < 70; ++before) {
      const std::string text = "\"" + std::string(before, 'a') + std::string(bytes) + "\"";
      EXPECT_EQ(outcome(text), text);
    }
  }
}

TEST(Document, ChecksUtf8InBlocksAsByCharacter) {
  // Every four neighbours of the bytes at which the rules change, across the edges of blocks.
  constexpr std::string_view edges =
      "\x41\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5"
      "\xFF";
  for (const std::size_t place : {0U, 14U, 29U, 30U, 31U, 61U, 62U, 63U, 96U}) {
    std::string text(100, 'a');
    for (const char first : edges) {
      text[place] = first;
      for (const char second : edges) {
        text[place + 1] = second;
        for (const char third : edges) {
          text[place + 2] = third;
          for (const char fourth : edges) {
            text[place + 3] = fourth;
            const char* const end = text.data() + text.size();
            ASSERT_EQ(json::impl::find_invalid_utf8(text.data(), end),
                      json::impl::find_invalid_utf8_by_character(text.data(), end));
          }
        }
      }
    }
  }
}

TEST(Document, TellsTheFirstOfTwoErrors) {
  EXPECT_EQ(error_of("[1 2,\"\xFF\"]")->code, json::read_code::syntax);
  EXPECT_EQ(error_of("[\"\xFF\", 1 2]")->code, json::read_code::invalid_utf8);
}

TEST(Document, CapsNestingWithAClearError) {
  EXPECT_EQ(outcome(nested(1000)), nested(1000));
  const auto error = error_of(nested(1001));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, json::read_code::too_deep);
  EXPECT_EQ(error->offset, 1000U);
  EXPECT_EQ(error->expected, "at most 1000 levels of arrays and objects");
  EXPECT_EQ(error_of(std::string(100'000, '['))->code, json::read_code::too_deep);
  EXPECT_EQ(error_of(nested(100'000))->code, json::read_code::too_deep);
  EXPECT_EQ(error_of("[[]]", {.max_depth = 1})->code, json::read_code::too_deep);
  EXPECT_EQ(error_of("[1]", {.max_depth = 1}), std::nullopt);
  EXPECT_EQ(error_of("1", {.max_depth = 0}), std::nullopt);
  EXPECT_EQ(error_of("[]", {.max_depth = 0})->code, json::read_code::too_deep);
}

TEST(Document, NeverGoesDeeperThanTheLimitOfAllWalkers) {
  const ReadOptions unbounded{.max_depth = 1'000'000};
  EXPECT_EQ(outcome(nested(json::depth_limit), unbounded), nested(json::depth_limit));
  EXPECT_EQ(error_of(nested(json::depth_limit + 1), unbounded)->code, json::read_code::too_deep);
}

TEST(Document, RefusesTextsAboveTheLimitOfBytes) {
  EXPECT_EQ(error_of("[1]", {.max_bytes = 3}), std::nullopt);
  const auto error = error_of("[10]", {.max_bytes = 3});
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, json::read_code::too_large);
  EXPECT_EQ(error->expected, "at most 3 bytes");
}

TEST(Document, PutsMembersInJavaScriptOrder) {
  EXPECT_EQ(outcome(R"({"b":0,"10":1,"a":2,"2":3,"01":4,"4294967294":5,"4294967295":6,"-1":7})"),
            R"({"2":3,"10":1,"4294967294":5,"b":0,"a":2,"01":4,"4294967295":6,"-1":7})");
  EXPECT_EQ(outcome(R"({"a":1,"\u0031":2})"), R"({"1":2,"a":1})");
  EXPECT_EQ(outcome(R"({"1.5":1,"1":2,"":3,"0":4})"), R"({"0":4,"1":2,"1.5":1,"":3})");
}

TEST(Document, KeepsTheLastOfARepeatedNameAtItsFirstPlace) {
  EXPECT_EQ(outcome(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
  EXPECT_EQ(outcome(R"({"a":1,"\u0061":2,"c":0,"a":[3]})"), R"({"a":[3],"c":0})");
  EXPECT_EQ(outcome(R"({"5":1,"a":0,"5":2,"4":3})"), R"({"4":3,"5":2,"a":0})");
}

TEST(Document, OrdersLargeObjectsTheSameWay) {
  for (const std::size_t count : {15U, 16U, 17U, 18U, 100U, 1000U}) {
    std::string text = "{";
    std::string expected = "{";
    for (std::size_t at = 0; at < count; ++at) {
      const std::string name = "k" + std::to_string(at * 7919 % count);
      text += "\"" + name + "\":" + std::to_string(at) + ",";
      expected += "\"" + name + "\":" + std::to_string(at * 2) + (at + 1 < count ? "," : "}");
    }
    // Every name once more, with other values.
    for (std::size_t at = 0; at < count; ++at) {
      text += "\"k" + std::to_string(at * 7919 % count) + "\":" + std::to_string(at * 2) +
              (at + 1 < count ? "," : "}");
    }
    EXPECT_EQ(outcome(text), expected) << count;
  }
}

TEST(Document, ReadsManyEqualNames) {
  std::string text = "{";
  for (int at = 0; at < 200'000; ++at) text += "\"a\":" + std::to_string(at) + ",";
  text.back() = '}';
  EXPECT_EQ(outcome(text), R"({"a":199999})");
}

TEST(Document, ReadsManyIndexNamesBackwards) {
  std::string text = "{\"x\":0";
  std::string expected = "{";
  for (int at = 5000; at-- > 0;) text += ",\"" + std::to_string(at) + "\":" + std::to_string(at);
  for (int at = 0; at < 5000; ++at) {
    expected += "\"" + std::to_string(at) + "\":" + std::to_string(at) + ",";
  }
  EXPECT_EQ(outcome(text + "}"), expected + "\"x\":0}");
}

TEST(Document, FindsTheEndOfStringsAtEveryPlaceInABlock) {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string plain(before, 'x');
    for (const std::string_view tail : {"", "\\n", "\\\\", "\\\\\\\"", "\\\"\\\\", "\\u001f",
                                        "\\ud800", "\\b\\f\\n\\r\\t\\\"\\\\"}) {
      const std::string text =
          "[\"" + plain + std::string(tail) + "\",\"" + std::string(tail) + plain + "\"]";
      ASSERT_EQ(outcome(text), text);
    }
    ASSERT_EQ(outcome("\"" + plain + "\\/\""), "\"" + plain + "/\"");
    ASSERT_EQ(outcome("\"" + plain + "\\u0041\\u000A\\u00E9\""), "\"" + plain + "A\\n\xC3\xA9\"");
    ASSERT_EQ(outcome("\"" + plain + "\\uD83D\\uDE00\""), "\"" + plain + "\xF0\x9F\x98\x80\"");
    ASSERT_EQ(outcome("\"" + plain + "\\ud83d\\ude00\""), "\"" + plain + "\xF0\x9F\x98\x80\"");
    ASSERT_EQ(outcome("\"" + plain + "\\uD83D\\n\""), "\"" + plain + "\\ud83d\\n\"");
    for (const std::string_view broken :
         {"\\", "\\x", "\\u", "\\u1", "\\u12", "\\u123", "\\u123g", "\n", "\x1F"}) {
      ASSERT_TRUE(error_of("\"" + plain + std::string(broken) + "\"").has_value()) << before;
      ASSERT_TRUE(error_of("\"" + plain + std::string(broken)).has_value()) << before;
    }
  }
}

TEST(Document, GrowsAndIsUsedAgain) {
  Document document;
  std::string large = "[";
  for (int at = 0; at < 100'000; ++at) large += "{\"a\\u0041\":[1,2,\"\\u0041\"]},";
  large.back() = ']';
  for (int round = 0; round < 3; ++round) {
    ASSERT_EQ(document.read(large), std::nullopt);
    EXPECT_EQ(document.root().size(), 100'000U);
    const std::size_t held = document.memory_bytes();
    ASSERT_EQ(document.read("[1]"), std::nullopt);
    EXPECT_LE(document.memory_bytes(), held);
    EXPECT_EQ(compact_json(document.root()), "[1]");
  }
  document.shrink(std::size_t{1} << 40);
  EXPECT_EQ(compact_json(document.root()), "[1]");
  document.shrink(1000);
  EXPECT_TRUE(document.root().is_null());
  EXPECT_LE(document.memory_bytes(), 1000U);
  ASSERT_EQ(document.read("{\"b\":2}"), std::nullopt);
  EXPECT_EQ(compact_json(document.root()), "{\"b\":2}");
}

TEST(Document, StaysReadableAfterAMove) {
  Document first;
  ASSERT_EQ(first.read("[1,2]"), std::nullopt);
  Document second = std::move(first);
  EXPECT_EQ(compact_json(second.root()), "[1,2]");
  EXPECT_TRUE(first.root().is_null());          // NOLINT: moved-from is empty, not broken
  ASSERT_EQ(first.read("true"), std::nullopt);  // NOLINT
  EXPECT_EQ(compact_json(first.root()), "true");
}

TEST(Document, ForgetsTheLastTextAfterAnError) {
  Document document;
  ASSERT_EQ(document.read("[1]"), std::nullopt);
  EXPECT_TRUE(document.read("[1").has_value());
  EXPECT_TRUE(document.root().is_null());
}

}  // namespace
