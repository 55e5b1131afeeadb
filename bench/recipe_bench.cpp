#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/validation/recipe.hpp"
#include "wp_codebox/validation/recipe_schema.hpp"

// Recipes from their text. The environment variable WP_CODEBOX_RECIPES names the file of vectors
// that holds them; ajv-recipes.mjs reads the same.

namespace {

using namespace wp_codebox;

std::vector<std::string> recipe_texts() {
  const char* const path = std::getenv("WP_CODEBOX_RECIPES");
  json::FileSource source(path == nullptr ? "conformance/vectors/recipe.jsonl" : path);
  std::string text;
  std::string piece(std::size_t{1} << 16U, '\0');
  while (const auto count = source.read(piece.data(), piece.size())) {
    if (*count == 0) break;
    text.append(piece, 0, *count);
  }
  std::vector<std::string> texts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    const auto row = json::Parsed(text.substr(at, end - at));
    if (const json::Node* input = row.root().find("input")) {
      texts.push_back(input->find("text")->text());
    }
    at = end == std::string::npos ? text.size() : end + 1;
  }
  return texts;
}

const std::vector<std::string>& recipes() {
  static const std::vector<std::string> texts = recipe_texts();
  return texts;
}

/// A host on which everything is there, so that the disk is not measured: what has an extension is
/// a file.
RecipeHost host() {
  RecipeHost host;
  host.recipe_directory = "/recipes";
  host.working_directory = "/recipes";
  host.file_kind = [](const std::filesystem::path& path) {
    return path.has_extension() ? HostFileKind::file : HostFileKind::directory;
  };
  host.variable = [](const std::string&) { return std::optional<std::string>(); };
  return host;
}

template <class Check>
void each_recipe(benchmark::State& state, Check check) {
  if (recipes().empty())
    state.SkipWithError("no recipes: start it in the checkout or set WP_CODEBOX_RECIPES");
  json::Document document;
  std::size_t valid = 0;
  for (auto _ : state) {
    valid = 0;
    for (const std::string& text : recipes()) {
      if (!document.read(text) && check(document.root())) ++valid;
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(recipes().size()) *
                          static_cast<std::int64_t>(state.iterations()));
  state.counters["valid"] = static_cast<double>(valid);
}

/// What ajv does: the rules of the schema.
void recipe_schema(benchmark::State& state) {
  each_recipe(state, [](const json::Node& recipe) { return recipe_schema_issues(recipe).empty(); });
}

/// Those, and what a schema cannot say.
void recipe_schema_and_meaning(benchmark::State& state) {
  const RecipeHost on = host();
  each_recipe(state, [&on](const json::Node& recipe) {
    const bool fits = recipe_schema_issues(recipe).empty();
    return validate_recipe(recipe, on).valid() && fits;
  });
}

BENCHMARK(recipe_schema)->Unit(benchmark::kMicrosecond);
BENCHMARK(recipe_schema_and_meaning)->Unit(benchmark::kMicrosecond);

}  // namespace
