#include "wp_codebox/validation/bundle.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "bundle_copy.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

namespace fs = std::filesystem;
using namespace wp_codebox;
using Lines = std::vector<std::string>;

std::string quoted(const std::string& text) { return json::Value::string(text).text(); }

std::string answer(const ArtifactBundleVerification& result) {
  std::string text =
      std::string(R"({"valid":)") + (result.valid ? "true" : "false") + R"(,"violations":[)";
  for (std::size_t i = 0; i < result.violations.size(); ++i) {
    const ArtifactBundleViolation& violation = result.violations[i];
    text += std::string(i == 0 ? "" : ",") + R"({"code":)" + quoted(violation.code.text()) +
            R"(,"path":)" + quoted(violation.path);
    if (violation.file) text += R"(,"file":)" + quoted(*violation.file);
    text += "}";
  }
  return text + "]}";
}

BundleVerifyOptions options_of(const json::Node* node) {
  BundleVerifyOptions options;
  if (node == nullptr) return options;
  if (const json::Node* name = node->find("manifestFileName")) {
    options.manifest_file_name = name->text();
  }
  if (const json::Node* allow = node->find("allowOrphanedFiles")) {
    options.allow_orphaned_files = allow->boolean();
  }
  return options;
}

TEST(Bundle, FindsTheViolationsOfTheVectorsInTheirOrder) {
  const auto file = test::shared_vectors("bundle-verify");
  if (!file) GTEST_SKIP() << "the reference system's bundles are not here";
  std::ifstream rows(*file);
  std::size_t count = 0;
  json::Document row;
  for (std::string line; std::getline(rows, line); ++count) {
    ASSERT_FALSE(row.read(line).has_value());
    SCOPED_TRACE(row.root().find("id")->text());
    const json::Node& input = *row.root().find("input");
    const test::BundleCopy bundle(input.find("bundle")->text(), input.find("ops"));
    const auto result = verify_artifact_bundle(bundle.path(), options_of(input.find("options")));
    EXPECT_EQ(answer(result), json::compact_json(*row.root().find("expect")));
  }
  EXPECT_GT(count, 0U);
}

/// The smallest bundle that verifies: a manifest, a list of changes, a patch.
class SmallBundle {
 public:
  SmallBundle() {
    folder_.write("files/changed-files.json", changed);
    folder_.write("files/patch.diff", "");
    write_manifest();
  }

  /// Writes a manifest that lists what is on disk, then `extra` entries.
  void write_manifest(const std::string& id_prefix = "artifact-bundle-sha256-",
                      const std::string& created = "2026-01-02T03:04:05.006Z",
                      const std::string& extra = "") {
    ArtifactContentHash content;
    content.add("files/changed-files.json", folder_.read("files/changed-files.json"));
    content.add("files/patch.diff", folder_.read("files/patch.diff"));
    const std::string digest = content.finish_hex();
    const std::string zeros(64, '0');
    std::string text = R"({"id":")" + id_prefix + digest +
                       R"(","contentDigest":{"algorithm":"sha256","inputs":[)"
                       R"("files/changed-files.json","files/patch.diff"],"value":")" +
                       digest + R"("},"createdAt":")" + created +
                       R"(","runtime":{"id":"runtime-1"},"files":[)" +
                       entry("manifest.json", zeros) + "," + listed("files/changed-files.json") +
                       "," + listed("files/patch.diff") + extra + "]}";
    json::Document manifest;
    ASSERT_FALSE(manifest.read(text).has_value());
    text.replace(text.find(zeros), zeros.size(), manifest_self_digest_hex(manifest.root()));
    folder_.write("manifest.json", text);
  }

  static std::string entry(const std::string& path, const std::string& sha256) {
    return R"({"path":")" + path + R"(","kind":"x","contentType":"text/plain",)" +
           R"("sha256":{"algorithm":"sha256","value":")" + sha256 + R"("}})";
  }
  std::string listed(const std::string& path) {
    return entry(path, sha256_hex(folder_.read(path)));
  }

  [[nodiscard]] Lines violations(const BundleVerifyOptions& options = {}) const {
    Lines lines;
    for (const auto& violation : verify_artifact_bundle(folder_.path(), options).violations) {
      lines.push_back(violation.code.text() + " " + violation.path);
    }
    return lines;
  }

  static constexpr const char* changed = "{\n  \"schema\": \"x\",\n  \"files\": []\n}\n";
  test::ScratchFolder folder_;
};

TEST(Bundle, ASmallBundleIsValidAlsoStrictly) {
  const SmallBundle bundle;
  EXPECT_EQ(bundle.violations(), Lines{});
  EXPECT_EQ(bundle.violations({.strict = true}), Lines{});
  EXPECT_TRUE(verify_artifact_bundle(bundle.folder_.path()).manifest.has_value());
}

TEST(Bundle, StrictlyRefusesWhatTheReferenceLetsPass) {
  SmallBundle bundle;
  bundle.folder_.write("FILES/patch.diff", "");
  bundle.write_manifest("my-", "yesterday", "," + bundle.listed("FILES/patch.diff"));
  EXPECT_EQ(bundle.violations(), Lines{});
  EXPECT_EQ(bundle.violations({.strict = true}),
            (Lines{"bundle-id-mismatch manifest.id", "invalid-manifest-shape manifest.createdAt",
                   "invalid-path manifest.files[3].path"}));
}

TEST(Bundle, ReportsHardLinksWithTheirNumber) {
  const SmallBundle bundle;
  fs::create_hard_link(bundle.folder_ / "files/patch.diff", bundle.folder_ / "second");
  const auto result = verify_artifact_bundle(bundle.folder_.path(), {.allow_orphaned_files = true});
  ASSERT_EQ(result.violations.size(), 1U);
  EXPECT_EQ(result.violations[0].code.text(), "hardlink");
  EXPECT_EQ(result.violations[0].details->find("links")->text(), "2");
}

TEST(Bundle, NeverReadsThroughALinkThatLeadsOutside) {
  SmallBundle bundle;
  const test::ScratchFolder outside;
  outside.write("secret.txt", "secret");
  fs::create_directory_symlink(outside.path(), bundle.folder_ / "link");
  bundle.write_manifest("artifact-bundle-sha256-", "2026-01-02T03:04:05.006Z",
                        "," + SmallBundle::entry("link/secret.txt", sha256_hex("secret")));
  EXPECT_EQ(
      bundle.violations({.allow_orphaned_files = true}),
      (Lines{"unsafe-file manifest.files[3].path", "file-hash-mismatch manifest.files[3].sha256"}));
}

TEST(Bundle, ReportsAMissingFolderAsAMissingManifest) {
  const test::ScratchFolder folder;
  const auto result = verify_artifact_bundle(folder / "none");
  ASSERT_EQ(result.violations.size(), 1U);
  EXPECT_EQ(result.violations[0].code.text(), "missing-manifest");
  EXPECT_FALSE(result.manifest.has_value());
}

TEST(Bundle, ReportsAManifestThatIsALinkOrAFolder) {
  const test::ScratchFolder folder;
  fs::create_directory(folder / "manifest.json");
  EXPECT_EQ(verify_artifact_bundle(folder.path()).violations.at(0).code.text(),
            "malformed-manifest");
}

}  // namespace
