#include "wp_codebox/json/path.hpp"

#include <gtest/gtest.h>

namespace {

using wp_codebox::json::Path;
using wp_codebox::json::PathFrame;

TEST(Path, RendersTheDocumentItself) {
  EXPECT_EQ(Path().dotted(), "$");
  EXPECT_EQ(Path().pointer(), "");
}

TEST(Path, RendersMembersAndElementsBothWays) {
  Path path;
  path.push("steps").push(std::size_t{0}).push("id");
  EXPECT_EQ(path.dotted(), "$.steps[0].id");
  EXPECT_EQ(path.pointer(), "/steps/0/id");
}

TEST(Path, EscapesTildeAndSlashInPointersOnly) {
  Path path;
  path.push("a/b~c");
  EXPECT_EQ(path.pointer(), "/a~1b~0c");
  EXPECT_EQ(path.dotted(), "$.a/b~c");
}

TEST(Path, ComesFromFramesOutsideIn) {
  const PathFrame root = PathFrame::root();
  const PathFrame list = root.member("list");
  const PathFrame third = list.element(2);
  const PathFrame name = third.member("name");
  EXPECT_EQ(name.path().dotted(), "$.list[2].name");
  EXPECT_EQ(root.path().dotted(), "$");
}

TEST(Path, TakesASegmentInFront) {
  Path path;
  path.push("id").push_front({"steps", 0, false});
  EXPECT_EQ(path.pointer(), "/steps/id");
}

}  // namespace
