#include "wp_codebox/json/output.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace wp_codebox;

/// Remembers the pieces that it is handed.
class Pieces final : public json::Output {
 public:
  std::vector<std::string> pieces;

 private:
  void consume(std::string_view bytes) override { pieces.emplace_back(bytes); }
};

TEST(Output, HandsOnNothingBeforeItsBufferIsFull) {
  Pieces output;
  output.put('a');
  output.put(std::string_view("bc"));
  EXPECT_TRUE(output.pieces.empty());
  output.flush();
  EXPECT_EQ(output.pieces, std::vector<std::string>{"abc"});
  output.flush();
  EXPECT_EQ(output.pieces.size(), 1U);
}

TEST(Output, KeepsTheOrderOfSmallAndLargePieces) {
  std::string expected;
  std::string written;
  {
    json::StringOutput output(written);
    for (std::size_t length : {1U, 5000U, 3U, 4095U, 4096U, 2U, 100000U, 1U}) {
      const std::string piece(length, static_cast<char>('a' + expected.size() % 26));
      expected += piece;
      output.put(piece);
      output.put('|');
      expected += '|';
    }
  }
  EXPECT_EQ(written, expected);
}

}  // namespace
