#include "wp_codebox/contracts/command_registry.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string_view>
#include <vector>

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

std::vector<std::string_view> arguments_of(std::string_view id) {
  std::vector<std::string_view> names;
  for (const CommandArgument& argument : find_command(id)->accepted_args) {
    names.push_back(argument.name);
  }
  return names;
}

std::vector<std::string_view> required_of(std::string_view id) {
  std::vector<std::string_view> names;
  for (const CommandArgument& argument : find_command(id)->accepted_args) {
    if (argument.required) names.push_back(argument.name);
  }
  return names;
}

TEST(CommandRegistry, HasEighteenRowsInTheContractsOrder) {
  std::vector<std::string_view> ids;
  for (const CommandDefinition& command : command_registry) ids.push_back(command.id);
  EXPECT_THAT(
      ids, ElementsAre("inspect-mounted-inputs", "wordpress.run-php", "wordpress.wp-cli",
                       "wordpress.ability", "wordpress.rest-request", "wordpress.bench",
                       "wordpress.phpunit", "wordpress.plugin-check", "wordpress.core-phpunit",
                       "wordpress.theme-check", "wordpress.browser-probe", "wordpress.capture-html",
                       "wordpress.browser-actions", "wordpress.editor-open",
                       "wordpress.editor-actions", "wordpress.browser-actions.evaluate",
                       "wp-codebox.agent-runtime-probe", "wp-codebox.agent-sandbox-run"));
}

TEST(CommandRegistry, RunsTheFirstFifteenInABackend) {
  for (std::size_t i = 0; i < std::size(command_registry); ++i) {
    EXPECT_EQ(command_registry[i].handler == CommandHandler::backend, i < 15)
        << command_registry[i].id;
  }
}

TEST(CommandRegistry, OffersAllButTheEvaluateCapabilityToRecipes) {
  EXPECT_EQ(recipe_command_ids.size(), 17U);
  EXPECT_FALSE(find_command("wordpress.browser-actions.evaluate")->recipe);
  EXPECT_EQ(find_command("wordpress.browser-actions.evaluate")->handler,
            CommandHandler::capability);
  for (const std::string_view id : recipe_command_ids) EXPECT_TRUE(find_command(id)->recipe);
}

TEST(CommandRegistry, RunsAgentCommandsAsPhp) {
  for (const char* id : {"wp-codebox.agent-runtime-probe", "wp-codebox.agent-sandbox-run"}) {
    EXPECT_EQ(find_command(id)->handler, CommandHandler::recipe_alias);
    EXPECT_EQ(find_command(id)->runs_as, "wordpress.run-php");
  }
}

TEST(CommandRegistry, FindsNothingForOtherIds) {
  EXPECT_EQ(find_command("wordpress.nope"), nullptr);
  EXPECT_EQ(find_command(""), nullptr);
}

TEST(CommandRegistry, ListsArgumentsInTheContractsOrder) {
  EXPECT_THAT(arguments_of("wordpress.run-php"), ElementsAre("code", "code-file", "bootstrap"));
  EXPECT_THAT(arguments_of("wordpress.rest-request"),
              ElementsAre("path", "method", "headers-json", "params-json", "body", "body-json"));
  EXPECT_THAT(
      arguments_of("wordpress.browser-actions"),
      ElementsAre("steps-json", "actions-json", "url", "step-timeout", "timeout", "capture"));
  EXPECT_EQ(arguments_of("wordpress.phpunit").size(), 16U);
  EXPECT_EQ(arguments_of("wordpress.bench").size(), 10U);
  EXPECT_TRUE(arguments_of("inspect-mounted-inputs").empty());
}

TEST(CommandRegistry, MarksTheArgumentsThatHaveToBeThere) {
  EXPECT_THAT(required_of("wordpress.wp-cli"), ElementsAre("command"));
  EXPECT_THAT(required_of("wordpress.ability"), ElementsAre("name"));
  EXPECT_THAT(required_of("wordpress.rest-request"), ElementsAre("path"));
  EXPECT_THAT(required_of("wordpress.bench"), ElementsAre("plugin-slug"));
  EXPECT_THAT(required_of("wordpress.plugin-check"), ElementsAre("plugin-slug"));
  EXPECT_THAT(required_of("wordpress.theme-check"), ElementsAre("theme"));
  EXPECT_THAT(required_of("wordpress.browser-probe"), ElementsAre("url"));
  EXPECT_THAT(required_of("wordpress.capture-html"), ElementsAre("url"));
  EXPECT_THAT(required_of("wordpress.editor-actions"), ElementsAre("steps-json"));
  EXPECT_THAT(required_of("wp-codebox.agent-sandbox-run"), ElementsAre("task"));
  EXPECT_TRUE(required_of("wordpress.run-php").empty());
}

TEST(CommandRegistry, DescribesEveryRowAndNamesNoArgumentTwice) {
  for (const CommandDefinition& command : command_registry) {
    EXPECT_FALSE(command.description.empty()) << command.id;
    EXPECT_FALSE(command.output_shape.empty()) << command.id;
    EXPECT_FALSE(command.policy_requirement.empty()) << command.id;
    std::set<std::string_view> names;
    for (const CommandArgument& argument : command.accepted_args) {
      EXPECT_FALSE(argument.description.empty()) << command.id << ' ' << argument.name;
      EXPECT_TRUE(names.insert(argument.name).second) << command.id << ' ' << argument.name;
    }
  }
}

}  // namespace
