#include "wp_codebox/runtime/state_snapshot.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "../scratch_folder.hpp"
#include "sample_state.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace wp_codebox {
namespace {

const RuntimeBackendKind kind(std::string("x-fake"));

StateOrigin origin() {
  StateOrigin origin{"snapshot-1", "2026-01-02T03:04:05.006Z", {}, {}};
  origin.runtime.id = "runtime-1";
  origin.runtime.backend = kind;
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = "/host";
  mount.target = "/in";
  origin.mounts = {mount};
  return origin;
}

/// A snapshot whose payload is changed before it is sealed, and after.
Snapshot snapshot_of(const std::function<void(WordPressRuntimeSnapshot&)>& change = {}) {
  WordPressRuntimeSnapshot document = state_document(test::sample_state(), origin());
  if (change) change(document);
  Snapshot snapshot;
  snapshot.id = "snapshot-1";
  snapshot.semantics = KnownSnapshotSemantics::runtime_state_artifact;
  snapshot.metadata["payload"] = json::to_value(document);
  return snapshot;
}

/// Why a snapshot is refused, or an empty text.
std::string refusal(const Snapshot& snapshot) {
  try {
    (void)read_state(snapshot, kind);
  } catch (const RuntimeError& error) {
    EXPECT_EQ(error.code(), "runtime-restore-invalid");
    return error.message();
  }
  return "";
}

// WPC-SNAP-003
TEST(StateSnapshot, TheDocumentIsSortedAndHashed) {
  const WordPressRuntimeSnapshot document = state_document(test::sample_state(), origin());
  EXPECT_EQ(document.id, "snapshot-1");
  EXPECT_EQ(document.compatibility.backend, kind);
  EXPECT_EQ(document.compatibility.wordpressVersion, "6.5");
  EXPECT_EQ(document.metadata.runtime.id, "runtime-1");
  EXPECT_EQ(json::to_json(document.metadata.mountedInputs),
            R"([{"source":"/host","target":"/in","mode":"readonly","type":"directory"}])");
  EXPECT_EQ(document.database.tables[0].name, "wp_links");
  ASSERT_EQ(document.files.size(), 2U);
  EXPECT_EQ(document.files[0].path, "index.php");
  EXPECT_EQ(document.files[0].base64, "AP8=");
  EXPECT_EQ(document.files[0].bytes, 2);
  EXPECT_EQ(document.files[0].sha256, sha256_hex(std::string("\0\xFF", 2)));
  const json::Parsed database(json::to_json(document.database));
  EXPECT_EQ(document.hashes.database.value, sha256_hex(json::stable_json(database.root())));
  std::string files = "[";
  for (const WordPressSnapshotFile& file : document.files) {
    files += R"({"path":")" + file.path + R"(","sha256":")" + file.sha256 + R"(","bytes":)" +
             std::to_string(static_cast<int>(file.bytes)) + "},";
  }
  files.back() = ']';
  EXPECT_EQ(document.hashes.files.value, sha256_hex(json::stable_json(json::Parsed(files).root())));
}

TEST(StateSnapshot, TheHashesOfNothingAreTheContracts) {
  const WordPressRuntimeSnapshot document = state_document({}, origin());
  EXPECT_EQ(document.hashes.database.value,
            "cb2b03b89678ec1fb9db96f116e8e8ad81a81f6b9bbc2594bcb7d941e5234ecc");
  EXPECT_EQ(document.hashes.files.value,
            "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945");
}

TEST(StateSnapshot, AStateComesBackAsItWas) {
  const EngineState state = read_state(snapshot_of(), kind);
  EXPECT_EQ(state.wordpress_version, "6.5");
  EXPECT_EQ(state.active_plugins, std::vector<std::string>{"golden/golden.php"});
  EXPECT_EQ(state.wp_content_path, "/wordpress/wp-content");
  ASSERT_EQ(state.files.size(), 2U);
  EXPECT_EQ(state.files[0].bytes, std::string("\0\xFF", 2));
  ASSERT_EQ(state.database.tables.size(), 2U);
  EXPECT_EQ(state.database.tables[1], test::sample_state().database.tables[0]);
}

// WPC-RESTORE-003
TEST(StateSnapshot, OtherSemanticsAreRefusedByName) {
  Snapshot snapshot = snapshot_of();
  snapshot.semantics = KnownSnapshotSemantics::partial_replay;
  EXPECT_NE(refusal(snapshot).find("partial-replay"), std::string::npos);
  snapshot.semantics.reset();
  EXPECT_NE(refusal(snapshot).find("metadata-only"), std::string::npos);
}

// WPC-RESTORE-004
TEST(StateSnapshot, APayloadOfAnotherBackendIsNone) {
  EXPECT_NE(refusal(snapshot_of([](WordPressRuntimeSnapshot& document) {
              document.compatibility.backend = RuntimeBackendKind(std::string("x-other"));
            })),
            "");
  Snapshot without = snapshot_of();
  without.metadata = {};
  EXPECT_NE(refusal(without), "");
  Snapshot wrong = snapshot_of();
  wrong.metadata["payload"] = json::Value::object();
  EXPECT_NE(refusal(wrong), "");
}

TEST(StateSnapshot, WhatWasTamperedWithIsRefusedWhole) {
  EXPECT_EQ(refusal(snapshot_of()), "");
  const std::function<void(WordPressRuntimeSnapshot&)> changes[] = {
      [](auto& document) { document.database.tables[0].createSql = "DROP"; },
      [](auto& document) { document.database.tables.pop_back(); },
      [](auto& document) { document.files.pop_back(); },
      [](auto& document) { document.files[0].path = "other.php"; },
      [](auto& document) { document.files[0].base64 = "AP4="; },
      [](auto& document) { document.files[0].base64 = "no base64"; },
      [](auto& document) { document.hashes.files.value = std::string(64, '0'); }};
  for (const auto& change : changes) EXPECT_NE(refusal(snapshot_of(change)), "");
}

// WPC-RESTORE-010
TEST(StateSnapshot, PathsStayBelowWpContentEvenWithTrueHashes) {
  for (const std::string path : {"../x", "a/../../x", "/etc/x", "a//b", "./a", "a/.", ""}) {
    EngineState state = test::sample_state();
    state.files[0].path = path;
    Snapshot snapshot = snapshot_of();
    snapshot.metadata["payload"] = json::to_value(state_document(state, origin()));
    EXPECT_NE(refusal(snapshot), "") << path;
  }
}

class StateArtifact : public testing::Test {
 protected:
  StateArtifact() {
    const std::string text = snapshot.metadata.find("payload")->text();
    folder.write("state.json", text);
    set_artifact(sha256_hex(text));
  }

  void set_artifact(const std::string& digest) {
    snapshot.metadata = {};
    snapshot.metadata["artifact"] = json::Value::from_compact(
        R"({"absolutePath":")" + (folder / "state.json").string() +
        R"(","digest":{"algorithm":"sha256","value":")" + digest + R"("}})");
  }

  test::ScratchFolder folder;
  Snapshot snapshot = snapshot_of();
};

// WPC-RESTORE-005
TEST_F(StateArtifact, IsReadWhenThereIsNoPayload) {
  EXPECT_EQ(read_state(snapshot, kind).files.size(), 2U);
}

// WPC-RESTORE-006
TEST_F(StateArtifact, HasToBeTheFileThatWasWritten) {
  std::string text = folder.read("state.json");
  text.insert(text.size() - 1, " ");
  folder.write("state.json", text);
  EXPECT_NE(refusal(snapshot), "");
  std::filesystem::remove(folder / "state.json");
  EXPECT_NE(refusal(snapshot), "");
}

TEST_F(StateArtifact, WithoutADigestItIsNotTrusted) {
  set_artifact("");
  EXPECT_NE(refusal(snapshot), "");
}

TEST(StateSnapshot, RedactionTakesSecretsOutOfEverything) {
  const Redactor redactor({{"TOKEN", "hunter2-hunter2"}});
  EngineState clean = test::sample_state();
  EXPECT_FALSE(redact_state(redactor, clean));
  EngineState state = test::sample_state();
  state.database.tables[0].rows[0]["value"] = std::string("a:1:{hunter2-hunter2}");
  state.files.push_back({"hunter2-hunter2.txt", "it is hunter2-hunter2"});
  state.files.push_back({"image.png", std::string("\0hunter2-hunter2", 16)});
  EXPECT_TRUE(redact_state(redactor, state));
  ASSERT_EQ(state.files.size(), 3U);
  WordPressRuntimeSnapshot document = state_document(state, origin());
  mark_redacted(document);
  EXPECT_EQ(json::to_json(document).find("hunter2"), std::string::npos);
  EXPECT_EQ(state.files[2].bytes, "it is [REDACTED:configured-secret-value]");
  Snapshot snapshot = snapshot_of();
  snapshot.metadata["payload"] = json::to_value(document);
  EXPECT_NE(refusal(snapshot).find("secrets"), std::string::npos);
}

TEST(StateSnapshot, AWholeFileThatIsASecretIsNoReasonToKeepABinaryOne) {
  const Redactor redactor({{"TOKEN", "hunter2-hunter2"}});
  EngineState state = test::sample_state();
  state.files = {{"only.bin", std::string("\0hunter2-hunter2", 16)}};
  EXPECT_TRUE(redact_state(redactor, state));
  EXPECT_TRUE(state.files.empty());
}

}  // namespace
}  // namespace wp_codebox
