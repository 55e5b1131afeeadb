#include "wp_codebox/validation/recipe_schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "../folders.hpp"
#include "wp_codebox/json/document.hpp"

namespace {

using namespace wp_codebox;
using Pointers = std::set<std::string>;

json::Issues issues_of(const std::string& text,
                       RecipeCommands commands = RecipeCommands::registered) {
  json::Document document;
  EXPECT_FALSE(document.read(text)) << text;
  return recipe_schema_issues(document.root(), commands);
}

std::string recipe_with(const std::string& members) {
  return R"({"schema":"wp-codebox/workspace-recipe/v1",)" + members + "}";
}

constexpr const char* workflow = R"("workflow":{"steps":[{"command":"wordpress.run-php"}]})";

TEST(RecipeSchema, AgreesWithTheContractOnEveryVector) {
  std::ifstream file(test::source_folder() / "conformance/vectors/recipe.jsonl");
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line); ++rows) {
    const auto row = nlohmann::json::parse(line);
    const std::string text = row["input"]["text"];
    const json::Issues issues = issues_of(text);
    const auto& expect = row["expect"];
    EXPECT_EQ(issues.empty(), expect["valid"].get<bool>()) << row["id"];
    EXPECT_EQ(issues_of(text, RecipeCommands::any).empty(), expect["validAnyCommand"].get<bool>())
        << row["id"];
    EXPECT_EQ(recipe_schema_pointers(issues), expect["paths"].get<Pointers>()) << row["id"];
  }
  EXPECT_GT(rows, 100U);
}

TEST(RecipeSchema, HasNoLoadAsWhateverItSays) {
  for (const char* list : {"extra_plugins", "extraPlugins"}) {
    for (const char* value : {R"("plugin")", R"("theme")", "5", "null"}) {
      const json::Issues issues = issues_of(recipe_with(
          std::string(R"("inputs":{")") + list +
          R"(":[{"source":"./p"},{"source":"./p","loadAs":)" + value + "}]}," + workflow));
      ASSERT_EQ(issues.size(), 1U) << list << ' ' << value;
      EXPECT_EQ(issues[0].code, json::issue_code::member_unknown);
      EXPECT_EQ(issues[0].path.pointer(), std::string("/inputs/") + list + "/1/loadAs");
      EXPECT_EQ(recipe_schema_pointers(issues), Pointers{std::string("/inputs/") + list + "/1"});
    }
  }
}

TEST(RecipeSchema, IsBuiltWithCommandsOrWithout) {
  const std::string text = recipe_with(R"("workflow":{"steps":[{"command":"x.y"}]})");
  const json::Issues issues = issues_of(text);
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(recipe_schema_pointers(issues), Pointers{"/workflow/steps/0/command"});
  EXPECT_TRUE(issues_of(text, RecipeCommands::any).empty());
  EXPECT_FALSE(
      issues_of(recipe_with(R"("workflow":{"steps":[{"command":5}]})"), RecipeCommands::any)
          .empty());
}

TEST(RecipeSchema, ReportsInsideAUnionAndAtIt) {
  const json::Issues issues =
      issues_of(recipe_with(std::string(workflow) + R"(,"artifacts":{"verify":{"strict":1}})"));
  EXPECT_EQ(recipe_schema_pointers(issues),
            (Pointers{"/artifacts/verify", "/artifacts/verify/strict"}));
}

TEST(RecipeSchema, ReportsAMissingMemberAtItsObject) {
  EXPECT_EQ(recipe_schema_pointers(issues_of("{}")), Pointers{""});
  EXPECT_EQ(recipe_schema_pointers(issues_of("null")), Pointers{""});
}

}  // namespace
