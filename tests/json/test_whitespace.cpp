#include "wp_codebox/json/whitespace.hpp"

#include <gtest/gtest.h>

namespace {

using namespace wp_codebox;

TEST(Whitespace, TrimsWhatJavaScriptTrims) {
  EXPECT_EQ(json::trim("\t\v\f\r\n a b \xC2\xA0\xE2\x80\xA8\xEF\xBB\xBF"), "a b");
  EXPECT_EQ(json::trim("\xE1\x9A\x80\xE2\x80\x8A\xE2\x81\x9F\xE3\x80\x80\xE2\x80\xAFx"), "x");
}

TEST(Whitespace, KeepsWhatJavaScriptKeeps) {
  EXPECT_EQ(json::trim("\xC2\x85x"), "\xC2\x85x");
  EXPECT_EQ(json::trim("x\xE2\x80\x8B"), "x\xE2\x80\x8B");
  EXPECT_EQ(json::trim("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80");
}

TEST(Whitespace, KnowsBlankTexts) {
  EXPECT_TRUE(json::is_blank(""));
  EXPECT_TRUE(json::is_blank(" \xC2\xA0\n"));
  EXPECT_FALSE(json::is_blank(" 0"));
}

}  // namespace
