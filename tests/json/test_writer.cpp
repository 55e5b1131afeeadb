#include "wp_codebox/json/writer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/output.hpp"

namespace {

using namespace wp_codebox;
using json::Document;

template <class Write>
std::string written(Write write) {
  std::string text;
  {
    json::StringOutput output(text);
    write(output);
  }
  return text;
}

std::string string_text(std::string_view text) {
  return written([&](json::Output& output) { json::write_string(text, output); });
}

TEST(WriteString, EscapesAsJsonStringifyDoes) {
  EXPECT_EQ(string_text(""), "\"\"");
  EXPECT_EQ(string_text("\"\\/\b\f\n\r\t"), R"("\"\\/\b\f\n\r\t")");
  EXPECT_EQ(string_text(std::string_view("\0\x01\x0B\x1F\x7F", 5)),
            "\"\\u0000\\u0001\\u000b\\u001f\x7F\"");
  EXPECT_EQ(string_text("\xC3\xA9\xE2\x80\xA8\xF0\x9F\x98\x80"),
            "\"\xC3\xA9\xE2\x80\xA8\xF0\x9F\x98\x80\"");
}

TEST(WriteString, PrintsLoneSurrogatesAsEscapes) {
  EXPECT_EQ(string_text("a\xED\xA0\x80z\xED\xBF\xBF"), R"("a\ud800z\udfff")");
}

TEST(WriteString, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(string_text("a\xFF"
                        "b\xC3"),
            "\"a\xEF\xBF\xBD"
            "b\xEF\xBF\xBD\"");
  EXPECT_EQ(string_text("\xF0\x9F\x98"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

TEST(WriteString, FindsSpecialCharactersAtEveryPlace) {
  for (std::size_t before = 0; before < 70; ++before) {
    for (std::size_t after = 0; after < 70; after += 7) {
      const std::string head(before, 'a');
      const std::string tail(after, 'b');
      ASSERT_EQ(string_text(head + "\"" + tail), "\"" + head + "\\\"" + tail + "\"");
      ASSERT_EQ(string_text(head + "\x1F" + tail), "\"" + head + "\\u001f" + tail + "\"");
      ASSERT_EQ(string_text(head + "\xC3\xA9\n" + tail), "\"" + head + "\xC3\xA9\\n" + tail + "\"");
      ASSERT_EQ(string_text(head + "\xED\xA0\x80" + tail), "\"" + head + "\\ud800" + tail + "\"");
    }
  }
}

TEST(WriteCompact, PrintsAsJsonStringifyDoes) {
  Document document;
  const std::string text =
      " { \"z\\u0041\\n\" : [ 1.0 , -0 , 1E400 , \"\\/\" , null , true , false , { } , [ ] ] } ";
  ASSERT_EQ(document.read(text), std::nullopt);
  EXPECT_EQ(compact_json(document.root()), R"({"zA\n":[1,0,null,"/",null,true,false,{},[]]})");
}

TEST(WritePretty, IndentsByTwoSpaces) {
  Document document;
  ASSERT_EQ(document.read(R"({"a":[1,{"b":[]},[[2]]],"c":{},"d":"x"})"), std::nullopt);
  EXPECT_EQ(pretty_json(document.root()),
            "{\n"
            "  \"a\": [\n"
            "    1,\n"
            "    {\n"
            "      \"b\": []\n"
            "    },\n"
            "    [\n"
            "      [\n"
            "        2\n"
            "      ]\n"
            "    ]\n"
            "  ],\n"
            "  \"c\": {},\n"
            "  \"d\": \"x\"\n"
            "}");
  ASSERT_EQ(document.read("[]"), std::nullopt);
  EXPECT_EQ(pretty_json(document.root()), "[]");
  ASSERT_EQ(document.read("7"), std::nullopt);
  EXPECT_EQ(pretty_json(document.root()), "7");
}

TEST(Writer, PutsCommasWhereTheyBelong) {
  Document document;
  ASSERT_EQ(document.read(R"({"b":1,"a":[]})"), std::nullopt);
  const std::string text = written([&](json::Output& output) {
    json::Writer writer(output);
    writer.begin_object();
    writer.key("a\n");
    writer.begin_array();
    writer.null();
    writer.boolean(true);
    writer.boolean(false);
    writer.number(1.5);
    writer.string("x\"");
    writer.begin_object();
    writer.end_object();
    writer.begin_array();
    writer.end_array();
    writer.node(document.root());
    writer.stable_node(document.root());
    writer.raw("{\"r\":0}");
    writer.end_array();
    writer.key("b");
    writer.number(2);
    writer.end_object();
  });
  EXPECT_EQ(
      text,
      R"({"a\n":[null,true,false,1.5,"x\"",{},[],{"b":1,"a":[]},{"a":[],"b":1},{"r":0}],"b":2})");
}

}  // namespace
