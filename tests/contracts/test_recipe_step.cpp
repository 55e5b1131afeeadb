#include "wp_codebox/contracts/recipe_step.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspaceRecipeStep, MayNameEveryCommandOfRecipes) {
  for (const std::string_view id : recipe_command_ids) {
    const auto decoded =
        json::from_json<WorkspaceRecipeStep>(R"({"command":")" + std::string(id) + R"("})");
    EXPECT_TRUE(decoded.ok()) << decoded.message();
  }
}

TEST(WorkspaceRecipeStep, ReportsOtherCommandsButReadsThem) {
  for (const std::string id : {"wordpress.browser-actions.evaluate", "nope", ""}) {
    const auto decoded = json::from_json<WorkspaceRecipeStep>(R"({"command":")" + id + R"("})");
    ASSERT_EQ(decoded.issues.size(), 1U);
    EXPECT_EQ(decoded.issues[0].code, code::value_unknown);
    EXPECT_EQ(decoded.issues[0].path.dotted(), "$.command");
    EXPECT_EQ(decoded.value.command, id);
  }
}

TEST(WorkspaceRecipeStep, TakesTextsAsArguments) {
  const std::string step = R"({"command":"wordpress.run-php","args":["a","b"]})";
  contract_document::expect_violations<WorkspaceRecipeStep>(
      step, {
                {"/args", "null", code::type_mismatch},
                {"/args", R"("a")", code::type_mismatch},
                {"/args/1", "5", code::type_mismatch},
                {"/x", "1", code::member_unknown},
            });
  contract_document::expect_accepted<WorkspaceRecipeStep>(step,
                                                          {{"/args", "[]"}, {"/args/0", R"("")"}});
}

}  // namespace
