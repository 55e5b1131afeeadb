#include "conformance/runner/glob.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wp_codebox::conformance {
namespace {

TEST(Glob, MatchesTheWholeText) {
  EXPECT_TRUE(glob_matches("WPC-EXEC-002", "WPC-EXEC-002"));
  EXPECT_FALSE(glob_matches("WPC-EXEC", "WPC-EXEC-002"));
  EXPECT_FALSE(glob_matches("EXEC-002", "WPC-EXEC-002"));
  EXPECT_TRUE(glob_matches("", ""));
  EXPECT_FALSE(glob_matches("", "a"));
}

TEST(Glob, AStarTakesAnything) {
  EXPECT_TRUE(glob_matches("*", ""));
  EXPECT_TRUE(glob_matches("WPC-EXEC-*", "WPC-EXEC-002"));
  EXPECT_TRUE(glob_matches("*EXEC*2", "WPC-EXEC-002"));
  EXPECT_TRUE(glob_matches("a*b*c", "a-b-b-c"));
  EXPECT_TRUE(glob_matches("a**c", "abc"));
  EXPECT_FALSE(glob_matches("a*b*c", "a-c-b"));
}

TEST(Glob, AQuestionMarkTakesOneCharacter) {
  EXPECT_TRUE(glob_matches("WPC-EXEC-00?", "WPC-EXEC-002"));
  EXPECT_FALSE(glob_matches("WPC-EXEC-00?", "WPC-EXEC-00"));
  EXPECT_TRUE(glob_matches("?*?", "ab"));
  EXPECT_FALSE(glob_matches("?*?", "a"));
}

TEST(Glob, ManyStarsOnALongTextEndSoon) {
  EXPECT_FALSE(glob_matches("*a*a*a*a*a*a*a*a*a*a*b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace wp_codebox::conformance
