#include "wp_codebox/contracts/command_catalog.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;

TEST(CommandCatalog, IsTheRegistryAsADocument) {
  const CommandCatalog catalog = command_catalog();
  ASSERT_EQ(catalog.commands.size(), 18U);
  EXPECT_EQ(catalog.commands[1].id, "wordpress.run-php");
  EXPECT_EQ(catalog.commands[2].acceptedArgs[0].required, true);
  EXPECT_EQ(catalog.commands[1].acceptedArgs[0].required, std::nullopt);
  EXPECT_EQ(catalog.commands[10].acceptedArgs[5].repeatable, true);
  EXPECT_EQ(catalog.commands[3].acceptedArgs[1].format, "json");
  EXPECT_FALSE(catalog.commands[15].recipe);
  contract_document::check_examples(json::type_row<CommandCatalog>,
                                    {contract_document::Json::parse(json::to_json(catalog))},
                                    contract_document::reader<CommandCatalog>());
}

TEST(CommandCatalog, RefusesAnotherSchema) {
  contract_document::expect_violations<CommandCatalog>(
      json::to_json(command_catalog()),
      {{"/schema", R"("x")", json::issue_code::constant_mismatch},
       {"/commands/0/recipe", "1", json::issue_code::type_mismatch}});
}

}  // namespace
