#include "wp_codebox/json/locate.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace wp_codebox;
using json::locate;
using json::Path;
using json::SourcePosition;

constexpr std::string_view text =
    "{\n"
    "  \"a\": [10, {\"caf\xC3\xA9\": \"\xF0\x9F\x98\x80\", \"b\": 2}],\n"
    "  \"a\\u0062\": [[\"]\\\"\", {}], [3]],\n"
    "  \"twice\": {\"x\": 1},\n"
    "  \"twice\": {\"y\": 2}\n"
    "}";

/// What stands where the path leads.
std::string_view found(const Path& path, std::size_t size) {
  const auto position = locate(text, path);
  EXPECT_TRUE(position.has_value());
  return text.substr(position.value_or(SourcePosition{}).offset, size);
}

TEST(Locate, FindsTheWholeDocument) {
  EXPECT_EQ(locate(" \n [1]", Path()), (SourcePosition{3, 2, 2}));
  EXPECT_EQ(locate("7", Path()), (SourcePosition{0, 1, 1}));
}

TEST(Locate, FollowsMembersAndElements) {
  EXPECT_EQ(found(Path().push("a").push(std::size_t{0}), 2), "10");
  EXPECT_EQ(found(Path().push("a").push(std::size_t{1}).push("b"), 1), "2");
  EXPECT_EQ(found(Path().push("ab").push(std::size_t{1}).push(std::size_t{0}), 1), "3");
}

TEST(Locate, CountsColumnsInCodePoints) {
  const auto position = locate(text, Path().push("a").push(std::size_t{1}).push("b"));
  ASSERT_TRUE(position.has_value());
  EXPECT_EQ(position->line, 2U);
  EXPECT_EQ(position->column, 32U);
}

TEST(Locate, TakesTheLastOfARepeatedName) {
  EXPECT_EQ(found(Path().push("twice"), 7), "{\"y\": 2");
  EXPECT_EQ(found(Path().push("twice").push("y"), 1), "2");
}

TEST(Locate, StaysAtTheLastValueForWhatOnlyAnEarlierOneHad) {
  EXPECT_EQ(found(Path().push("twice").push("x"), 7), "{\"y\": 2");
}

TEST(Locate, StopsAtTheInnermostValueThatExists) {
  EXPECT_EQ(found(Path().push("a").push(std::size_t{1}).push("missing").push("deep"), 2), "{\"");
  EXPECT_EQ(found(Path().push("a").push(std::size_t{9}), 3), "[10");
  EXPECT_EQ(found(Path().push("a").push("name"), 3), "[10");
  EXPECT_EQ(found(Path().push(std::size_t{0}), 1), "{");
  EXPECT_EQ(found(Path().push("a").push(std::size_t{0}).push("name"), 2), "10");
}

TEST(Locate, AnswersManyPathsInTheirOrder) {
  const std::vector<Path> paths = {Path().push("twice").push("y"), Path(),
                                   Path().push("a").push(std::size_t{0}),
                                   Path().push("twice").push("y"), Path().push("a")};
  const auto positions = locate_all(text, paths);
  ASSERT_TRUE(positions.has_value());
  ASSERT_EQ(positions->size(), paths.size());
  for (std::size_t at = 0; at < paths.size(); ++at) {
    EXPECT_EQ((*positions)[at], locate(text, paths[at])) << paths[at].dotted();
  }
}

TEST(Locate, IsEmptyForWhatIsNotJson) {
  const Path path = Path().push("a").push(std::size_t{1});
  for (const std::string_view broken :
       {"", " ", "{", "{\"a\"", "{\"a\":", "{\"a\":[", "{\"a\":[1", "{\"a\":[1,", "{\"a\":[\"x]}",
        "{\"a\":[1,2}", "{a:1}", "{\"b\":\"", "{\"a\":[1],}", "{\"a\":[,1]}"}) {
    EXPECT_EQ(locate(broken, path), std::nullopt) << broken;
  }
}

TEST(Locate, NeverGetsLostInATruncatedText) {
  const std::vector<Path> paths = {Path().push("twice").push("y"),
                                   Path().push("a").push(std::size_t{1}).push("b")};
  for (std::size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(locate_all(text.substr(0, size), paths), std::nullopt) << size;
  }
}

}  // namespace
