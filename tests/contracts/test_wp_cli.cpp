#include "wp_codebox/contracts/wp_cli.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../vector_file.hpp"

namespace {

using namespace wp_codebox;

TEST(WpCli, FindsTheCommandLineAsTheVectors) {
  test::for_each_row("wp-cli-command", [](const test::VectorRow& row) {
    std::vector<std::string> args;
    for (const json::Node& arg : row.input.find("args")->items()) args.push_back(arg.text());
    EXPECT_EQ(wp_cli_command(args), row.expected("command")) << row.id;
    EXPECT_EQ(wp_cli_recipe_command(args), row.expected("recipeCommand")) << row.id;
    const auto words = wp_cli_words(wp_cli_command(args));
    const json::Node& expected = *row.expect.find("argv");
    ASSERT_EQ(words.has_value(), expected.is_array()) << row.id;
    if (!words) return;
    ASSERT_EQ(words->size(), expected.size()) << row.id;
    for (std::size_t i = 0; i < words->size(); ++i) {
      EXPECT_EQ((*words)[i], expected.items()[i].text()) << row.id;
    }
  });
}

TEST(WpCli, AnEmptyCommandIsSeenByTheRecipeCheckOnly) {
  const std::vector<std::string> args{"command=", "plugin"};
  EXPECT_EQ(wp_cli_command(args), "command= plugin");
  EXPECT_EQ(wp_cli_recipe_command(args), "");
}

TEST(WpCli, DropsALeadingWpOnce) {
  EXPECT_EQ(wp_cli_words("wp wp list"), (std::vector<std::string>{"wp", "list"}));
  EXPECT_EQ(wp_cli_words("'open"), std::nullopt);
}

TEST(WpCli, CutsTheShebangLineAsTheVectors) {
  test::for_each_row("wp-cli-output", [](const test::VectorRow& row) {
    EXPECT_EQ(wp_cli_output(row.text("text")), row.expected("output")) << row.id;
  });
  EXPECT_EQ(wp_cli_output("#!/usr/bin/env php\nok\n"), "ok\n");
}

}  // namespace
