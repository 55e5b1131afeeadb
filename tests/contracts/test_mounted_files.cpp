#include "wp_codebox/contracts/mounted_files.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactMountedFiles, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactMountedFiles>("mounted-files");
}

TEST(ArtifactMountedFiles, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactMountedFiles>(
      contract_document::example_part("mounted-files", ""),
      {
          {"/files/0/sha256", R"("x")", code::pattern_mismatch},
          {"/skipped/0/reason", R"("x")", code::value_unknown},
      });
}

}  // namespace
