/// Checks a workspace recipe and names everything that is wrong: where, the stable code, what was
/// expected. Run it: ./validate_recipe examples/recipe/broken.json
/// Exit codes: 0 valid, 1 issues, 2 the file cannot be read.
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

#include "wp_codebox/json/value.hpp"
#include "wp_codebox/validation/recipe.hpp"
#include "wp_codebox/validation/recipe_schema.hpp"

namespace json = wp_codebox::json;

int main(int argc, char** argv) {
  std::ifstream file(argc == 2 ? argv[1] : "");
  if (!file.is_open()) {
    std::cerr << "usage: validate_recipe RECIPE.json (a file that can be read)\n";
    return 2;
  }
  const json::Parsed recipe(std::string(std::istreambuf_iterator<char>(file), {}));
  if (recipe.error()) {
    std::cout << recipe.error()->message() << '\n';
    return 1;
  }
  std::set<std::string> told;
  const auto tell = [&told](const json::Path& path, const std::string& code,
                            const std::string& message) {
    if (told.insert(path.dotted()).second) {
      std::cout << path.dotted() << ": " << message << " (" << code << ")\n";
    }
  };
  // What the document's form asks for: members, types, commands that exist.
  for (const json::Issue& issue : wp_codebox::recipe_schema_issues(recipe.root())) {
    tell(issue.path, issue.code, "expected " + issue.expected + ", found " + issue.found);
  }
  // What only this host can tell: files and folders, and the arguments of each command.
  const auto host = wp_codebox::RecipeHost::real(argv[1]);
  const wp_codebox::RecipeValidation result = wp_codebox::validate_recipe(recipe.root(), host);
  for (const auto& issue : result.issues) tell(issue.path, issue.code, issue.message);
  if (!told.empty()) return 1;
  std::cout << "valid: " << result.summary->steps << " step, " << result.summary->mounts
            << " mount\n";
  return 0;
}
