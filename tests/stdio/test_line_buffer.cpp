#include "wp_codebox/stdio/line_buffer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A buffer with what it told.
struct Told {
  explicit Told(std::size_t limit)
      : buffer(
            limit, [this](std::string line) { lines.push_back(std::move(line)); },
            [this](std::size_t bytes) { long_lines.push_back(bytes); }) {}

  std::vector<std::string> lines;
  std::vector<std::size_t> long_lines;
  wp_codebox::LineBuffer buffer;
};

TEST(LineBuffer, CutsAtLineFeedsWhateverThePieces) {
  const std::string text = "one\n\ntwo\nthree\nrest";
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    Told told(100);
    for (std::size_t at = 0; at < text.size(); at += piece) {
      told.buffer.feed(std::string_view(text).substr(at, piece));
    }
    EXPECT_THAT(told.lines, ElementsAre("one", "", "two", "three")) << piece;
    EXPECT_EQ(told.buffer.unfinished_bytes(), 4U) << piece;
  }
}

TEST(LineBuffer, CountsTheLineFeed) {
  Told told(4);
  told.buffer.feed("123\n1234\n");
  EXPECT_THAT(told.lines, ElementsAre("123"));
  EXPECT_THAT(told.long_lines, ElementsAre(5U));
}

TEST(LineBuffer, SkipsALongLineAndGoesOn) {
  Told told(10);
  for (int i = 0; i < 1000; ++i) told.buffer.feed("0123456789");
  EXPECT_THAT(told.lines, IsEmpty());
  EXPECT_EQ(told.buffer.unfinished_bytes(), 10000U);
  told.buffer.feed("\nshort\n");
  EXPECT_THAT(told.long_lines, ElementsAre(10001U));
  EXPECT_THAT(told.lines, ElementsAre("short"));
}

TEST(LineBuffer, TakesAnotherLimitFromAHandler) {
  std::vector<std::string> lines;
  std::vector<std::size_t> long_lines;
  wp_codebox::LineBuffer* self = nullptr;
  wp_codebox::LineBuffer buffer(
      100,
      [&](std::string line) {
        lines.push_back(std::move(line));
        self->set_limit(4);
      },
      [&](std::size_t bytes) { long_lines.push_back(bytes); });
  self = &buffer;
  buffer.feed("first line\nsecond line\n3rd\n");
  EXPECT_THAT(lines, ElementsAre("first line", "3rd"));
  EXPECT_THAT(long_lines, ElementsAre(12U));
}

}  // namespace
