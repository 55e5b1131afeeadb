#include "wp_codebox/validation/recipe_policy.hpp"

#include <gtest/gtest.h>

#include "../vector_file.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace {

using namespace wp_codebox;

TEST(RecipePolicy, NeedsTheCommandsOfTheVectors) {
  test::for_each_row("recipe-policy", [](const test::VectorRow& row) {
    const std::string text = row.text("recipe");
    json::Document recipe;
    ASSERT_FALSE(recipe.read(text).has_value());
    EXPECT_EQ(json::to_stable_json(recipe_policy(recipe.root())),
              json::stable_json(*row.expect.find("policy")));
  });
}

TEST(RecipePolicy, TheDefaultAllowsInspectingAndPhp) {
  EXPECT_EQ(json::to_json(default_recipe_policy()),
            R"({"network":"deny","filesystem":"readwrite-mounts",)"
            R"("commands":["inspect-mounted-inputs","wordpress.run-php"],)"
            R"("secrets":"none","approvals":"never"})");
}

}  // namespace
