#include "wp_codebox/contracts/command_definition.hpp"

#include <gtest/gtest.h>

namespace {

using namespace wp_codebox;

TEST(CommandDefinition, IsABackendCommandForRecipesUnlessItSaysOtherwise) {
  constexpr CommandDefinition command{.id = "x.y",
                                      .description = "Does y.",
                                      .output_shape = "nothing",
                                      .policy_requirement = "x.y"};
  EXPECT_TRUE(command.recipe);
  EXPECT_EQ(command.handler, CommandHandler::backend);
  EXPECT_TRUE(command.accepted_args.empty());
  EXPECT_TRUE(command.runs_as.empty());
}

TEST(CommandArgument, IsOptionalFreeTextUnlessItSaysOtherwise) {
  constexpr CommandArgument argument{.name = "a", .description = "An a."};
  EXPECT_FALSE(argument.required);
  EXPECT_FALSE(argument.repeatable);
  EXPECT_TRUE(argument.format.empty());
}

}  // namespace
