#include "wp_codebox/contracts/attestation.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(RunAttestation, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RunAttestation>("run-attestation");
}

TEST(RunAttestation, RefusesOtherValues) {
  contract_document::expect_violations<RunAttestation>(
      contract_document::example_part("run-attestation", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/package/name", R"("x")", code::constant_mismatch},
          {"/package/commit", R"("abc")", code::pattern_mismatch},
          {"/policy/command/sha256", R"("x")", code::pattern_mismatch},
          {"/policy/network/value", R"("x")", code::value_unknown},
          {"/policy/filesystem/value", R"("x")", code::value_unknown},
          {"/policy/secrets/value", R"("x")", code::value_unknown},
          {"/policy/approvals/value", R"("x")", code::value_unknown},
          {"/policy/workspace/sha256", R"("x")", code::pattern_mismatch},
          {"/secretEnvelope/schema", R"("x")", code::constant_mismatch},
          {"/secretEnvelope/redaction", R"("x")", code::constant_mismatch},
          {"/secretEnvelope/secrets/0/status", R"("x")", code::constant_mismatch},
          {"/secretEnvelope/secrets/0/source", R"("x")", code::constant_mismatch},
          {"/evidenceRefs/workspacePolicyResult/sha256", R"("x")", code::pattern_mismatch},
      });
}

TEST(RedactedSecretEnvelope, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RedactedSecretEnvelope>("redacted-secret-envelope");
}

TEST(RunAttestation, TellsACommitFromAnythingElse) {
  EXPECT_TRUE(is_commit(std::string(40, 'a')));
  EXPECT_TRUE(is_commit("0123456789abcdef0123456789abcdef01234567"));
  EXPECT_FALSE(is_commit(std::string(40, 'A')));
  EXPECT_FALSE(is_commit(std::string(40, 'g')));
  EXPECT_FALSE(is_commit(std::string(39, 'a')));
  EXPECT_FALSE(is_commit(std::string(41, 'a')));
}

}  // namespace
