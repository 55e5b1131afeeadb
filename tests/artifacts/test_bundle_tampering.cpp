#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>

#include "bundle_example.hpp"
#include "wp_codebox/contracts/verification.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/apply_preflight.hpp"
#include "wp_codebox/validation/bundle.hpp"

/// What the verifier says about a bundle that someone changed after it was written.
namespace {

namespace fs = std::filesystem;
using namespace wp_codebox;
using Json = nlohmann::ordered_json;
using test::ScratchFolder;

/// A bundle with one changed file. `seal` makes its manifest true again after a change, so that
/// only what the change itself breaks is found.
class WrittenBundle {
 public:
  WrittenBundle() {
    folder_.write("base/a.txt", "one\n");
    folder_.write("now/a.txt", "two\n");
    BundleInput input = test::empty_input(folder_);
    input.records.mounts = {test::example_mount(folder_, "now", "base", "/w")};
    bundle_ = write_bundle(input);
    manifest = read("manifest.json");
  }

  [[nodiscard]] fs::path path(const std::string& name) const {
    return fs::path(bundle_.directory) / name;
  }
  [[nodiscard]] Json read(const std::string& name) const {
    return Json::parse(ScratchFolder::file_bytes(path(name)));
  }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }

  /// The manifest's entry of a file.
  Json& entry(const std::string& name) {
    for (Json& file : manifest["files"]) {
      if (file["path"] == name) return file;
    }
    throw std::out_of_range(name);
  }

  void store_manifest() const { write("manifest.json", manifest.dump(2) + "\n"); }

  /// Takes the hash of one file again.
  void rehash(const std::string& name) {
    entry(name)["sha256"]["value"] = sha256_hex(ScratchFolder::file_bytes(path(name)));
  }

  /// Stores the manifest with its own hash.
  void seal() {
    const json::Parsed parsed(manifest.dump());
    entry("manifest.json")["sha256"]["value"] = manifest_self_digest_hex(parsed.root());
    store_manifest();
  }

  [[nodiscard]] std::set<std::string> codes(bool strict = false) const {
    std::set<std::string> codes;
    for (const auto& violation :
         verify_artifact_bundle(bundle_.directory, {.strict = strict}).violations) {
      codes.insert(violation.code.text());
    }
    return codes;
  }

  [[nodiscard]] const ArtifactBundle& bundle() const { return bundle_; }

  Json manifest;

 private:
  ScratchFolder folder_;
  ArtifactBundle bundle_;
};

struct Tampering {
  const char* code;
  std::function<void(WrittenBundle& bundle)> apply;
};

const std::string review_file = "files/review.json";
const std::string reference_file = "files/runtime-reference-manifest.json";

const Tampering tamperings[] = {
    {"missing-manifest", [](WrittenBundle& b) { fs::remove(b.path("manifest.json")); }},
    {"malformed-manifest", [](WrittenBundle& b) { b.write("manifest.json", "{"); }},
    {"invalid-manifest-shape", [](WrittenBundle& b) { b.write("manifest.json", "{}"); }},
    {"invalid-path",
     [](WrittenBundle& b) {
       b.entry("commands.jsonl")["path"] = "../commands.jsonl";
       fs::remove(b.path("commands.jsonl"));
       b.seal();
     }},
    {"missing-file", [](WrittenBundle& b) { fs::remove(b.path("commands.jsonl")); }},
    {"orphaned-file", [](WrittenBundle& b) { b.write("files/more.txt", "x"); }},
    {"digest-mismatch",
     [](WrittenBundle& b) {
       b.write("files/patch.diff", "x");
       b.rehash("files/patch.diff");
       b.seal();
     }},
    {"missing-file-hash",
     [](WrittenBundle& b) {
       b.entry("commands.jsonl").erase("sha256");
       b.seal();
     }},
    {"file-hash-mismatch", [](WrittenBundle& b) { b.write("commands.jsonl", "{}\n"); }},
    {"bundle-id-mismatch",
     [](WrittenBundle& b) {
       b.manifest["id"] = "artifact-bundle-sha256-" + std::string(64, 'a');
       b.seal();
     }},
    {"malformed-reference",
     [](WrittenBundle& b) {
       b.write(reference_file, "{}");
       b.rehash(reference_file);
       b.seal();
     }},
    {"review-evidence-mismatch",
     [](WrittenBundle& b) {
       Json review = b.read(review_file);
       review["evidence"]["patchSha256"] = std::string(64, 'b');
       b.write(review_file, review.dump());
       b.rehash(review_file);
       b.seal();
     }},
    {"unsafe-file",
     [](WrittenBundle& b) {
       fs::rename(b.path("logs"), b.path("../logs"));
       fs::create_directory_symlink(b.path("../logs"), b.path("logs"));
     }},
    {"hardlink", [](WrittenBundle& b) {
       fs::create_hard_link(b.path("commands.jsonl"), b.path("../second-name"));
     }}};

// WPC-VER-001
TEST(TamperedBundle, IsReportedUnderEachCodeOfTheContract) {
  const WrittenBundle sound;
  ASSERT_EQ(sound.codes(true), std::set<std::string>{});
  for (const Tampering& tampering : tamperings) {
    WrittenBundle bundle;
    tampering.apply(bundle);
    EXPECT_TRUE(bundle.codes().count(tampering.code) == 1)
        << tampering.code << ", got " << Json(bundle.codes()).dump();
  }
  EXPECT_EQ(std::size(tamperings), json::enum_texts<KnownBundleViolationCode>.size())
      << "one row for each code";
}

// WPC-VER-002
TEST(TamperedBundle, WithoutAManifestHasNoOtherFindingAndElseHasThemAll) {
  for (std::size_t i = 0; i < 3; ++i) {
    WrittenBundle bundle;
    bundle.write("files/more.txt", "x");
    fs::remove(bundle.path("commands.jsonl"));
    tamperings[i].apply(bundle);
    EXPECT_EQ(bundle.codes(), std::set<std::string>{tamperings[i].code});
  }
  WrittenBundle bundle;
  bundle.write("files/more.txt", "x");
  fs::remove(bundle.path("commands.jsonl"));
  bundle.write("logs/runtime.log", "other\n");
  EXPECT_EQ(bundle.codes(),
            (std::set<std::string>{"missing-file", "orphaned-file", "file-hash-mismatch"}));
}

// WPC-VER-003
TEST(TamperedBundle, NeedsItsDigestInAnIdOfTheContractOnlyAndItsInputsInTheManifest) {
  WrittenBundle other_id;
  other_id.manifest["id"] = "my-bundle";
  other_id.seal();
  EXPECT_EQ(other_id.codes().count("bundle-id-mismatch"), 0U);
  WrittenBundle unlisted;
  unlisted.write("elsewhere.txt", "x");
  unlisted.manifest["contentDigest"]["inputs"].push_back("elsewhere.txt");
  unlisted.seal();
  EXPECT_EQ(unlisted.codes().count("malformed-reference"), 1U) << Json(unlisted.codes()).dump();
}

// WPC-VER-004
TEST(TamperedBundle, IsRefusedStrictlyWhereTheReferenceSystemLooksAway) {
  const std::function<void(WrittenBundle&)> changes[] = {
      [](WrittenBundle& b) {
        b.manifest["contentDigest"]["inputs"] = Json::array();
        b.manifest["contentDigest"]["value"] = sha256_hex("wp-codebox/artifact-content/v1\n");
        b.manifest["id"] = "my-bundle";
      },
      [](WrittenBundle& b) { b.manifest["id"] = "my-bundle"; },
      [](WrittenBundle& b) { b.manifest["runtime"] = Json::object(); },
      [](WrittenBundle& b) { b.manifest["createdAt"] = "yesterday"; },
      [](WrittenBundle& b) {
        b.write("COMMANDS.jsonl", "");
        Json twin = b.entry("commands.jsonl");
        twin["path"] = "COMMANDS.jsonl";
        twin["sha256"]["value"] = sha256_hex("");
        b.manifest["files"].push_back(twin);
      }};
  for (const auto& change : changes) {
    WrittenBundle bundle;
    change(bundle);
    bundle.seal();
    std::set<std::string> plain = bundle.codes();
    std::set<std::string> strict = bundle.codes(true);
    EXPECT_NE(strict, plain) << Json(bundle.manifest["id"]).dump();
  }
}

// WPC-VER-005
TEST(TamperedBundle, IsNeverReadOutsideWhateverItRefersTo) {
  // The file outside is the one that the review's evidence describes: reading it would satisfy it.
  WrittenBundle bundle;
  const std::string patch = ScratchFolder::file_bytes(bundle.path("files/patch.diff"));
  bundle.write("../outside.diff", patch);
  Json review = bundle.read(review_file);
  review["evidence"]["patch"] = "../outside.diff";
  bundle.write(review_file, review.dump());
  bundle.rehash(review_file);
  bundle.seal();
  EXPECT_EQ(bundle.codes(), (std::set<std::string>{"invalid-path", "review-evidence-mismatch"}));
}

// WPC-ART-028
TEST(TamperedBundle, MayListItsFilesInAnyOrderButTheDigestCoversTheOrder) {
  WrittenBundle bundle;
  std::reverse(bundle.manifest["files"].begin(), bundle.manifest["files"].end());
  bundle.store_manifest();
  EXPECT_EQ(bundle.codes(), std::set<std::string>{"file-hash-mismatch"});
  bundle.seal();
  EXPECT_EQ(bundle.codes(), std::set<std::string>{});
}

// WPC-VER-006
TEST(ApplyPreflight, OfAWrittenBundleIsReadyOnceEveryChangedFileIsApproved) {
  WrittenBundle bundle;
  const std::string& directory = bundle.bundle().directory;
  EXPECT_FALSE(preflight_apply(directory).ready);
  EXPECT_FALSE(preflight_apply(directory, {.verify = {}, .approved_files = {"/w/b.txt"}}).ready);
  const auto ready = preflight_apply(directory, {.verify = {}, .approved_files = {"/w/a.txt"}});
  ASSERT_TRUE(ready.ready) << json::to_pretty_json(ready);
  ASSERT_TRUE(ready.payload.has_value());
  const Json payload = Json::parse(json::to_json(*ready.payload));
  const std::string patch = ScratchFolder::file_bytes(bundle.path("files/patch.diff"));
  EXPECT_EQ(payload["patch"]["body"], patch);
  EXPECT_EQ(payload["patch"]["sha256"]["value"], sha256_hex(patch));
  EXPECT_EQ(payload["changedFiles"]["files"].size(), 1U) << payload.dump(2);
  EXPECT_TRUE(payload.contains("review"));
  bundle.write("files/more.txt", "x");
  EXPECT_FALSE(preflight_apply(directory, {.verify = {}, .approved_files = {"/w/a.txt"}}).ready);
}

}  // namespace
