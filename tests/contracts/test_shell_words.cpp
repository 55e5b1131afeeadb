#include "wp_codebox/contracts/shell_words.hpp"

#include <gtest/gtest.h>

#include "../vector_file.hpp"

namespace {

using namespace wp_codebox;

TEST(ShellWords, SplitsAsTheVectors) {
  test::for_each_row("shell-argv", [](const test::VectorRow& row) {
    const auto words = split_shell_words(row.text("command"));
    const json::Node* expected = row.expect.find("argv");
    ASSERT_EQ(words.has_value(), expected != nullptr) << row.id;
    if (!words) return;
    ASSERT_EQ(words->size(), expected->size()) << row.id;
    for (std::size_t i = 0; i < words->size(); ++i) {
      EXPECT_EQ((*words)[i], expected->items()[i].text()) << row.id;
    }
  });
}

}  // namespace
