#include "wp_codebox/contracts/recipe_seed.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(WorkspaceRecipeSiteSeed, RefusesWhatTheSchemaRefuses) {
  const std::string seed =
      contract_document::example_part("workspace-recipe", "/inputs/siteSeeds/0");
  const std::string many(R"(["a","a","a","a","a","a","a","a","a","a","a","a","a",)"
                         R"("a","a","a","a","a","a","a","a","a","a","a","a","a"])");
  std::string hundred_and_one = "[1";
  for (int i = 0; i < 100; ++i) hundred_and_one += ",1";
  hundred_and_one += "]";
  contract_document::expect_violations<WorkspaceRecipeSiteSeed>(
      seed, {
                {"/type", R"("other")", code::value_unknown},
                {"/name", R"("a b")", code::pattern_mismatch},
                {"/format", R"("")", code::pattern_mismatch},
                {"/scopes/x", "1", code::member_unknown},
                {"/scopes/activePlugins", "1", code::type_mismatch},
                {"/scopes/posts", "true", code::type_mismatch},
                {"/scopes/posts/x", "1", code::member_unknown},
                {"/scopes/posts/ids/0", "0", code::out_of_range},
                {"/scopes/posts/ids/1", "1.5", code::out_of_range},
                {"/scopes/posts/ids", hundred_and_one, code::size_mismatch},
                {"/scopes/posts/postTypes", many, code::size_mismatch},
                {"/scopes/posts/taxonomies", many, code::size_mismatch},
                {"/scopes/posts/roles", many, code::size_mismatch},
                {"/scopes/posts/statuses", many, code::size_mismatch},
                {"/scopes/posts/maxRecords", "0", code::out_of_range},
                {"/scopes/posts/maxRecords", "101", code::out_of_range},
                {"/x", "1", code::member_unknown},
            });
  contract_document::expect_accepted<WorkspaceRecipeSiteSeed>(seed,
                                                              {{"/format", R"("x-csv.2")"},
                                                               {"/scopes", "{}"},
                                                               {"/scopes/posts/ids", "[1,1]"},
                                                               {"/scopes/posts/slugs", many},
                                                               {"/scopes/posts/names", many}});
}

}  // namespace
