#include "wp_codebox/json/node.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>

#include "wp_codebox/json/document.hpp"

namespace {

using namespace wp_codebox;
using json::Document;
using json::Kind;
using json::Node;

/// A document and its text, for expressions on one value.
class Read {
 public:
  explicit Read(std::string text) : text_(std::move(text)) {
    const auto error = document_.read(text_);
    EXPECT_FALSE(error.has_value()) << text_ << ": " << error->message();
  }
  const Node* operator->() const { return &document_.root(); }
  const Node& operator*() const { return document_.root(); }

 private:
  std::string text_;
  Document document_;
};

TEST(Node, NamesItsKinds) {
  EXPECT_EQ(kind_name(Read("null")->kind()), "null");
  EXPECT_EQ(kind_name(Read("true")->kind()), "boolean");
  EXPECT_EQ(kind_name(Read("1")->kind()), "number");
  EXPECT_EQ(kind_name(Read("\"\"")->kind()), "string");
  EXPECT_EQ(kind_name(Read("[]")->kind()), "array");
  EXPECT_EQ(kind_name(Read("{}")->kind()), "object");
}

TEST(Node, GivesNeutralAnswersToWrongQuestions) {
  const Node null;
  EXPECT_FALSE(null.boolean());
  EXPECT_TRUE(std::isnan(null.number()));
  EXPECT_EQ(null.text(), "");
  EXPECT_EQ(null.view(), std::nullopt);
  EXPECT_FALSE(null.equals(""));
  EXPECT_FALSE(null.is_empty_string());
  EXPECT_TRUE(null.items().empty());
  EXPECT_TRUE(null.members().empty());
  EXPECT_EQ(null.find("a"), nullptr);
  EXPECT_EQ(null.find(""), nullptr);
  EXPECT_EQ(null.size(), 0U);
  EXPECT_EQ(Read("5")->size(), 0U);
  EXPECT_TRUE(Read("[1]")->members().empty());
  EXPECT_TRUE(Read("{\"a\":1}")->items().empty());
}

TEST(Node, HoldsNumbersAsJavaScriptDoes) {
  EXPECT_EQ(Read("9007199254740993")->number(), 9007199254740992.0);
  EXPECT_EQ(Read("1e400")->number(), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::signbit(Read("-0")->number()));
}

TEST(Node, ResolvesEveryEscape) {
  EXPECT_EQ(Read(R"("\"\\\/\b\f\n\r\t")")->text(), "\"\\/\b\f\n\r\t");
  EXPECT_EQ(Read(R"("\u0041\u00e9\u20AC\u0000")")->text(),
            std::string("A\xC3\xA9\xE2\x82\xAC\0", 7));
  EXPECT_EQ(Read(R"("\ud83d\ude00")")->text(), "\xF0\x9F\x98\x80");
}

TEST(Node, KeepsLoneSurrogatesAsThreeBytes) {
  EXPECT_EQ(Read(R"("a\ud800b")")->text(),
            "a\xED\xA0\x80"
            "b");
  EXPECT_EQ(Read(R"("\udc00\ud800")")->text(), "\xED\xB0\x80\xED\xA0\x80");
  EXPECT_EQ(Read(R"("\ud800\ud83d\ude00")")->text(), "\xED\xA0\x80\xF0\x9F\x98\x80");
}

TEST(Node, ViewsAStringThatNeedsNoResolving) {
  EXPECT_EQ(Read("\"caf\xC3\xA9\"")->view(), "caf\xC3\xA9");
  EXPECT_EQ(Read(R"("a\/b")")->view(), "a/b");
  EXPECT_EQ(Read(R"("a\nb")")->view(), std::nullopt);
}

TEST(Node, ComparesWithoutResolvingFirst) {
  EXPECT_TRUE(Read(R"("plain")")->equals("plain"));
  EXPECT_FALSE(Read(R"("plain")")->equals("plai"));
  EXPECT_TRUE(Read(R"("a\nb\u0001\ud800")")->equals("a\nb\x01\xED\xA0\x80"));
  EXPECT_FALSE(Read(R"("a\nb")")->equals("a\nc"));
  EXPECT_FALSE(Read(R"("a\nb")")->equals("a\n"));
  EXPECT_FALSE(Read(R"("a\nb")")->equals("a\nbb"));
  EXPECT_FALSE(Read(R"("\n")")->equals(""));
  EXPECT_FALSE(Read(R"("\n")")->equals("\\n"));
  EXPECT_TRUE(Read(R"("\u0000")")->equals(std::string_view("\0", 1)));
  EXPECT_TRUE(Read(R"("")")->equals(""));
}

TEST(Node, ReusesTheStringItWritesTo) {
  std::string out = "something from before";
  Read(R"("a\tb")")->text_to(out);
  EXPECT_EQ(out, "a\tb");
  Read("7")->text_to(out);
  EXPECT_EQ(out, "");
}

TEST(Node, FindsMembersByTheirResolvedName) {
  const Read object(R"({"a":1,"b\n":2,"\u0063":3,"":4,"ab":5,"\ud800":6})");
  EXPECT_EQ(object->find("a")->number(), 1);
  EXPECT_EQ(object->find("b\n")->number(), 2);
  EXPECT_EQ(object->find("c")->number(), 3);
  EXPECT_EQ(object->find("")->number(), 4);
  EXPECT_EQ(object->find("ab")->number(), 5);
  EXPECT_EQ(object->find("\xED\xA0\x80")->number(), 6);
  EXPECT_EQ(object->find("b"), nullptr);
  EXPECT_EQ(object->find("b\\n"), nullptr);
}

TEST(Node, TellsNamesApartThatShareSizeAndOuterBytes) {
  const Read object(R"({"axyzb":1,"axwzb":2,"awyzb":3})");
  EXPECT_EQ(object->size(), 3U);
  EXPECT_EQ(object->find("axwzb")->number(), 2);
  EXPECT_EQ(object->find("awyzb")->number(), 3);
  EXPECT_EQ(object->find("aqyqb"), nullptr);
}

}  // namespace
