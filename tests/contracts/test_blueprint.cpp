#include "wp_codebox/contracts/blueprint.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(BlueprintAfter, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<BlueprintAfter>("blueprint-after");
}

TEST(BlueprintAfter, RefusesOtherValues) {
  contract_document::expect_violations<BlueprintAfter>(
      contract_document::example_part("blueprint-after", ""),
      {
          {"/$schema", R"("x")", code::constant_mismatch},
          {"/steps", "{}", code::type_mismatch},
      });
}

TEST(BlueprintAfterNotes, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<BlueprintAfterNotes>("blueprint-after-notes");
}

TEST(BlueprintAfterNotes, RefusesOtherPaths) {
  contract_document::expect_violations<BlueprintAfterNotes>(
      contract_document::example_part("blueprint-after-notes", ""),
      {{"/blueprintPath", R"("x")", code::constant_mismatch},
       {"/capturedFilesPath", R"("x")", code::constant_mismatch},
       {"/mounts/0/mode", R"("x")", code::value_unknown}});
}

TEST(BlueprintWriteFileStep, IsAStepThatWritesAText) {
  BlueprintWriteFileStep step;
  step.path = "/w/a.txt";
  step.data.name = "a.txt";
  step.data.contents = "hi\n";
  EXPECT_EQ(json::to_json(step),
            R"({"step":"writeFile","path":"/w/a.txt","data":{"resource":"literal",)"
            R"("name":"a.txt","contents":"hi\n"}})");
}

}  // namespace
