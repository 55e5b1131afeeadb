#include "wp_codebox/validation/git_facts.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wp_codebox {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;
using Paths = std::vector<std::string>;

std::string entry(std::string_view mode, char stage, std::string_view path) {
  return std::string(mode) + " " + std::string(40, 'a') + " " + stage + "\t" + std::string(path) +
         std::string(1, '\0');
}

TEST(GitFacts, AnUnmergedEntryHasTheLettersOfItsStages) {
  const std::pair<std::string, std::string> cases[] = {{"1", "DD"},  {"2", "AU"},  {"3", "UA"},
                                                       {"12", "UD"}, {"13", "DU"}, {"23", "AA"},
                                                       {"123", "UU"}};
  for (const auto& [stages, letters] : cases) {
    std::string listing = entry("100644", '0', "clean");
    for (const char stage : stages) listing += entry("100644", stage, "a b\tc");
    const auto facts = read_git_index(listing);
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->unmerged, (Pairs{{"a b\tc", letters}})) << stages;
    EXPECT_TRUE(facts->gitlinks.empty());
  }
}

TEST(GitFacts, AGitlinkIsToldOnceWhateverItsStages) {
  const auto facts = read_git_index(entry("160000", '2', "sub") + entry("160000", '3', "sub") +
                                    entry("120000", '0', "link"));
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->gitlinks, Paths{"sub"});
}

TEST(GitFacts, WhatGitDoesNotPrintIsNoAnswer) {
  EXPECT_TRUE(read_git_index(""));
  for (const std::string& wrong :
       {std::string("x"), std::string(1, '\0'), entry("100644", '4', "a"), entry("100644", '0', ""),
        entry("100644", '0', "a").substr(1), entry("100644", '0', "a").substr(0, 50),
        std::string("100644\taaaa") + std::string(1, '\0')}) {
    EXPECT_FALSE(read_git_index(wrong)) << wrong;
  }
}

TEST(GitFacts, IgnoredAreFilesAndWholeFolders) {
  std::vector<std::vector<std::string>> asked;
  const auto facts = workspace_git_facts([&asked](const std::vector<std::string>& arguments) {
    asked.push_back(arguments);
    using namespace std::string_literals;
    if (arguments[1] == "--stage") return ""s;
    return arguments.back() == "--directory" ? "build/\0log\0"s : "build/a\0log\0"s;
  });
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->ignored, (Paths{"build", "build/a", "log"}));
  for (const auto& arguments : asked) EXPECT_EQ(arguments.front(), "ls-files");
  EXPECT_FALSE(workspace_git_facts([](const std::vector<std::string>& arguments) {
    return std::string(arguments[1] == "--stage" ? "" : "not ended");
  }));
}

}  // namespace
}  // namespace wp_codebox
