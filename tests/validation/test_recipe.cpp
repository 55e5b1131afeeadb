#include "wp_codebox/validation/recipe.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "../vector_file.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

namespace fs = std::filesystem;
using namespace wp_codebox;

/// A folder named `root` with the files of a row, gone at the end.
class RecipeTree {
 public:
  explicit RecipeTree(const json::Node* tree) {
    std::string name = (fs::temp_directory_path() / "recipe-XXXXXX").string();
    base_ = mkdtemp(name.data());
    fs::create_directories(root());
    if (tree == nullptr) return;
    for (const json::Node& entry : tree->items()) {
      const fs::path path = root() / entry.find("path")->text();
      if (entry.find("dir") != nullptr) {
        fs::create_directories(path);
        continue;
      }
      fs::create_directories(path.parent_path());
      std::ofstream(path, std::ios::binary) << entry.find("text")->text();
    }
  }
  RecipeTree(const RecipeTree&) = delete;
  RecipeTree& operator=(const RecipeTree&) = delete;
  ~RecipeTree() { fs::remove_all(base_); }

  [[nodiscard]] fs::path root() const { return base_ / "root"; }

 private:
  fs::path base_;
};

RecipeHost host_of(const json::Node& input, const fs::path& root) {
  const json::Node* path = input.find("recipePath");
  RecipeHost host = RecipeHost::real(root / (path == nullptr ? "recipe.json" : path->text()));
  host.working_directory = root;
  std::map<std::string, std::string> variables;
  if (const json::Node* env = input.find("env")) {
    for (const json::Member& entry : env->members()) {
      variables[std::string(entry.name())] = entry.value.text();
    }
  }
  host.variable = [variables](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  return host;
}

std::string answer(const RecipeValidation& result) {
  std::string text =
      result.valid() ? R"({"valid":true,"issues":[)" : R"({"valid":false,"issues":[)";
  for (std::size_t i = 0; i < result.issues.size(); ++i) {
    const RecipeIssue& issue = result.issues[i];
    text += std::string(i == 0 ? "" : ",") + R"({"code":)" +
            json::Value::string(issue.code).text() + R"(,"path":)" +
            json::Value::string(issue.path.dotted()).text() + "}";
  }
  text += "]";
  if (result.summary) {
    const RecipeSummary& counts = *result.summary;
    text += R"(,"summary":{"steps":)" + std::to_string(counts.steps) + R"(,"mounts":)" +
            std::to_string(counts.mounts) + R"(,"workspaces":)" +
            std::to_string(counts.workspaces) + R"(,"extraPlugins":)" +
            std::to_string(counts.extraPlugins) + R"(,"stagedFiles":)" +
            std::to_string(counts.stagedFiles) + "}";
  }
  return text + "}";
}

TEST(Recipe, FindsTheIssuesOfTheVectorsInTheirOrder) {
  test::for_each_row("recipe-validate", [](const test::VectorRow& row) {
    const RecipeTree tree(row.input.find("tree"));
    const RecipeValidation result =
        validate_recipe(row.text("recipe"), host_of(row.input, tree.root()));
    EXPECT_EQ(answer(result), json::compact_json(row.expect));
    for (const RecipeIssue& issue : result.issues) EXPECT_FALSE(issue.message.empty());
  });
}

TEST(Recipe, WritesTheContractsDocument) {
  const RecipeTree tree(nullptr);
  const auto host = RecipeHost::real(tree.root() / "recipe.json");
  const json::Parsed refused(validate_recipe("{", host).document("r.json"));
  EXPECT_TRUE(refused.root().find("schema")->equals("wp-codebox/recipe-validation/v1"));
  EXPECT_NE(refused.root().find("error"), nullptr);
  EXPECT_EQ(refused.root().find("summary"), nullptr);
  const json::Parsed accepted(
      validate_recipe(R"({"schema":"wp-codebox/workspace-recipe/v1",)"
                      R"("workflow":{"steps":[{"command":"inspect-mounted-inputs"}]}})",
                      host)
          .document("r.json"));
  EXPECT_TRUE(accepted.root().find("success")->boolean());
  EXPECT_EQ(accepted.root().find("summary")->find("steps")->number(), 1);
}

TEST(Recipe, SurvivesEveryPrefixOfARecipe) {
  const RecipeTree tree(nullptr);
  const auto host = RecipeHost::real(tree.root() / "recipe.json");
  const std::string text =
      R"({"schema":"wp-codebox/workspace-recipe/v1","inputs":{"mounts":[{"source":"a",)"
      R"("target":"/w"}]},"workflow":{"steps":[{"command":"wordpress.run-php"}]}})";
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_FALSE(validate_recipe(text.substr(0, length), host).valid());
  }
}

}  // namespace
