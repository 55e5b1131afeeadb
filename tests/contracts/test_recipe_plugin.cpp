#include "wp_codebox/contracts/recipe_plugin.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

const std::string& plugins() {
  static const std::string text =
      contract_document::example_part("workspace-recipe", "/inputs/pluginRuntime");
  return text;
}

TEST(WorkspaceRecipePluginRuntime, TakesTextNumberBooleanAndNullAsConstants) {
  const auto decoded = json::from_json<WorkspaceRecipePluginRuntime>(plugins());
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  const auto& defines = *decoded.value.wpConfigDefines;
  EXPECT_EQ(*defines.find("A")->value->get<std::string>(), "x");
  EXPECT_EQ(*defines.find("B")->value->get<double>(), 1.5);
  EXPECT_EQ(*defines.find("C")->value->get<bool>(), true);
  EXPECT_FALSE(defines.find("D")->value.has_value());
}

TEST(WorkspaceRecipePluginRuntime, RefusesWhatTheSchemaRefuses) {
  contract_document::expect_violations<WorkspaceRecipePluginRuntime>(
      plugins(), {
                     {"/php/memoryLimit", R"("512m")", code::pattern_mismatch},
                     {"/php/memoryLimit", "512", code::type_mismatch},
                     {"/php/maxExecutionTime", "-1", code::out_of_range},
                     {"/php/maxExecutionTime", "3601", code::out_of_range},
                     {"/php/maxExecutionTime", "1.5", code::out_of_range},
                     {"/php/x", "1", code::member_unknown},
                     {"/wpConfigDefines/A", "[]", code::type_mismatch},
                     {"/wpConfigDefines/A", "{}", code::type_mismatch},
                     {"/setup/0/command", R"("nope")", code::value_unknown},
                     {"/healthProbes/0/name", R"(".a")", code::pattern_mismatch},
                     {"/healthProbes/0/type", R"("")", code::value_unknown},
                     {"/healthProbes/0/x", "1", code::member_unknown},
                     {"/x", "1", code::member_unknown},
                 });
  contract_document::expect_accepted<WorkspaceRecipePluginRuntime>(
      plugins(), {{"/php/maxExecutionTime", "0"},
                  {"/php/maxExecutionTime", "3600"},
                  {"/wpConfigDefines/any name", "1"}});
}

TEST(WorkspaceRecipeExtraPlugin, RefusesWhatTheSchemaRefuses) {
  const std::string plugin =
      contract_document::example_part("workspace-recipe", "/inputs/extra_plugins/0");
  contract_document::expect_violations<WorkspaceRecipeExtraPlugin>(
      plugin, {
                  {"/slug", R"("a b")", code::pattern_mismatch},
                  {"/slug", R"("")", code::pattern_mismatch},
                  {"/sha256", R"("aa")", code::pattern_mismatch},
                  {"/activate", R"("yes")", code::type_mismatch},
                  {"/loadAs", R"("theme")", code::value_unknown},
                  {"/x", "1", code::member_unknown},
              });
}

TEST(WorkspaceRecipeExtraPlugin, ReadsHowToLoadThoughTheSchemaHasNoSuchMember) {
  const auto decoded =
      json::from_json<WorkspaceRecipeExtraPlugin>(R"({"source":"./p","loadAs":"mu-plugin"})");
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(decoded.value.loadAs, WorkspaceRecipeExtraPluginLoadAs::mu_plugin);
}

}  // namespace
