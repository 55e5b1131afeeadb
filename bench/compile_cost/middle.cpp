// The middle program of scripts/compile-cost: reads a recipe as a contract type, checks it and a
// policy, and redacts what it says.
#include <cstdio>
#include <string>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/recipe.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/policy.hpp"
#include "wp_codebox/validation/recipe.hpp"

int main() {
  const std::string text = R"({"schema":"wp-codebox/workspace-recipe/v1","workflow":{"steps":)"
                           R"([{"command":"wordpress.run-php","args":["code=echo 1;"]}]}})";
  const auto recipe = wp_codebox::json::from_json<wp_codebox::WorkspaceRecipe>(text);
  const auto validation =
      wp_codebox::validate_recipe(text, wp_codebox::RecipeHost::real("recipe.json"));
  const auto policy = wp_codebox::validate_policy(wp_codebox::RuntimePolicy());
  const wp_codebox::Redactor redactor({{"NAME", "wordpress.run-php"}});
  std::printf("%s\n", redactor.redact_text(wp_codebox::json::to_json(recipe.value)).c_str());
  return recipe.ok() && validation.valid() && policy.issues.empty() ? 0 : 1;
}
