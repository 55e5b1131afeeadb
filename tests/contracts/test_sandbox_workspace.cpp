#include "wp_codebox/contracts/sandbox_workspace.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(SandboxWorkspaceContract, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<SandboxWorkspaceContract>("sandbox-workspace");
}

TEST(SandboxWorkspaceContract, KnowsItsRootAndTakesOthers) {
  const auto examples = contract_document::examples_of("sandbox-workspace");
  const auto usual = json::from_json<SandboxWorkspaceContract>(examples[0].dump());
  EXPECT_EQ(usual.value.root, KnownSandboxWorkspaceRoot::workspace);
  EXPECT_EQ(usual.value.root.text(), sandbox_workspace_root);
  const auto other = json::from_json<SandboxWorkspaceContract>(examples[1].dump());
  EXPECT_EQ(other.value.root.known(), std::nullopt);
}

TEST(SandboxWorkspaceContract, RefusesOtherModes) {
  contract_document::expect_violations<SandboxWorkspaceContract>(
      contract_document::example_part("sandbox-workspace", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/defaultMode", R"("x")", code::value_unknown},
          {"/mounts/0/sourceMode", R"("x")", code::value_unknown},
          {"/mounts/0/mode", R"("x")", code::value_unknown},
      });
}

}  // namespace
