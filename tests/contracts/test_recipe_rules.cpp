#include "wp_codebox/contracts/recipe_rules.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

namespace rules = wp_codebox::recipe_rules;

TEST(RecipeRules, EnvironmentNamesAreUpperCaseAndStartWithNoDigit) {
  for (const char* good : {"A", "_", "API_TOKEN", "A1", "_9"}) {
    EXPECT_TRUE(rules::is_environment_name(good)) << good;
  }
  for (const char* bad : {"", "lower", "1A", "A-B", "A\n", " A", "A B", "\u00c9"}) {
    EXPECT_FALSE(rules::is_environment_name(bad)) << bad;
  }
}

TEST(RecipeRules, SlugsStartWithLetterOrDigit) {
  for (const char* good : {"a", "0", "My-Plugin_2", "a--_"}) EXPECT_TRUE(rules::is_slug(good));
  for (const char* bad : {"", "-a", "_a", "a b", "a\n", "a.b", "\u00e9"}) {
    EXPECT_FALSE(rules::is_slug(bad)) << bad;
  }
}

TEST(RecipeRules, DottedNamesMayHoldDotsButNotStartWithOne) {
  for (const char* good : {"a", "a.b", "A-1_x.json"}) EXPECT_TRUE(rules::is_dotted_name(good));
  for (const char* bad : {"", ".a", "-a", "a b", "a/b"}) {
    EXPECT_FALSE(rules::is_dotted_name(bad)) << bad;
  }
}

TEST(RecipeRules, ArchiveDigestsAreSixtyFourHexadecimalDigitsOfEitherCase) {
  EXPECT_TRUE(rules::is_sha256_hex_of_either_case(std::string(64, 'a')));
  EXPECT_TRUE(rules::is_sha256_hex_of_either_case(std::string(64, 'F')));
  EXPECT_TRUE(rules::is_sha256_hex_of_either_case(std::string(64, '0')));
  for (const char bad : {'g', 'G', 'z', 'Z', '-', '/', ':', '@', '`'}) {
    EXPECT_FALSE(rules::is_sha256_hex_of_either_case(std::string(63, 'a') + bad)) << bad;
  }
  EXPECT_FALSE(rules::is_sha256_hex_of_either_case(std::string(63, 'a')));
  EXPECT_FALSE(rules::is_sha256_hex_of_either_case(std::string(65, 'a')));
}

TEST(RecipeRules, TargetsStartWithASlash) {
  EXPECT_TRUE(rules::is_absolute_path("/"));
  EXPECT_TRUE(rules::is_absolute_path("/w"));
  for (const char* bad : {"", "w", "./b", " /b"}) EXPECT_FALSE(rules::is_absolute_path(bad));
}

TEST(RecipeRules, MemoryLimitsAreDigitsAndAtMostOneUnit) {
  for (const char* good : {"0", "512", "512M", "1G", "64K"}) {
    EXPECT_TRUE(rules::is_memory_limit(good)) << good;
  }
  for (const char* bad : {"", "M", "512m", "1.5M", "-1", "1MM", "1M ", "M1"}) {
    EXPECT_FALSE(rules::is_memory_limit(bad)) << bad;
  }
}

}  // namespace
