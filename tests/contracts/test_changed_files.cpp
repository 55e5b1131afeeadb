#include "wp_codebox/contracts/changed_files.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactChangedFiles, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactChangedFiles>("changed-files");
}

TEST(ArtifactChangedFiles, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactChangedFiles>(
      contract_document::example_part("changed-files", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/files/0/status", R"("renamed")", code::value_unknown},
          {"/files/0/beforeSha256", R"("x")", code::pattern_mismatch},
          {"/files/1/afterSha256", R"("x")", code::pattern_mismatch},
      });
}

}  // namespace
