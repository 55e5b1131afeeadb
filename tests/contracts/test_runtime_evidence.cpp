#include "wp_codebox/contracts/runtime_evidence.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;

TEST(RuntimeEvidence, HoldsFilesByManifestKind) {
  const std::string text =
      R"({"run-attestation":{"path":"a.json","sha256":")" + std::string(64, 'e') + R"("}})";
  const auto decoded = json::from_json<RuntimeEvidence>(text);
  ASSERT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(decoded.value.find("run-attestation")->path, "a.json");
  EXPECT_EQ(json::to_json(decoded.value), text);
  contract_document::expect_violations<RuntimeEvidence>(
      text, {{"/run-attestation/sha256", R"("x")", json::issue_code::pattern_mismatch},
             {"/run-attestation/path", "1", json::issue_code::type_mismatch},
             {"/other", "1", json::issue_code::type_mismatch}});
}

}  // namespace
