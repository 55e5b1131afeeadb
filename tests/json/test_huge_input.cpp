#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/stream.hpp"

// Texts that are larger than any honest document: a clear answer, and memory that stays in
// proportion to the text or below the limit that was set.

namespace {

using namespace wp_codebox;
using json::Document;

constexpr std::size_t gigabyte = std::size_t{1} << 30U;

/// A head, then one character many times, then a tail; never in memory as a whole.
class RepeatedSource final : public json::Source {
 public:
  RepeatedSource(std::string head, char character, std::size_t count, std::string tail)
      : head_(std::move(head)), tail_(std::move(tail)), character_(character), left_(count) {}

  [[nodiscard]] std::optional<std::size_t> read(char* to, std::size_t size) override {
    if (!head_.empty()) return take(head_, to, size);
    if (left_ == 0) return take(tail_, to, size);
    const std::size_t count = std::min(size, left_);
    std::memset(to, character_, count);
    left_ -= count;
    return count;
  }

 private:
  static std::size_t take(std::string& from, char* to, std::size_t size) {
    const std::size_t count = from.copy(to, size);
    from.erase(0, count);
    return count;
  }

  std::string head_;
  std::string tail_;
  char character_;
  std::size_t left_;
};

TEST(HugeInput, AStringOfAGigabyteIsReadWhereItStands) {
  std::string text(gigabyte + 2, 'a');
  text.front() = '"';
  text.back() = '"';
  Document document;
  ASSERT_EQ(document.read(text), std::nullopt);
  EXPECT_EQ(document.root().size(), gigabyte);
  EXPECT_EQ(document.root().view()->data(), text.data() + 1);
  EXPECT_LT(document.memory_bytes(), std::size_t{1} << 20U);

  text.back() = 'a';
  const auto error = document.read(text);
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->code, json::read_code::syntax);
  EXPECT_EQ(error->offset, text.size());
}

TEST(HugeInput, AStringOfAGigabyteStopsAStreamAtItsLimit) {
  RepeatedSource source("{\"id\":\"x\",\"text\":\"", 'a', gigabyte, "\"}");
  constexpr std::size_t limit = std::size_t{16} << 20U;
  json::StreamReader reader(source, {.max_value_bytes = limit});
  ASSERT_TRUE(reader.enter_object());
  ASSERT_TRUE(reader.next_member());
  ASSERT_NE(reader.value(), nullptr);
  ASSERT_TRUE(reader.next_member());
  EXPECT_EQ(reader.value(), nullptr);
  ASSERT_TRUE(reader.error().has_value());
  EXPECT_EQ(reader.error()->code, json::read_code::too_large);
  EXPECT_LE(reader.memory_bytes(), 4 * limit);
}

TEST(HugeInput, AGigabyteOfWhiteSpaceNeedsNoMemory) {
  RepeatedSource source("[1,", ' ', gigabyte, "2]");
  json::StreamReader reader(source);
  EXPECT_TRUE(reader.finish());
  EXPECT_LE(reader.memory_bytes(), std::size_t{1} << 20U);
}

TEST(HugeInput, TenMillionKeysAreReadWithAllTheirOrder) {
  constexpr std::size_t count = 10'000'000;
  std::string text = "{";
  text.reserve(count * 14);
  for (std::size_t i = 0; i < count; ++i) {
    // A name that is there already, an index, and names in no order.
    const std::size_t name = i % 1'000'000 == 999'999 ? 0 : (i * 7'654'321) % count;
    text += "\"k";
    text += std::to_string(name);
    text += "\":1,";
  }
  text += "\"7\":2}";
  Document document;
  ASSERT_EQ(document.read(text), std::nullopt);
  EXPECT_EQ(document.root().members().front().name(), "7");
  EXPECT_EQ(document.root().size(), count - 10 + 1);
  // Names and values, once while they are read and once in place, and what puts them in order.
  EXPECT_LT(document.memory_bytes(), count * 150);
}

}  // namespace
