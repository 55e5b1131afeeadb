#include "wp_codebox/digest/artifact_digests.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/value.hpp"

namespace wpc = wp_codebox;

namespace {

const std::string runtime_text =
    R"({"id":"runtime-1","backend":"x-demo","environment":{"kind":"wordpress"},)"
    R"("createdAt":"2026-01-02T03:04:05.006Z","status":"created"})";
const std::string bundle_id = "artifact-bundle-sha256-" + std::string(64, 'a');

TEST(ArtifactDigests, GiveTheContentDigestOfAnEmptyBundle) {
  wpc::ArtifactContentHash hash;
  hash.add("files/changed-files.json",
           "{\n  \"schema\": \"wp-codebox/changed-files/v1\",\n  \"files\": []\n}\n");
  hash.add("files/patch.diff", "");
  EXPECT_EQ(hash.finish_hex(), "e10d3d4a1ea610a9f7bb8dab0bea5847945160c612172eca06fa3cff35f8ab56");
}

TEST(ArtifactDigests, TakeContentInPieces) {
  wpc::ArtifactContentHash whole;
  whole.add("a", "xyz");
  wpc::ArtifactContentHash pieces;
  pieces.begin_input("a");
  pieces.update("x");
  pieces.update("yz");
  EXPECT_EQ(whole.finish_hex(), pieces.finish_hex());
}

std::string manifest_text(const std::string& digest) {
  return R"({"id":")" + bundle_id +
         R"(","contentDigest":{"algorithm":"sha256","inputs":["files/changed-files.json",)"
         R"("files/patch.diff"],"value":")" +
         std::string(64, 'a') + R"("},"createdAt":"2026-01-02T03:04:05.006Z","runtime":)" +
         runtime_text +
         R"(,"files":[{"path":"manifest.json","kind":"manifest","contentType":"application/json",)"
         R"("sha256":{"algorithm":"sha256","value":")" +
         digest + R"("}}]})";
}

TEST(ArtifactDigests, GiveTheSelfHashOfAManifestWhateverItsOwnEntrySays) {
  const std::string wanted = "826f778ccab7519c738a9f9f81534cb68171a6c48d717c1ec61ee16ef0f785fd";
  for (const char digit : {'0', 'f'}) {
    const wpc::json::Parsed manifest(manifest_text(std::string(64, digit)));
    EXPECT_EQ(wpc::manifest_self_digest_hex(manifest.root()), wanted);
    EXPECT_EQ(wpc::manifest_self_digest_hex(manifest.root(), "other.json") == wanted, digit == '0');
    const auto typed = wpc::json::decode_as<wpc::ArtifactManifest>(manifest.root());
    ASSERT_TRUE(typed.ok()) << typed.message();
    EXPECT_EQ(wpc::manifest_self_digest_hex(typed.value), wanted);
  }
}

TEST(ArtifactDigests, LeaveIdTimeAndDigestOfAReferenceManifestOut) {
  const auto document = [](const std::string& id) {
    return wpc::json::Parsed(
        R"({"id":")" + id +
        R"(","schema":"wp-codebox/runtime-reference-manifest/v1","version":1,"runtime":)" +
        runtime_text + R"(,"artifactBundle":{"kind":"artifact-bundle","id":")" + bundle_id +
        R"(","digest":{"algorithm":"sha256","value":")" + std::string(64, 'a') +
        R"("}},"files":[],"snapshots":[]})");
  };
  const std::string wanted = "39ed37dac7c8f85f83c0af500f3c9efbded9a7395f44e531a608b1d447e53a1b";
  EXPECT_EQ(wpc::reference_manifest_digest_hex(document("x").root()), wanted);
  EXPECT_EQ(wpc::reference_manifest_digest_hex(document("y").root()), wanted);
}

TEST(ArtifactDigests, TellReplayIndexesApartByTheirContentOnly) {
  const wpc::json::Parsed first(R"({"id":"a","createdAt":"t","schema":"s","actions":[]})");
  const wpc::json::Parsed same(R"({"actions":[],"schema":"s","id":"b","digest":1})");
  const wpc::json::Parsed other(R"({"actions":[1],"schema":"s"})");
  EXPECT_EQ(wpc::replay_index_digest_hex(first.root()), wpc::replay_index_digest_hex(same.root()));
  EXPECT_NE(wpc::replay_index_digest_hex(first.root()), wpc::replay_index_digest_hex(other.root()));
}

TEST(ArtifactDigests, GiveTheDigestOfACommandPolicy) {
  const std::vector<std::string> commands = {"inspect-mounted-inputs", "wordpress.run-php"};
  EXPECT_EQ(wpc::command_policy_digest_hex(commands),
            "7de956b1ac30a4f02eba3633dd536535fea2e8f9661d239ee6620b0adbec65cc");
}

TEST(ArtifactDigests, GiveTheDigestOfAWorkspacePolicy) {
  const std::string wanted = "2272434bb11c4d7d877a782e9b19c8aa9019ad07a351094d7a93e03f898d1933";
  EXPECT_EQ(wpc::workspace_policy_digest_hex({"/w", {"."}, {}, false}, "/"), wanted);
  EXPECT_EQ(wpc::workspace_policy_digest_hex({"x/../w/", {""}, {}, false}, "/"), wanted);
  EXPECT_EQ(wpc::workspace_policy_digest_hex({"/w", {"b", "a\\.\\c"}, {"z", "./y"}, true}, "/"),
            wpc::workspace_policy_digest_hex({"/w", {"a/c", "b"}, {"y", "z"}, true}, "/"));
}

TEST(ArtifactDigests, NormalizeWorkspacePaths) {
  EXPECT_EQ(wpc::normalize_workspace_path(""), ".");
  EXPECT_EQ(wpc::normalize_workspace_path("./"), "");
  EXPECT_EQ(wpc::normalize_workspace_path("./a//b/../c/"), "a/c/");
  EXPECT_EQ(wpc::normalize_workspace_path("a/../.."), "..");
  EXPECT_EQ(wpc::normalize_workspace_path("/../a"), "/a");
}

}  // namespace
