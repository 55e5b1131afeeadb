#include "wp_codebox/contracts/recipe_mount.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

constexpr const char* mount =
    R"({"type":"file","source":"./a","target":"/a","mode":"readonly","metadata":{"k":1}})";

TEST(WorkspaceRecipeMount, KeepsItsMetadata) {
  const auto decoded = json::from_json<WorkspaceRecipeMount>(mount);
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(decoded.value.type, WorkspaceRecipeMountType::file);
  EXPECT_EQ(json::to_json(decoded.value), mount);
}

TEST(WorkspaceRecipeMount, RefusesWhatTheSchemaRefuses) {
  contract_document::expect_violations<WorkspaceRecipeMount>(
      mount, {
                 {"/type", R"("socket")", code::value_unknown},
                 {"/target", R"("./b")", code::pattern_mismatch},
                 {"/target", R"("")", code::pattern_mismatch},
                 {"/mode", R"("rw")", code::value_unknown},
                 {"/mode", "null", code::type_mismatch},
                 {"/metadata", "[]", code::type_mismatch},
                 {"/x", "1", code::member_unknown},
             });
  contract_document::expect_accepted<WorkspaceRecipeMount>(
      mount, {{"/target", R"("/")"}, {"/source", R"("")"}, {"/metadata/x", "1"}});
}

TEST(WorkspaceRecipeStagedFile, NeedsSourceAndAbsoluteTarget) {
  const std::string file = R"({"source":"./f","target":"/f"})";
  contract_document::expect_violations<WorkspaceRecipeStagedFile>(
      file, {
                {"/target", R"("f")", code::pattern_mismatch},
                {"/mode", R"("readonly")", code::member_unknown},
            });
  const auto empty = json::from_json<WorkspaceRecipeStagedFile>("{}");
  ASSERT_EQ(empty.issues.size(), 2U);
  EXPECT_EQ(empty.issues[0].path.dotted(), "$.source");
  EXPECT_EQ(empty.issues[1].path.dotted(), "$.target");
}

}  // namespace
