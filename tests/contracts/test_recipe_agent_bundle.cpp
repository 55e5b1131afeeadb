#include "wp_codebox/contracts/recipe_agent_bundle.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspaceRecipeAgentBundle, NeedsASourceOrABundle) {
  EXPECT_TRUE(json::from_json<WorkspaceRecipeAgentBundle>(R"({"source":""})").ok());
  EXPECT_TRUE(json::from_json<WorkspaceRecipeAgentBundle>(R"({"bundle":{}})").ok());
  const auto neither = json::from_json<WorkspaceRecipeAgentBundle>(R"({"slug":"s"})");
  ASSERT_EQ(neither.issues.size(), 1U);
  EXPECT_EQ(neither.issues[0].code, code::member_missing);
  EXPECT_EQ(neither.issues[0].path.dotted(), "$.source");
  EXPECT_EQ(neither.issues[0].expected, R"(at least one of "source" or "bundle")");
}

TEST(WorkspaceRecipeAgentBundle, RefusesWhatTheSchemaRefuses) {
  const std::string bundle =
      contract_document::example_part("workspace-recipe", "/inputs/agent_bundles/0");
  contract_document::expect_violations<WorkspaceRecipeAgentBundle>(
      bundle, {
                  {"/on_conflict", R"("merge")", code::value_unknown},
                  {"/owner_id", "0", code::out_of_range},
                  {"/owner_id", "2.5", code::out_of_range},
                  {"/bundle", "[]", code::type_mismatch},
                  {"/x", "1", code::member_unknown},
              });
  contract_document::expect_accepted<WorkspaceRecipeAgentBundle>(bundle, {{"/bundle/x", "[1]"}});
}

}  // namespace
