#include "reference_backend/playground/php_library.hpp"

#include <gtest/gtest.h>

#include <string>

#include "playground_sandbox.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

TEST(PlaygroundPhpLibrary, HandsItsInputOverAsAPhpLiteral) {
  const PhpProgram program = library_program("x.php", {{"quote", "it's \\ here"}}, false);
  EXPECT_EQ(program.code, R"(<?php $input = json_decode('{"quote":"it\'s \\\\ here"}', true); )"
                          "require '/codebox/php/x.php';");
  EXPECT_FALSE(program.with_wordpress);
}

TEST(PlaygroundPhpLibrary, ThrowsARefusalAndPassesOnEverythingElse) {
  EXPECT_EQ(library_answer("plain"), "plain");
  EXPECT_EQ(library_answer(R"({"wpCodeboxRefusal":)"), R"({"wpCodeboxRefusal":)");
  const auto refuse = [] {
    static_cast<void>(
        library_answer(R"({"wpCodeboxRefusal":{"code":"runtime-dead","message":"because"}})"));
  };
  EXPECT_EQ(code_of(refuse), "runtime-dead");
  EXPECT_EQ(message_of(refuse), "because");
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
