#include "wp_codebox/contracts/recipe_runtime.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

const std::string& runtime() {
  static const std::string text = contract_document::example_part("workspace-recipe", "/runtime");
  return text;
}

TEST(WorkspaceRecipeRuntime, HoldsTheTypesOfTheCreateSpec) {
  const auto decoded = json::from_json<WorkspaceRecipeRuntime>(runtime());
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  const RuntimePreviewSpec& preview = *decoded.value.preview;
  EXPECT_EQ(preview.port, 8080);
  const RuntimeAssetSpec& assets = *decoded.value.assets;
  EXPECT_EQ(assets.wordpressZip, "/srv/wp.zip");
  EXPECT_EQ(contract_document::stable(json::to_json(decoded.value)),
            contract_document::stable(runtime()));
}

TEST(WorkspaceRecipeRuntime, IsStricterThanTheCreateSpecAboutPreviewAndAssets) {
  contract_document::expect_violations<WorkspaceRecipeRuntime>(
      runtime(), {
                     {"/preview/port", "0", code::out_of_range},
                     {"/preview/port", "65536", code::out_of_range},
                     {"/preview/port", "80.5", code::out_of_range},
                     {"/preview/port", R"("80")", code::type_mismatch},
                     {"/preview/x", "1", code::member_unknown},
                     {"/assets/x", "1", code::member_unknown},
                     {"/assets/wordpressZip", "null", code::type_mismatch},
                 });
  contract_document::expect_accepted<WorkspaceRecipeRuntime>(
      runtime(), {{"/preview/port", "1"}, {"/preview/port", "65535"}, {"/preview/port", "8.08e3"}});
  EXPECT_TRUE(json::from_json<RuntimePreviewSpec>(R"({"port":0,"x":1})").ok());
  EXPECT_TRUE(json::from_json<RuntimeAssetSpec>(R"({"x":1})").ok());
}

TEST(WorkspaceRecipeRuntime, RefusesWhatTheSchemaRefuses) {
  contract_document::expect_violations<WorkspaceRecipeRuntime>(
      runtime(), {
                     {"/backend", R"("x-other")", code::value_unknown},
                     {"/backend", R"("")", code::value_unknown},
                     {"/blueprint", "[]", code::type_mismatch},
                     {"/blueprint", "null", code::type_mismatch},
                     {"/backendPackage/kind", R"("x")", code::constant_mismatch},
                     {"/backendPackage/x", "1", code::member_unknown},
                     {"/stack/x", "1", code::member_unknown},
                     {"/stack/mounts/0/target", R"("s")", code::pattern_mismatch},
                     {"/overlays/0/kind", R"("x")", code::constant_mismatch},
                     {"/overlays/0/library", R"("x")", code::constant_mismatch},
                     {"/overlays/0/strategy", R"("x")", code::constant_mismatch},
                     {"/overlays/0/target", R"("o")", code::pattern_mismatch},
                     {"/overlays/0/x", "1", code::member_unknown},
                     {"/x", "1", code::member_unknown},
                 });
  contract_document::expect_accepted<WorkspaceRecipeRuntime>(
      runtime(), {{"/blueprint", "{}"}, {"/overlays", "[]"}, {"/backendPackage/metadata", "{}"}});
}

}  // namespace
