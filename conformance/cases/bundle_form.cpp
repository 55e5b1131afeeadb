// What a bundle consists of: its files, their digests, and the documents about the run.

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "conformance/cases/bundles.hpp"
#include "wp_codebox/artifacts/bundle_layout.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

const std::set<std::string> later_files = {
    "files/browser/",      "files/commands/",          "files/diffs/",        "files/mounts/",
    "files/observations/", "files/runtime-snapshots/", "files/plugin-check/", "files/theme-check/"};

std::string digest_value(const Json& record) {
  return text_member(member(record, "sha256"), "value");
}

bool is_hex_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

TEST_F(Bundles, WPC_ART_001_the_record_names_files_that_are_there) {
  Busy& busy = Bundles::busy();
  const Json record = json_form(busy.bundle->record());
  const std::string directory = text_member(record, "directory");
  const fs::path artifacts = busy.testee->artifacts_directory();
  expect(fs::path(directory).is_absolute() &&
             fs::weakly_canonical(directory) == fs::weakly_canonical(artifacts),
         "directory", artifacts.string(), directory);
  const Json wanted = json_form(bundle_at(directory));
  for (const auto& [name, value] : wanted.items()) {
    if (!name.ends_with("Path")) continue;
    const fs::path path = text_member(record, name.c_str());
    const bool inside = path.is_absolute() &&
                        path.lexically_normal().string().starts_with(directory + "/") &&
                        fs::is_regular_file(path);
    expect(inside, name, "the absolute path of a file inside the bundle", path.string());
  }
}

TEST_F(Bundles, WPC_ART_002_every_file_of_the_layout_is_there_and_no_other) {
  const ReadBundle& bundle = *busy().bundle;
  const std::vector<Json> entries = bundle.entries();
  for (const BundleFileRow& row : bundle_files) {
    if (!row.always) continue;
    const Json entry = entry_with(Json(entries), "path", row.path);
    expect_members("the manifest's entry of " + std::string(row.path),
                   {{"kind", row.kind}, {"contentType", row.content_type}}, entry);
  }
  std::vector<std::string> others;
  for (const Json& entry : entries) {
    const std::string path = text_member(entry, "path");
    const bool later =
        std::any_of(later_files.begin(), later_files.end(),
                    [&](const std::string& folder) { return path.starts_with(folder); });
    if (!later && find_bundle_file(path) == nullptr) others.push_back(path);
  }
  expect_none("files that the layout does not know", others);
}

TEST_F(Bundles, WPC_ART_003_the_content_digest_is_taken_of_the_change) {
  const ReadBundle& bundle = *busy().bundle;
  ArtifactContentHash hash;
  for (const std::string_view input : artifact_content_inputs) {
    hash.add(input, bundle.text(std::string(input)));
  }
  const std::string expected = hash.finish_hex();
  expect_equal("contentDigest of the record", expected, bundle.record().contentDigest);
  expect_members("contentDigest of the manifest",
                 {{"algorithm", "sha256"},
                  {"inputs", {"files/changed-files.json", "files/patch.diff"}},
                  {"value", expected}},
                 member(bundle.document("manifest.json"), "contentDigest"));
  const ReadBundle empty = collect(create());
  expect_equal("contentDigest without any change",
               "e10d3d4a1ea610a9f7bb8dab0bea5847945160c612172eca06fa3cff35f8ab56",
               empty.record().contentDigest);
}

TEST_F(Bundles, WPC_ART_004_the_id_is_the_same_everywhere) {
  const ReadBundle& bundle = *busy().bundle;
  const std::string id = "artifact-bundle-sha256-" + bundle.record().contentDigest;
  expect_equal("id of the record", id, bundle.record().id);
  for (const char* file : {"manifest.json", "metadata.json"}) {
    expect_equal("id in " + std::string(file), id, text_member(bundle.document(file), "id"));
  }
  expect_equal("artifactId of the review", id,
               text_member(bundle.document("files/review.json"), "artifactId"));
  expect_equal("run.id of the preview's evidence", id,
               text_member(member(bundle.document("files/preview-evidence.json"), "run"), "id"));
  const Json session = bundle.document("files/preview-session-evidence.json");
  expect_equal("artifactId of the preview session's evidence", id,
               text_member(session, "artifactId"));
  expect_equal("refs.artifactBundle.id of it", id,
               text_member(member(member(session, "refs"), "artifactBundle"), "id"));
  for (const char* file :
       {"files/runtime-reference-manifest.json", "files/runtime-replay-index.json"}) {
    expect_equal("artifactBundle.id in " + std::string(file), id,
                 text_member(member(bundle.document(file), "artifactBundle"), "id"));
  }
}

TEST_F(Bundles, WPC_ART_006_the_manifest_lists_every_file_once) {
  const ReadBundle& bundle = *busy().bundle;
  std::vector<std::string> listed;
  for (const Json& entry : bundle.entries()) {
    const std::string path = text_member(entry, "path");
    listed.push_back(path);
    expect(!text_member(entry, "kind").empty() && !text_member(entry, "contentType").empty(),
           "the entry of " + path, "kind and contentType", show(entry));
    expect_equal("algorithm of the hash of " + path, "sha256",
                 text_member(member(entry, "sha256"), "algorithm"));
    expect(is_hex_digest(digest_value(entry)), "the hash of " + path,
           "64 lower-case hexadecimal digits", digest_value(entry));
    if (path != "manifest.json") {
      expect_equal("the hash of " + path, sha256_hex(bundle.text(path)), digest_value(entry));
    }
  }
  std::sort(listed.begin(), listed.end());
  expect_equal("the files of the manifest and those of the directory", bundle.files(), listed);
}

TEST_F(Bundles, WPC_ART_007_the_manifest_has_its_own_hash) {
  const ReadBundle& bundle = *busy().bundle;
  Json manifest = bundle.document("manifest.json");
  std::string own;
  for (Json& entry : manifest["files"]) {
    if (text_member(entry, "path") != "manifest.json") continue;
    own = digest_value(entry);
    entry["sha256"]["value"] = std::string(64, '0');
  }
  const json::Parsed zeroed(manifest.dump());
  expect_equal("the manifest's hash of itself", manifest_self_digest_hex(zeroed.root()), own);
}

TEST_F(Bundles, WPC_ART_008_a_bundle_is_made_of_plain_files_under_plain_names) {
  const ReadBundle& bundle = *busy().bundle;
  std::vector<std::string> odd;
  for (const std::string& path : bundle.files()) {
    const fs::path file = bundle.directory() / path;
    if (fs::symlink_status(file).type() != fs::file_type::regular)
      odd.push_back(path + ": no file");
    if (fs::hard_link_count(file) != 1) odd.push_back(path + ": more than one name");
  }
  for (const Json& entry : bundle.entries()) {
    const std::string path = text_member(entry, "path");
    const bool plain = !path.empty() && !path.starts_with('/') &&
                       path.find('\\') == std::string::npos &&
                       ("/" + path + "/").find("/../") == std::string::npos &&
                       path.substr(0, path.find('/')).find(':') == std::string::npos;
    if (!plain) odd.push_back(path + ": no plain path");
  }
  expect_none("what does not belong into a bundle", odd);
  expect_verifies("the bundle", bundle);
}

TEST_F(Bundles, WPC_ART_018_the_blueprint_writes_the_captured_files) {
  const ReadBundle& bundle = *busy().bundle;
  const Json blueprint = bundle.document("blueprint.after.json");
  expect_members(
      "blueprint.after.json",
      {{"$schema", "https://playground.wordpress.net/blueprint-schema.json"}, {"landingPage", "/"}},
      blueprint);
  const Json captured = bundle.document("files/mounted-files.json");
  std::size_t replayable = 0;
  for (const Json& file : member(captured, "files")) {
    if (member(file, "replayable") != Json(true)) continue;
    ++replayable;
    const std::string target = text_member(file, "target");
    expect_members("the step for " + target,
                   {{"step", "writeFile"},
                    {"data",
                     {{"resource", "literal"},
                      {"name", target.substr(target.rfind('/') + 1)},
                      {"contents", bundle.text(text_member(file, "artifactPath"))}}}},
                   entry_with(member(blueprint, "steps"), "path", target));
  }
  expect(replayable > 0, "captured text files", "at least one", show(captured));
}

TEST_F(Bundles, WPC_ART_019_the_metadata_tell_of_the_run) {
  Busy& busy = Bundles::busy();
  const ReadBundle& bundle = *busy.bundle;
  const Json metadata = bundle.document("metadata.json");
  const Json manifest = bundle.document("manifest.json");
  for (const char* name : {"id", "contentDigest", "createdAt", "runtime"}) {
    expect_equal(name, member(manifest, name), member(metadata, name));
  }
  expect_equal("runtime.id", busy.testee->runtime().info().id,
               text_member(member(metadata, "runtime"), "id"));
  expect_equal("policy", json_form(busy.testee->spec().policy), member(metadata, "policy"));
  expect_equal("spec", Json::object(), member(metadata, "spec"));
  expect_members("context", json_form(*busy.testee->spec().metadata), member(metadata, "context"));
  expect_equal("mounts", 5U, member(metadata, "mounts").size());
  for (const char* name : {"provenance", "redaction", "previewSessionEvidence"}) {
    expect(member(metadata, name).is_object(), name, "an object", show(member(metadata, name)));
  }
  std::set<std::string> listed;
  for (const Json& entry : bundle.entries()) listed.insert(text_member(entry, "path"));
  std::vector<std::string> unlisted;
  const Json& artifacts = member(metadata, "artifacts");
  for (const char* name :
       {"workspacePatch", "changedFiles", "patch", "diagnostics", "testResults", "review",
        "previewSessionEvidence", "runtimeReferenceManifest", "runtimeReferenceIndex",
        "runtimeReplayReferenceIndex", "previewEvidence", "mountDiffs"}) {
    if (member(artifacts, name).is_null()) unlisted.push_back(std::string(name) + " is absent");
  }
  for (const auto& [name, value] : artifacts.items()) {
    const Json paths = value.is_array() ? value : Json::array({value});
    for (const Json& path : paths) {
      if (!path.is_string() || listed.count(path.get<std::string>()) == 0) {
        unlisted.push_back(name + ": " + path.dump());
      }
    }
  }
  expect_none("artifacts that the manifest does not list", unlisted);
}

TEST_F(Bundles, WPC_ART_020_the_review_is_about_this_change) {
  const ReadBundle& bundle = *busy().bundle;
  const Json review = bundle.document("files/review.json");
  expect_equal("schema", "wp-codebox/artifact-review/v1", text_member(review, "schema"));
  expect(member(review, "summary").is_string(), "summary", "a text",
         show(member(review, "summary")));
  const Json changed = member(bundle.document("files/changed-files.json"), "files");
  std::map<std::string, int> counts;
  for (const Json& file : changed) ++counts[text_member(file, "status")];
  expect_members("stats",
                 {{"added", counts["added"]},
                  {"modified", counts["modified"]},
                  {"deleted", counts["deleted"]},
                  {"total", changed.size()}},
                 member(review, "stats"));
  for (const Json& file : member(review, "changedFiles")) {
    const Json entry = entry_with(changed, "path", text_member(file, "path"));
    expect_equal("status of " + text_member(file, "path"), text_member(entry, "status"),
                 text_member(file, "status"));
  }
  expect_equal("number of changedFiles", changed.size(), member(review, "changedFiles").size());
  std::vector<std::string> kinds;
  for (const Json& action : member(review, "actions")) kinds.push_back(text_member(action, "kind"));
  expect_equal("actions",
               std::vector<std::string>{"approve", "approve-files", "discard", "iterate"}, kinds);
  std::vector<std::string> progress;
  for (const Json& step : member(review, "progress")) progress.push_back(text_member(step, "type"));
  expect_equal("progress",
               std::vector<std::string>{"boot", "mount", "mount", "mount", "mount", "mount",
                                        "artifact", "complete"},
               progress);
  expect_members("evidence",
                 {{"patch", "files/patch.diff"},
                  {"changedFiles", "files/changed-files.json"},
                  {"patchSha256", sha256_hex(bundle.text("files/patch.diff"))},
                  {"artifactContentDigest", bundle.record().contentDigest}},
                 member(review, "evidence"));
}

TEST_F(Bundles, WPC_ART_023_test_results_are_unknown) {
  const Json results = busy().bundle->document("files/test-results.json");
  expect_members(
      "test-results.json",
      {{"schema", "wp-codebox/test-results/v1"},
       {"status", "unknown"},
       {"summary", {{"total", 0}, {"passed", 0}, {"failed", 0}, {"skipped", 0}, {"unknown", 0}}},
       {"suites", Json::array()},
       {"rawLogReferences",
        {{{"path", "commands.jsonl"}, {"kind", "commands-jsonl"}},
         {{"path", "logs/commands.log"}, {"kind", "commands-log"}}}}},
      results);
}

TEST_F(Bundles, WPC_ART_024_records_are_one_object_a_line) {
  const ReadBundle& bundle = *busy().bundle;
  for (const char* file : {"events.jsonl", "commands.jsonl", "observations.jsonl"}) {
    const std::string text = bundle.text(file);
    expect(text.empty() || text.ends_with('\n'), file, "empty, or a line feed at the end",
           show(text));
    for (const Json& line : bundle.lines(file)) {
      expect(line.is_object(), std::string("a line of ") + file, "an object", show(line));
    }
  }
  expect_equal("commands in commands.jsonl", 2U, bundle.lines("commands.jsonl").size());
  const ReadBundle idle = collect(create());
  expect_equal("commands.jsonl without a command", "", idle.text("commands.jsonl"));
  expect_equal("observations.jsonl without an observation", "", idle.text("observations.jsonl"));
}

TEST_F(Bundles, WPC_ART_025_logs_show_events_and_commands) {
  const ReadBundle& bundle = *busy().bundle;
  std::istringstream log(bundle.text("logs/runtime.log"));
  std::size_t count = 0;
  for (const Json& event : bundle.lines("events.jsonl")) {
    const std::string begin =
        "[" + text_member(event, "timestamp") + "] " + text_member(event, "type") + " ";
    std::string line;
    std::getline(log, line);
    ++count;
    const Json data =
        line.starts_with(begin) ? Json::parse(line.substr(begin.size()), nullptr, false) : Json();
    expect(data == (event.contains("data") ? event["data"] : Json::object()),
           "line " + std::to_string(count) + " of logs/runtime.log", begin + "and its data", line);
  }
  expect(count > 0 && log.peek() == std::char_traits<char>::eof(), "logs/runtime.log",
         "one line for each event", "more lines");
  std::string expected;
  for (const Json& command : bundle.lines("commands.jsonl")) {
    if (!expected.empty()) expected += "---\n";
    expected += "[" + text_member(command, "startedAt") + "] " + text_member(command, "command");
    for (const Json& arg : member(command, "args")) expected += " " + arg.get<std::string>();
    expected.erase(expected.find_last_not_of(' ') + 1);
    expected += "\nexitCode=" + member(command, "exitCode").dump() + "\n";
    const std::string out = text_member(command, "stdout");
    const std::string error = text_member(command, "stderr");
    expected += out + (out.empty() || error.empty() ? "" : "\n") + error + "\n";
  }
  expect_equal("logs/commands.log", expected, bundle.text("logs/commands.log"));
}

TEST_F(Bundles, WPC_ART_026_the_reference_manifest_has_its_digest) {
  const ReadBundle& bundle = *busy().bundle;
  const json::Parsed parsed(bundle.text("files/runtime-reference-manifest.json"));
  const Json document = bundle.document("files/runtime-reference-manifest.json");
  const std::string digest = reference_manifest_digest_hex(parsed.root());
  expect_equal("schema", "wp-codebox/runtime-reference-manifest/v1",
               text_member(document, "schema"));
  expect_equal("digest", digest, text_member(member(document, "digest"), "value"));
  expect_equal("id", "runtime-reference-manifest-sha256-" + digest, text_member(document, "id"));
  std::vector<std::string> wrong;
  for (const char* path :
       {"manifest.json", "metadata.json", "files/review.json",
        "files/runtime-reference-manifest.json", "files/runtime-replay-index.json"}) {
    if (!entry_with(member(document, "files"), "path", path).is_null()) wrong.emplace_back(path);
  }
  expect_none("files that are written after it", wrong);
  for (const Json& file : member(document, "files")) {
    const std::string path = text_member(file, "path");
    expect_equal("its hash of " + path, sha256_hex(bundle.text(path)), digest_value(file));
  }
  expect(!entry_with(member(document, "files"), "path", "events.jsonl").is_null(), "events.jsonl",
         "a file of it", "absent");
}

TEST_F(Bundles, WPC_ART_027_the_replay_index_has_its_digest) {
  const ReadBundle& bundle = *busy().bundle;
  const json::Parsed parsed(bundle.text("files/runtime-replay-index.json"));
  const Json document = bundle.document("files/runtime-replay-index.json");
  const std::string digest = replay_index_digest_hex(parsed.root());
  expect_equal("digest", digest, text_member(member(document, "digest"), "value"));
  expect_equal("id", "runtime-replay-reference-index-sha256-" + digest,
               text_member(document, "id"));
  const std::string status = text_member(member(document, "replay"), "status");
  expect(status == "partial" || status == "metadata-only" || status == "runtime-state-artifact",
         "replay.status", "partial, metadata-only or runtime-state-artifact", status);
  for (const auto& [name, reference] : member(document, "references").items()) {
    const std::string path = text_member(reference, "path");
    expect_equal("the hash of " + name, sha256_hex(bundle.text(path)), digest_value(reference));
  }
}

TEST_F(Bundles, WPC_ART_030_the_provenance_says_where_the_run_comes_from) {
  Busy& busy = Bundles::busy();
  const Json provenance = member(busy.bundle->document("metadata.json"), "provenance");
  const Json given = json_form(*busy.testee->spec().metadata);
  expect_equal("packages.schema", "wp-codebox/package-provenance/v1",
               text_member(member(provenance, "packages"), "schema"));
  for (const char* name : {"task", "agent", "workspace"}) {
    expect_equal(name, member(given, name), member(provenance, name));
  }
  expect_members("runtime",
                 {{"backend", descriptor().kind.text()},
                  {"version", "9.8.7"},
                  {"backendPackage", {{"name", "kit-package"}}}},
                 member(provenance, "runtime"));
  RuntimeCreateSpec spec = default_spec();
  spec.metadata = json::Dictionary<json::Value>{
      {"task", json::Value::from_compact("{}")},
      {"agent", json::Value::from_compact("[1]")},
      {"workspace", json::Value::from_compact(R"({"schema":"other","root":"/w","mounts":[]})")}};
  const Json other = member(collect(create(spec)).document("metadata.json"), "provenance");
  for (const char* name : {"task", "agent", "workspace"}) {
    expect(member(other, name).is_null(), std::string(name) + " that is none", "absent",
           show(member(other, name)));
  }
}

TEST_F(Bundles, WPC_EVT_007_a_bundle_holds_the_event_of_its_own_collection) {
  Busy& busy = Bundles::busy();
  const std::vector<Json> events = busy.bundle->lines("events.jsonl");
  require(!events.empty(), "events.jsonl", "events", "none");
  expect_equal("type of the last event", "runtime.artifacts.collected",
               text_member(events.back(), "type"));
  expect_members("its data",
                 {{"id", text_member(busy.bundle->document("manifest.json"), "id")},
                  {"directory", busy.bundle->directory().string()},
                  {"createdAt", busy.bundle->record().createdAt},
                  {"spec", Json::object()}},
                 member(events.back(), "data"));
  expect_equal("events of that type that were told", 1U,
               busy.testee->journal().events_of("runtime.artifacts.collected").size());
}

TEST_F(Bundles, WPC_PRE_005_session_evidence_shows_no_url_and_no_path_of_the_host) {
  const std::string text = busy().bundle->text("files/preview-session-evidence.json");
  std::vector<std::string> found;
  for (const char* word : {"localhost", "127.0.0.1", "/tmp/", "/home/", "http://", "https://"}) {
    if (text.find(word) != std::string::npos) found.emplace_back(word);
  }
  expect_none("words in files/preview-session-evidence.json", found);
}

TEST_F(Bundles, WPC_PRE_006_the_reference_to_the_session_evidence_has_its_hash) {
  const ReadBundle& bundle = *busy().bundle;
  const Json expected = {
      {"path", "files/preview-session-evidence.json"},
      {"kind", "preview-session-evidence"},
      {"sha256",
       {{"algorithm", "sha256"},
        {"value", sha256_hex(bundle.text("files/preview-session-evidence.json"))}}}};
  expect_members("previewSessionEvidenceRef of the record", expected,
                 member(json_form(bundle.record()), "previewSessionEvidenceRef"));
  expect_members("previewSessionEvidence of the metadata", expected,
                 member(bundle.document("metadata.json"), "previewSessionEvidence"));
}

TEST_F(Bundles, WPC_PRE_007_the_evidence_tells_how_far_the_start_came) {
  const ReadBundle& bundle = *busy().bundle;
  const Json readiness = member(bundle.document("files/preview-evidence.json"), "readiness");
  std::vector<Json> phases;
  for (const Json& event : bundle.lines("events.jsonl")) {
    if (text_member(event, "type") != "runtime.browser-startup-progress") continue;
    phases.push_back(member(member(event, "data"), "event"));
  }
  const bool ready = std::any_of(phases.begin(), phases.end(), [](const Json& phase) {
    return text_member(phase, "phase") == "preview:ready" &&
           text_member(phase, "status") == "complete";
  });
  expect_equal("readiness.ready", Json(ready), member(readiness, "ready"));
  expect_equal("readiness.events", phases.size(), member(readiness, "events").size());
  for (std::size_t i = 0; i < std::min(phases.size(), member(readiness, "events").size()); ++i) {
    for (const char* name : {"phase", "status", "label", "elapsed_ms"}) {
      expect_equal(std::string("readiness.events[].") + name, member(phases[i], name),
                   member(member(readiness, "events")[i], name));
    }
  }
  expect_equal("readiness.status",
               phases.empty() ? "not-started" : text_member(phases.back(), "status"),
               text_member(readiness, "status"));
  if (!phases.empty()) {
    expect_equal("readiness.phase", text_member(phases.back(), "phase"),
                 text_member(readiness, "phase"));
  }
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
