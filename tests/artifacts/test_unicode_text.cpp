#include "wp_codebox/artifacts/unicode_text.hpp"

#include <gtest/gtest.h>

namespace wpc = wp_codebox;

namespace {

TEST(UnicodeText, IsTrimmedAsJavaScriptDoes) {
  EXPECT_EQ(wpc::trim_text(" \t\r\n\u00a0\ufeff a b \u2003\u2028"), "a b");
  EXPECT_EQ(wpc::trim_text("\u200b"), "\u200b") << "a zero width space is no white space";
  EXPECT_EQ(wpc::trim_text(" \n "), "");
}

TEST(UnicodeText, IsMeasuredInUtf16Units) {
  EXPECT_EQ(wpc::utf16_length(""), 0U);
  EXPECT_EQ(wpc::utf16_length("a\u00e9\u6f22\U0001F600"), 5U);
}

TEST(UnicodeText, BecomesUtf8WithReplacementCharacters) {
  EXPECT_EQ(wpc::to_utf8("a\u00e9"), "a\u00e9");
  EXPECT_EQ(wpc::to_utf8("\xED\xA0\x80"), "\uFFFD") << "a lone surrogate";
  EXPECT_EQ(wpc::to_utf8("a\xFF\xC3"), "a\uFFFD\uFFFD");
}

}  // namespace
