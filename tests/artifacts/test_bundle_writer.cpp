#include "wp_codebox/artifacts/bundle_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "bundle_example.hpp"
#include "wp_codebox/artifacts/bundle_layout.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/contracts/metadata.hpp"
#include "wp_codebox/contracts/review.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace {

using namespace wp_codebox;
using test::empty_input;
using test::open_document;
using test::ScratchFolder;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

void expect_valid(const ArtifactBundle& bundle) {
  const ArtifactBundleVerification result =
      verify_artifact_bundle(bundle.directory, {.strict = true});
  EXPECT_TRUE(result.valid) << json::to_pretty_json(result);
}

std::set<std::string> files_of(const ArtifactBundle& bundle) {
  std::set<std::string> names;
  for (const auto& [path, bytes] : test::files_below(bundle.directory)) names.insert(path);
  return names;
}

/// Records with something in each list, and mounts with changes of several kinds.
BundleInput busy_input(const ScratchFolder& folder) {
  BundleInput input = empty_input(folder);
  folder.write("base/kept.txt", "same\n");
  folder.write("base/changed.txt", "one\ntwo\n");
  folder.write("base/gone.txt", "gone\n");
  folder.write("now/kept.txt", "same\n");
  folder.write("now/changed.txt", "one\n2\n");
  folder.write("now/new/page.html", "<img src=\"../kept.txt\"><a href=\"nowhere.html\">x</a>");
  folder.write("now/picture.png", std::string("\x89PNG\0\1", 6));
  input.records.mounts = {test::example_mount(folder, "now", "base", "/w/"),
                          test::example_mount(folder, "bare", "", "/bare")};
  ExecutionResult command{"command-mwrqgv5a-ax6p7u",
                          "wordpress.run-php",
                          {"code=echo 1;"},
                          0,
                          "1",
                          "",
                          test::example_time,
                          test::example_time,
                          {}};
  input.records.commands = {command};
  ObservationResult observation;
  observation.schema.emplace();
  observation.id = "observation-mwrqh0gk-kic1or";
  observation.type = "x-lint";
  observation.data = *json::Value::parse(R"({"diagnostics":[{"type":"t","severity":"notice"}]})");
  observation.observedAt = test::example_time;
  observation.digest = observation_digest(observation);
  input.records.observations = {observation};
  LifecycleEvent event;
  event.id = "event-mwrqgv59-hgwor2";
  event.type = KnownLifecycleEventType::created;
  event.timestamp = test::example_time;
  input.records.events = {event};
  input.records.files = {{"files/observations/observation-mwrqh0gk-kic1or-body.txt",
                          "observation-artifact", "text/plain", "body"}};
  return input;
}

// WPC-ART-002, WPC-ART-003
TEST(BundleWriter, WritesTheEmptyBundleOfTheContract) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(empty_input(folder));
  EXPECT_EQ(bundle.id,
            "artifact-bundle-sha256-"
            "e10d3d4a1ea610a9f7bb8dab0bea5847945160c612172eca06fa3cff35f8ab56");
  expect_valid(bundle);
  std::set<std::string> always;
  for (const BundleFileRow& row : bundle_files) {
    if (row.always) always.emplace(row.path);
  }
  EXPECT_EQ(files_of(bundle), always);
  EXPECT_EQ(always.size(), 23U);
}

TEST(BundleWriter, WritesABundleThatVerifies) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(busy_input(folder));
  expect_valid(bundle);
  EXPECT_THAT(files_of(bundle),
              testing::IsSupersetOf({"files/mounts/0/picture.png", "files/mounts/0/new/page.html",
                                     "files/diffs/mount-0.patch", "files/diffs/mount-1.patch",
                                     "files/observations/observation-mwrqh0gk-kic1or-body.txt"}));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("partial")));
  }
}

// WPC-ART-019, WPC-ART-020
TEST(BundleWriter, EntersEveryDocumentInItsOwnForm) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(busy_input(folder));
  const auto metadata =
      json::decode_as<ArtifactMetadata>(open_document(bundle, "metadata.json").root());
  ASSERT_TRUE(metadata.ok()) << metadata.message();
  EXPECT_EQ(metadata.value.redaction.status, ArtifactRedactionStatus::clean);
  EXPECT_EQ(metadata.value.previewSessionEvidence, *bundle.previewSessionEvidenceRef);
  const auto review =
      json::decode_as<ArtifactReview>(open_document(bundle, "files/review.json").root());
  ASSERT_TRUE(review.ok()) << review.message();
  EXPECT_EQ(review.value.stats.total, 3);
  EXPECT_EQ(review.value.evidence.patchSha256,
            sha256_hex(ScratchFolder::file_bytes(bundle.patchPath)));
  const json::Parsed diagnostics = open_document(bundle, "files/diagnostics.json");
  EXPECT_EQ(diagnostics.root().find("summary")->find("total")->number(), 2)
      << "the observation's, and a binary file that the patch leaves out";
  const json::Parsed index = open_document(bundle, "files/runtime-reference-index.json");
  EXPECT_EQ(index.root().find("present")->size(), 1U);
  EXPECT_EQ(index.root().find("missing")->size(), 1U);
}

TEST(BundleWriter, ListsFilesInTheOrderOfTheLayout) {
  const ScratchFolder folder;
  const ArtifactBundle bundle = write_bundle(busy_input(folder));
  const auto manifest =
      json::decode_as<ArtifactManifest>(open_document(bundle, "manifest.json").root());
  ASSERT_TRUE(manifest.ok()) << manifest.message();
  for (std::size_t i = 0; i < 23; ++i) {
    EXPECT_EQ(manifest.value.files[i].path, bundle_files[i].path);
  }
  EXPECT_EQ(manifest.value.files[23].kind, "observation-artifact");
  EXPECT_EQ(manifest.value.files[24].kind, "diff");
}

// WPC-ART-005
TEST(BundleWriter, GivesTheSameIdForTheSameChangesWhateverElseDiffers) {
  const ScratchFolder folder;
  BundleInput input = busy_input(folder);
  const ArtifactBundle first = write_bundle(input);
  input.createdAt = "2027-01-01T00:00:00.000Z";
  input.records.commands.clear();
  input.records.context.append("task") = *json::Value::parse(R"({"id":1})");
  EXPECT_EQ(write_bundle(input).id, first.id);
  folder.write("now/changed.txt", "other\n");
  EXPECT_NE(write_bundle(input).id, first.id);
}

TEST(BundleWriter, ReplacesAnEarlierBundleWhole) {
  const ScratchFolder folder;
  BundleInput input = busy_input(folder);
  const ArtifactBundle first = write_bundle(input);
  folder.write("runtime-mwrqgv55-2y0ije/files/left-over.txt", "x");
  input.records.files[0].host_file =
      first.directory + "/files/observations/observation-mwrqh0gk-kic1or-body.txt";
  input.records.files[0].bytes.clear();
  const ArtifactBundle second = write_bundle(input);
  EXPECT_EQ(second, first);
  expect_valid(second);
  EXPECT_THAT(files_of(second), Not(Contains("files/left-over.txt")));
}

TEST(BundleWriter, LeavesTheEarlierBundleWhenItFails) {
  const ScratchFolder folder;
  BundleInput input = busy_input(folder);
  const ArtifactBundle first = write_bundle(input);
  const auto before = test::files_below(first.directory);
  input.records.files[0].host_file = (folder / "absent").string();
  try {
    (void)write_bundle(input);
    FAIL() << "a file is gone";
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "runtime-artifacts-failed");
  }
  EXPECT_EQ(test::files_below(first.directory), before);
  std::size_t entries = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    entries += entry.path().filename().string().starts_with(".") ? 1U : 0U;
  }
  EXPECT_EQ(entries, 0U) << "the half-made folder is gone";
}

// WPC-EVT-007
TEST(BundleWriter, HasItsOwnCollectionEvent) {
  const ScratchFolder folder;
  BundleInput input = busy_input(folder);
  input.record_collected = [&input](const ArtifactsCollectedData& collected) {
    LifecycleEvent event;
    event.id = "event-mwrqh0xk-t93ux9";
    event.type = KnownLifecycleEventType::artifacts_collected;
    event.timestamp = input.createdAt;
    event.data.emplace();
    event.data->append("id") = json::Value::string(collected.id);
    event.data->append("directory") = json::Value::string(collected.directory);
    return std::vector<LifecycleEvent>{input.records.events[0], event};
  };
  const ArtifactBundle bundle = write_bundle(input);
  expect_valid(bundle);
  const std::string events = ScratchFolder::file_bytes(bundle.eventsPath);
  EXPECT_THAT(events, HasSubstr(bundle.id));
  EXPECT_EQ(std::count(events.begin(), events.end(), '\n'), 2);
  EXPECT_THAT(ScratchFolder::file_bytes(bundle.runtimeLogPath),
              HasSubstr("runtime.artifacts.collected"));
}

// WPC-PRE-001, WPC-PRE-003
TEST(BundleWriter, SaysWhatThePreviewWas) {
  const ScratchFolder folder;
  BundleInput input = empty_input(folder);
  input.records.server_url = "http://127.0.0.1:5000";
  input.records.preview.emplace();
  input.records.preview->publicUrl = "https://preview.example.org";
  input.spec.previewHoldSeconds = 90.9;
  const ArtifactBundle bundle = write_bundle(input);
  ASSERT_TRUE(bundle.preview.has_value());
  EXPECT_EQ(bundle.preview->url, "https://preview.example.org");
  EXPECT_EQ(bundle.preview->holdSeconds, 90);
  EXPECT_EQ(bundle.preview->expiresAt, "2026-01-02T03:06:36.007Z");
  for (const char* path : {"files/preview-evidence.json", "files/preview-session-evidence.json"}) {
    EXPECT_THAT(ScratchFolder::file_bytes(bundle.directory + "/" + path),
                Not(HasSubstr("127.0.0.1")));
  }
}

// WPC-RED-001, WPC-RED-002, WPC-RED-006, WPC-RED-007, WPC-RED-012
TEST(BundleWriter, KeepsSecretsOutOfEveryFileAndName) {
  const ScratchFolder folder;
  const std::string secret = "hunter22\"hunter";
  const json::Dictionary<std::string> secrets = {{"API_KEY", secret}, {"D", "manifest"}};
  const Redactor redactor(secrets);
  BundleInput input = busy_input(folder);
  input.redactor = redactor;
  folder.write("now/" + secret + ".txt", "API_KEY=" + secret + "\n");
  folder.write("now/blob.bin", std::string("\0", 1) + secret);
  input.records.context.append("note") = json::Value::string("see " + secret);
  input.records.context.append("API_KEY") = json::Value::string("x");
  input.records.runtime.environment.blueprint = json::Value::string(secret);
  input.records.mounts[0].metadata->append("token") = json::Value::string(secret);
  input.records.commands[0].stdout_text = secret;
  input.records.commands[0] = redact(redactor, input.records.commands[0]);
  const ArtifactBundle bundle = write_bundle(input);
  expect_valid(bundle);
  for (const auto& [path, bytes] : test::files_below(bundle.directory)) {
    EXPECT_THAT(path, Not(HasSubstr("hunter22"))) << path;
    EXPECT_THAT(bytes, Not(HasSubstr("hunter22"))) << path;
    EXPECT_THAT(bytes, Not(HasSubstr("API_KEY"))) << path;
  }
  const auto review =
      json::decode_as<ArtifactReview>(open_document(bundle, "files/review.json").root());
  EXPECT_THAT(review.value.riskFlags, Contains("secrets-redacted"));
  EXPECT_GT(review.value.redaction->total, 0);
  const json::Parsed mounted = open_document(bundle, "files/mounted-files.json");
  EXPECT_THAT(json::compact_json(*mounted.root().find("skipped")), HasSubstr("secret-detected"));
}

TEST(BundleWriter, StoresOddFileNamesSoThatTheBundleVerifies) {
  const ScratchFolder folder;
  BundleInput input = empty_input(folder);
  input.records.mounts = {test::example_mount(folder, "now", "base", "/w")};
  for (const std::string& name :
       {std::string("back\\slash"), std::string("l\nine"), std::string("\xFF\xFE"),
        std::string("c:colon"), std::string(250, 'n'), std::string("\u00e9")}) {
    folder.write("now/" + name, "x");
  }
  const json::Dictionary<std::string> secrets = {{"n", ""}};
  input.redactor = Redactor(secrets);
  const ArtifactBundle bundle = write_bundle(input);
  expect_valid(bundle);
  EXPECT_EQ(open_document(bundle, "files/mounted-files.json").root().find("files")->size(), 6U);
}

TEST(BundleWriter, WritesABundleEvenWhenMountsAreGone) {
  const ScratchFolder folder;
  BundleInput input = busy_input(folder);
  std::filesystem::remove_all(folder / "now");
  std::filesystem::remove_all(folder / "bare");
  const ArtifactBundle bundle = write_bundle(input);
  expect_valid(bundle);
  EXPECT_THAT(ScratchFolder::file_bytes(bundle.diagnosticsPath),
              HasSubstr("mount-diff-extraction-failed"));
  EXPECT_THAT(ScratchFolder::file_bytes(bundle.diagnosticsPath), HasSubstr("mount-capture-failed"));
}

}  // namespace
