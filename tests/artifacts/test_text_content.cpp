#include "wp_codebox/artifacts/text_content.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace wpc = wp_codebox;
using namespace std::string_view_literals;

namespace {

TEST(TextContent, IsUtf8WithoutNulAndReplacementCharacter) {
  EXPECT_TRUE(wpc::is_text(""));
  EXPECT_TRUE(wpc::is_text("a\x01\u00e9\U0001F600\n"));
  EXPECT_FALSE(wpc::is_text("a\0b"sv));
  EXPECT_FALSE(wpc::is_text("\xFF"));
  EXPECT_FALSE(wpc::is_text("\xED\xA0\x80")) << "a surrogate is not UTF-8";
  EXPECT_FALSE(wpc::is_text("\uFFFD"));
}

TEST(TextContent, NormalizesLineEnds) {
  EXPECT_EQ(wpc::normalize_line_ends("a\r\nb\rc\n\r\r\n"), "a\nb\nc\n\n\n");
}

TEST(TextContent, SplitsLinesWithTheirEnds) {
  EXPECT_TRUE(wpc::split_lines("").empty());
  EXPECT_EQ(wpc::split_lines("a\n\nb"), (std::vector<std::string_view>{"a\n", "\n", "b"}));
  EXPECT_EQ(wpc::split_lines("a\n"), (std::vector<std::string_view>{"a\n"}));
}

}  // namespace
