#include "wp_codebox/json/output.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>

namespace {

using namespace wp_codebox;

TEST(Output, HandsOnPiecesOfEverySizeInOrder) {
  std::string expected;
  std::string text;
  {
    json::StringOutput output(text);
    for (std::size_t size = 0; size < 300; ++size) {
      const std::string piece(size * 37 % 9001, static_cast<char>('a' + size % 26));
      output.put(piece);
      output.put('|');
      expected += piece + '|';
    }
  }
  EXPECT_EQ(text, expected);
}

TEST(Output, MakesRoomToWriteInPlace) {
  std::string expected;
  std::string text;
  {
    json::StringOutput output(text);
    for (std::size_t round = 0; round < 200; ++round) {
      const std::string piece(round % json::Output::max_prepared + 1, 'x');
      std::memcpy(output.prepare(json::Output::max_prepared), piece.data(), piece.size());
      output.commit(piece.size());
      output.put('|');
      expected += piece + '|';
    }
  }
  EXPECT_EQ(text, expected);
}

/// Remembers every call.
class Calls final : public json::Output {
 public:
  std::string seen;
  ~Calls() = default;

 private:
  void consume(std::string_view bytes) override { seen += "<" + std::string(bytes) + ">"; }
};

TEST(Output, CallsItsSinkOnlyWithBytes) {
  Calls output;
  output.flush();
  output.put(std::string_view());
  output.put(std::string_view("ab"));
  output.put('c');
  EXPECT_EQ(output.seen, "");
  output.flush();
  output.flush();
  EXPECT_EQ(output.seen, "<abc>");
}

}  // namespace
