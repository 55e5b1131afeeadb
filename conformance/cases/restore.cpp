// State that is captured, and put into another runtime.

#include <filesystem>
#include <functional>

#include "conformance/cases/bundles.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/wordpress_snapshot.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/nlohmann.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

std::string stable_digest(const Json& value) {
  return sha256_hex(json::stable_json(json::Parsed(value.dump()).root()));
}

/// What the hash of a payload's files is taken of.
Json listed_files(const Json& payload) {
  Json list = Json::array();
  for (const Json& file : member(payload, "files")) {
    list.push_back({{"path", member(file, "path")},
                    {"sha256", member(file, "sha256")},
                    {"bytes", member(file, "bytes")}});
  }
  return list;
}

class Restores : public Bundles {
 protected:
  static std::string file_path() { return probe().state_directory() + "/kit-state/file.txt"; }

  /// A runtime with a file (and an option, where there is a database) in its state.
  Testee& with_state(const RuntimeCreateSpec& spec) {
    Testee& testee = create(spec);
    run(testee, probe().write(file_path(), "kept by the snapshot"), "writing a file");
    if (const auto store = probe().store("kit_option", "kept too")) {
      run(testee, *store, "storing an option");
    }
    return testee;
  }
  Testee& with_state() { return with_state(default_spec()); }

  static Snapshot snapshot_of(Testee& testee, Place place = Place::here()) {
    return must(
        "taking a snapshot", [&] { return testee->snapshot(); }, place);
  }

  static Json metadata_of(const Snapshot& snapshot) {
    return member(json_form(snapshot), "metadata");
  }

  /// The snapshot with its metadata changed.
  static Snapshot changed(Snapshot snapshot, const std::function<void(Json& metadata)>& change) {
    Json metadata = metadata_of(snapshot);
    change(metadata);
    json::Dictionary<json::Value> replaced;
    for (const auto& [name, value] : metadata.items()) {
      replaced[name] = json::Value::from_compact(value.dump());
    }
    snapshot.metadata = std::move(replaced);
    return snapshot;
  }

  /// The restore is refused, and no runtime is left behind half-made.
  void expect_refused(std::string_view what, const Snapshot& snapshot, std::string_view named = {},
                      Place place = Place::here()) {
    RuntimeRestoreSpec spec;
    spec.runtime = default_spec();
    const Rejection rejection = expect_rejection(
        what, [&] { Testee testee(backend(), snapshot, spec); },
        {"runtime-restore-invalid", "wp-codebox-playground-snapshot-restore-failed"}, place);
    if (!named.empty()) expect_contains("the message", named, rejection.message, place);
  }
};

TEST_F(Restores, WPC_SNAP_003_the_state_lies_in_a_file_with_its_hashes) {
  Testee& testee = with_state();
  const Snapshot snapshot = snapshot_of(testee);
  expect_equal("semantics", "runtime-state-artifact",
               snapshot.semantics ? snapshot.semantics->text() : "absent");
  const std::string path = "files/runtime-snapshots/" + snapshot.id + ".json";
  const Json form = json_form(snapshot);
  require(member(form, "artifactRefs").size() == 1, "artifactRefs", "the file of the state",
          show(member(form, "artifactRefs")));
  expect_members("artifactRefs[0]",
                 {{"kind", "runtime-snapshot-artifact"}, {"id", snapshot.id}, {"path", path}},
                 member(form, "artifactRefs")[0]);
  require(fs::is_regular_file(testee.artifacts_directory() / path), "the file of the state",
          path + " in the artifacts directory", "none");
  const Json payload = Json::parse(read_file(testee.artifacts_directory() / path), nullptr, false);
  expect_members("the file",
                 {{"schema", "wp-codebox/wordpress-runtime-snapshot/v1"},
                  {"version", 1},
                  {"id", snapshot.id},
                  {"createdAt", snapshot.createdAt}},
                 payload);
  expect_equal("compatibility.backend", descriptor().kind.text(),
               text_member(member(payload, "compatibility"), "backend"));
  expect(member(member(payload, "database"), "tables").is_array(), "database.tables", "an array",
         show(member(payload, "database")));
  expect_equal("hashes.database", stable_digest(member(payload, "database")),
               text_member(member(member(payload, "hashes"), "database"), "value"));
  expect_equal("hashes.files", stable_digest(listed_files(payload)),
               text_member(member(member(payload, "hashes"), "files"), "value"));
  std::string content = "absent";
  for (const Json& file : member(payload, "files")) {
    if (text_member(file, "path").ends_with("kit-state/file.txt")) {
      content = text_member(file, "base64") + " " + text_member(file, "sha256");
    }
  }
  expect_equal("the file of the state",
               "a2VwdCBieSB0aGUgc25hcHNob3Q= " + sha256_hex("kept by the snapshot"), content);
}

TEST_F(Restores, WPC_SNAP_004_the_digest_of_the_file_stays_true) {
  Testee& testee = with_state();
  const Json form = json_form(snapshot_of(testee));
  require(member(form, "artifactRefs").size() > 0, "artifactRefs", "the file of the state", "none");
  const fs::path path =
      testee.artifacts_directory() / text_member(member(form, "artifactRefs")[0], "path");
  const auto expect_true = [&](const std::string& when) {
    require(fs::is_regular_file(path), "the file of the state " + when, "there", "gone");
    const std::string digest = sha256_hex(read_file(path));
    const Json& artifact = member(member(form, "metadata"), "artifact");
    expect_equal("artifactRefs[0].digest " + when, digest,
                 text_member(member(member(form, "artifactRefs")[0], "digest"), "value"));
    expect_equal("metadata.artifact.digest " + when, digest,
                 text_member(member(artifact, "digest"), "value"));
  };
  expect_true("at once");
  run(testee, probe().write(file_path(), "changed afterwards"), "writing a file");
  ArtifactSpec spec;
  spec.includeRuntimeSnapshotBundles = true;
  (void)collect(testee, spec);
  expect_true("after a collect");
  (void)snapshot_of(testee);
  (void)collect(testee);
  expect_true("after another snapshot and collect");
}

TEST_F(Restores, WPC_SNAP_005_a_snapshot_never_breaks_the_bundle) {
  Testee& testee = with_state();
  const Json form = json_form(snapshot_of(testee));
  const ReadBundle bundle = collect(testee);
  expect_verifies("the bundle after a snapshot", bundle);
  for (const Json& ref : member(form, "artifactRefs")) {
    const Json entry = entry_with(Json(bundle.entries()), "path", text_member(ref, "path"));
    expect_equal("kind of the snapshot's file in the manifest", "runtime-snapshot",
                 text_member(entry, "kind"));
  }
}

TEST_F(Restores, WPC_SNAP_006_the_replay_index_says_what_a_snapshot_gives_back) {
  Testee& testee = with_state();
  const Snapshot snapshot = snapshot_of(testee);
  ArtifactSpec spec;
  spec.includeRuntimeSnapshotBundles = true;
  const Json index = collect(testee, spec).document("files/runtime-replay-index.json");
  const Json entry = entry_with(member(index, "snapshots"), "id", snapshot.id);
  const std::string semantics =
      snapshot.semantics ? snapshot.semantics->text() : std::string("metadata-only");
  const bool known = semantics == "replayable-runtime-state" ||
                     semantics == "runtime-state-artifact" || semantics == "partial-replay" ||
                     semantics == "metadata-only";
  const Json& replay = member(entry, "replay");
  expect_equal("replay.status of the snapshot", known ? semantics : "not-replayable",
               text_member(replay, "status"));
  const bool limited = semantics == "partial-replay" || semantics == "metadata-only";
  expect(member(replay, "limitations").is_array() &&
             (!known || member(replay, "limitations").empty() != limited),
         "replay.limitations of the snapshot", limited ? "some" : "none", show(replay));
}

TEST_F(Restores, WPC_SNAP_007_nothing_is_restored_from_metadata_alone) {
  Snapshot snapshot = snapshot_of(with_state());
  snapshot.semantics = SnapshotSemantics(KnownSnapshotSemantics::metadata_only);
  RuntimeRestoreSpec spec;
  spec.runtime = default_spec();
  expect_coded_rejection("restoring a snapshot that is metadata-only",
                         [&] { Testee testee(backend(), snapshot, spec); });
}

TEST_F(Restores, WPC_SNAP_008_a_snapshot_carries_no_path_of_the_host) {
  Testee& testee = with_state();
  Json form = json_form(snapshot_of(testee));
  // The one member that is a path of this host by its meaning.
  if (form["metadata"].contains("artifact")) form["metadata"]["artifact"].erase("absolutePath");
  const std::string directory = testee.spec().artifactsDirectory.value_or("");
  expect(form.dump().find(directory) == std::string::npos, "the snapshot without absolutePath",
         "no " + directory, "the directory of the artifacts");
}

TEST_F(Restores, WPC_RESTORE_003_only_states_are_restored) {
  Snapshot snapshot = snapshot_of(with_state());
  for (const char* semantics : {"metadata-only", "partial-replay", "kit-other"}) {
    snapshot.semantics = SnapshotSemantics(std::string(semantics));
    expect_refused(std::string("restoring with the semantics ") + semantics, snapshot, semantics);
  }
  snapshot.semantics.reset();
  expect_refused("restoring without semantics", snapshot, "metadata-only");
}

TEST_F(Restores, WPC_RESTORE_004_the_state_of_another_backend_is_refused) {
  const Snapshot snapshot = snapshot_of(with_state());
  expect_refused("restoring the state of another backend", changed(snapshot, [](Json& metadata) {
                   metadata["compatibility"]["backend"] = "kit-other";
                   metadata["payload"]["compatibility"]["backend"] = "kit-other";
                   metadata.erase("artifact");
                 }));
}

TEST_F(Restores, WPC_RESTORE_005_the_payload_comes_from_the_record_or_from_the_file) {
  const Snapshot snapshot = snapshot_of(with_state());
  const auto content = [&](const Snapshot& given) {
    Testee& restored = restore(given);
    return output(restored, probe().read(file_path()), "reading a file of the state");
  };
  expect_equal("the state from the file", "kept by the snapshot",
               content(changed(snapshot, [](Json& metadata) { metadata.erase("payload"); })));
  expect_equal("the state from the record", "kept by the snapshot",
               content(changed(snapshot, [](Json& metadata) { metadata.erase("artifact"); })));
  expect_refused("restoring without a payload", changed(snapshot, [](Json& metadata) {
                   metadata.erase("payload");
                   metadata.erase("artifact");
                 }));
}

TEST_F(Restores, WPC_RESTORE_006_a_file_that_was_changed_is_refused) {
  Testee& testee = with_state();
  const Snapshot snapshot = snapshot_of(testee);
  const fs::path file = text_member(member(metadata_of(snapshot), "artifact"), "absolutePath");
  require(fs::is_regular_file(file), "metadata.artifact.absolutePath", "the file of the state",
          show(file.string()));
  std::string bytes = read_file(file);
  // A member that no hash inside the file covers.
  const std::size_t at = bytes.find(snapshot.createdAt);
  require(at != std::string::npos, "the file of the state", "its createdAt", "none");
  bytes[at + 22] = bytes[at + 22] == '1' ? '2' : '1';
  write_file(file, bytes);
  expect_refused("restoring from a file that was changed",
                 changed(snapshot, [](Json& metadata) { metadata.erase("payload"); }));
}

TEST_F(Restores, WPC_RESTORE_007_a_restored_runtime_has_the_old_state_and_no_other) {
  Testee& original = with_state();
  const Snapshot snapshot = snapshot_of(original);
  const std::string later = probe().state_directory() + "/kit-state/later.txt";
  run(original, probe().write(later, "after the snapshot"), "writing a file");
  Testee& restored = restore(snapshot);
  expect(restored->info().id != original->info().id, "the id of the restored runtime", "a new one",
         restored->info().id);
  expect_equal("a file of the snapshot", "kept by the snapshot",
               output(restored, probe().read(file_path()), "reading a file of the state"));
  expect_equal("a file that came after it", "{}",
               output(restored, probe().stat(later), "looking at a file"));
  if (const auto stored = probe().stored("kit_option")) {
    expect_equal("a row of the database", "kept too",
                 output(restored, *stored, "reading an option"));
  }
}

TEST_F(Restores, WPC_RESTORE_008_what_the_caller_gives_replaces_what_the_snapshot_says) {
  const fs::path host = host_directory("mounts");
  for (const char* name : {"old", "other"}) write_file(host / name / "a.txt", name);
  Testee& original = create();
  must("mounting",
       [&] { original->mount(directory_mount(host / "old", "/kit/old", MountMode::readonly)); });
  const Snapshot snapshot = snapshot_of(original);
  Testee& same = restore(snapshot);
  expect_equal("mounts without a word of the caller", observed_data(original, "mounts"),
               observed_data(same, "mounts"));
  RuntimeRestoreSpec spec;
  spec.runtime = default_spec();
  spec.runtime->environment.name = "kit-restored";
  spec.mounts =
      std::vector<MountSpec>{directory_mount(host / "other", "/kit/other", MountMode::readonly)};
  Testee& other = restore(snapshot, spec);
  const Json mounts = observed_data(other, "mounts");
  require(mounts.is_array() && mounts.size() == 1, "mounts that the caller gave", "one",
          show(mounts));
  expect_equal("its target", "/kit/other", text_member(mounts[0], "target"));
  expect_equal("environment.name", "kit-restored",
               text_member(json_form(other->info().environment), "name"));
}

TEST_F(Restores, WPC_RESTORE_009_the_restore_is_an_event_after_the_mounts) {
  const fs::path host = host_directory("mounted");
  Testee& original = create();
  must("mounting", [&] { original->mount(directory_mount(host, "/kit/in", MountMode::readonly)); });
  const Snapshot snapshot = snapshot_of(original);
  Testee& restored = restore(snapshot);
  const Json events = observed_data(restored, "runtime-events");
  std::vector<std::string> order;
  Json data;
  for (const Json& event : events) {
    const std::string type = text_member(event, "type");
    if (type == "runtime.mounted" || type == "runtime.snapshot.restored") order.push_back(type);
    if (type == "runtime.snapshot.restored") data = member(event, "data");
  }
  expect_equal("events", std::vector<std::string>{"runtime.mounted", "runtime.snapshot.restored"},
               order);
  expect_members("data",
                 {{"id", snapshot.id},
                  {"createdAt", snapshot.createdAt},
                  {"snapshotSchema", "wp-codebox/runtime-episode-snapshot/v1"}},
                 data);
}

TEST_F(Restores, WPC_RESTORE_010_paths_that_lead_out_are_refused) {
  const Snapshot snapshot = snapshot_of(with_state());
  for (const std::string path : {"../kit-escape.txt", "a/../../kit-escape.txt", "..",
                                 "kit/../../../../../../../../tmp/kit-escape.txt"}) {
    expect_refused("restoring the file " + path, changed(snapshot, [&](Json& metadata) {
                     Json& payload = metadata["payload"];
                     payload["files"].push_back({{"scope", "wp-content"},
                                                 {"path", path},
                                                 {"bytes", 1},
                                                 {"sha256", sha256_hex("x")},
                                                 {"base64", "eA=="}});
                     const std::string digest = stable_digest(listed_files(payload));
                     payload["hashes"]["files"]["value"] = digest;
                     metadata["hashes"]["files"]["value"] = digest;
                     metadata.erase("artifact");
                   }));
  }
  std::vector<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(Session::instance().directory())) {
    if (entry.path().filename() == "kit-escape.txt") found.push_back(entry.path().string());
  }
  expect_none("files that were written", found);
}

TEST_F(Restores, WPC_RESTORE_011_a_restore_does_not_widen_the_policy) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands = probe().commands();
  const Snapshot snapshot = snapshot_of(with_state(spec));
  Testee& restored = restore(snapshot);
  expect_rejection("a command that the original policy did not allow",
                   [&] { restored->execute(command("inspect-mounted-inputs")); },
                   {"runtime-command-disallowed"});
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
