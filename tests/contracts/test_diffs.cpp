#include "wp_codebox/contracts/diffs.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactMountDiffs, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<std::vector<ArtifactMountDiff>>("mount-diffs");
}

TEST(ArtifactMountDiffs, RefusesOtherValues) {
  contract_document::expect_violations<std::vector<ArtifactMountDiff>>(
      contract_document::example_part("mount-diffs", ""),
      {
          {"/0/status", R"("x")", code::value_unknown},
          {"/0/changed", "0", code::type_mismatch},
      });
}

}  // namespace
