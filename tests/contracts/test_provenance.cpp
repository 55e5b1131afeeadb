#include "wp_codebox/contracts/provenance.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactProvenance, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactProvenance>("artifact-provenance");
}

TEST(ArtifactProvenance, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactProvenance>(
      contract_document::example_part("artifact-provenance", ""),
      {
          {"/workspace", "[]", code::type_mismatch},
          {"/task", R"("t")", code::type_mismatch},
          {"/mounts/0/mode", R"("x")", code::value_unknown},
          {"/runtime/backendPackage", "[]", code::type_mismatch},
      });
}

TEST(ArtifactProvenance, KeepsTheWorkspaceAsItWasGiven) {
  const std::string text =
      R"({"workspace":{"root":"/w","mounts":[]},"runtime":{"backend":"x"},"mounts":[]})";
  const auto decoded = json::from_json<ArtifactProvenance>(text);
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(json::to_json(decoded.value), text);
}

}  // namespace
