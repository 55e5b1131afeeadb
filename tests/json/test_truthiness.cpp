#include "wp_codebox/json/truthiness.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/document.hpp"

namespace {

using namespace wp_codebox;

bool truthy(const std::string& text) {
  json::Document document;
  EXPECT_FALSE(document.read(text).has_value()) << text;
  return json::is_truthy(&document.root());
}

TEST(Truthiness, HoldsForWhatJavaScriptTakesForTrue) {
  for (const auto* text : {"true", "1", "-1", "0.5", "1e400", "\"0\"", "\" \"", "[]", "{}"}) {
    EXPECT_TRUE(truthy(text)) << text;
  }
}

TEST(Truthiness, FailsForFalseZeroNullEmptyAndAbsent) {
  for (const auto* text : {"false", "null", "0", "-0", "0.0", "1e-400", "\"\""}) {
    EXPECT_FALSE(truthy(text)) << text;
  }
  EXPECT_FALSE(json::is_truthy(nullptr));
}

TEST(Truthiness, NullishIsAbsentOrNullOnly) {
  json::Document document;
  EXPECT_TRUE(json::is_nullish(nullptr));
  ASSERT_FALSE(document.read("null").has_value());
  EXPECT_TRUE(json::is_nullish(&document.root()));
  ASSERT_FALSE(document.read("0").has_value());
  EXPECT_FALSE(json::is_nullish(&document.root()));
}

}  // namespace
