#include "conformance/cases/bundles.hpp"

#include <algorithm>
#include <sstream>
#include <system_error>
#include <utility>

#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

Json parsed(const std::string& what, const std::string& text) {
  Json value = Json::parse(text, nullptr, false);
  const bool is_json = expect(!value.is_discarded(), what, "JSON", show(text));
  return is_json ? value : Json();
}

std::string numbered_lines(int count, const std::string& word) {
  std::string text;
  for (int i = 0; i < count; ++i) text += word + " " + std::to_string(i) + "\n";
  return text;
}

}  // namespace

std::string ReadBundle::text(const std::string& path) const {
  std::string bytes;
  const Rejection unreadable = rejection_of([&] { bytes = read_file(directory() / path); });
  expect(!unreadable.rejected, path, "a file of the bundle", unreadable.message);
  return bytes;
}

Json ReadBundle::document(const std::string& path) const { return parsed(path, text(path)); }

std::vector<Json> ReadBundle::lines(const std::string& path) const {
  std::vector<Json> values;
  std::istringstream stream(text(path));
  for (std::string line; std::getline(stream, line);) {
    values.push_back(parsed("line " + std::to_string(values.size() + 1) + " of " + path, line));
  }
  return values;
}

std::vector<Json> ReadBundle::entries() const {
  const Json manifest = document("manifest.json");
  const Json& files = member(manifest, "files");
  return files.is_array() ? files.get<std::vector<Json>>() : std::vector<Json>();
}

std::vector<std::string> ReadBundle::files() const {
  std::vector<std::string> paths;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(directory(), ignored)) {
    if (entry.symlink_status().type() == fs::file_type::directory) continue;
    paths.push_back(entry.path().lexically_relative(directory()).string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Json entry_with(const Json& list, const char* name, std::string_view text) {
  if (!list.is_array()) return {};
  for (const Json& entry : list) {
    if (text_member(entry, name) == text) return entry;
  }
  return {};
}

void Bundles::write_mounts(const fs::path& host) {
  write_file(host / "base/kept.txt", "same\n");
  write_file(host / "now/kept.txt", "same\n");
  write_file(host / "base/changed.txt", "one\ntwo\nthree");
  write_file(host / "now/changed.txt", "one\n2\nthree\n");
  write_file(host / "base/lines.txt", "a\r\nb\r\n");
  write_file(host / "now/lines.txt", "a\nb\n");
  write_file(host / "base/gone.txt", "gone\n");
  write_file(host / "now/empty.txt", "");
  write_file(host / "now/new/file.txt", "new, no line feed at the end");
  write_file(host / "base/run.sh", "#!/bin/sh\n");
  write_file(host / "now/run.sh", "#!/bin/sh\n");
  fs::permissions(host / "now/run.sh", fs::perms::owner_exec, fs::perm_options::add);
  write_file(host / "base/rewritten.txt", numbered_lines(120, "before"));
  write_file(host / "now/rewritten.txt", numbered_lines(120, "after"));
  write_file(host / "base/picture.png", std::string("\x89PNG\0before", 11));
  write_file(host / "now/picture.png", std::string("\x89PNG\0after", 10));
  write_file(host / "now/.git/config", "kit-left-out\n");
  write_file(host / "now/node_modules/m.js", "kit-left-out\n");
  write_file(host / "outside.txt", "kit-canary-outside\n");
  fs::create_symlink(host / "outside.txt", host / "now/link.txt");
  write_file(host / "bare/note.txt", "no baseline\n");
  write_file(host / "lost/note.txt", "a baseline that is not there\n");
  write_file(host / "same/note.txt", "as before\n");
  write_file(host / "same-base/note.txt", "as before\n");
  write_file(host / "readonly/note.txt", "only read\n");
}

MountSpec Bundles::changed_mount(const fs::path& host, const std::string& name,
                                 const std::string& baseline) {
  MountSpec mount = directory_mount(host / name, "/kit/" + name, MountMode::readwrite);
  if (!baseline.empty()) {
    mount.metadata = json::Dictionary<json::Value>{
        {"baselineSource", json::Value::string((host / baseline).string())}};
  }
  return mount;
}

namespace {

/// The caller's metadata, as far as the provenance takes it.
json::Dictionary<json::Value> caller_metadata() {
  return {{"task", json::Value::from_compact(R"({"id":"kit-task"})")},
          {"agent", json::Value::from_compact(R"({"name":"kit-agent"})")},
          {"preparedRuntimeBackend", json::Value::from_compact(R"({"name":"kit-package"})")},
          {"runtime", json::Value::from_compact(R"({"version":"9.8.7"})")},
          {"workspace",
           json::Value::from_compact(R"({"schema":"wp-codebox/sandbox-workspace/v1","root":"/kit",)"
                                     R"("mounts":[],"own":"kit-workspace"})")}};
}

}  // namespace

Bundles::Busy& Bundles::kept() {
  static Busy busy;
  return busy;
}

void Bundles::TearDownTestSuite() { kept() = Busy(); }

Bundles::Busy& Bundles::busy(Place place) {
  Busy& busy = kept();
  if (busy.bundle) return busy;
  busy = Busy();
  busy.host = Session::instance().directory() / "bundles" / "host";
  std::error_code ignored;
  fs::remove_all(busy.host.parent_path(), ignored);
  write_mounts(busy.host);
  RuntimeCreateSpec spec = Session::instance().default_spec(busy.host.parent_path() / "artifacts");
  spec.metadata = caller_metadata();
  busy.testee = must(
      "creating a runtime", [&] { return std::make_unique<Testee>(backend(), spec); }, place);
  Testee& testee = *busy.testee;
  for (const MountSpec& mount :
       {changed_mount(busy.host, "now", "base"), changed_mount(busy.host, "bare", ""),
        changed_mount(busy.host, "lost", "not-there"),
        changed_mount(busy.host, "same", "same-base"),
        directory_mount(busy.host / "readonly", "/kit/readonly", MountMode::readonly)}) {
    must(
        "mounting " + mount.target, [&] { testee->mount(mount); }, place);
  }
  (void)rejection_of([&] { testee->execute(probe().echo("kit-output")); });
  (void)rejection_of([&] { testee->execute(probe().fail(3)); });
  (void)rejection_of([&] { (void)testee->observe(observation("mounts")); });
  (void)rejection_of([&] { (void)testee->snapshot(); });
  busy.bundle = std::make_unique<ReadBundle>(collect(testee, {}, place));
  return busy;
}

ReadBundle Bundles::collect(Testee& testee, const ArtifactSpec& spec, Place place) {
  return ReadBundle(must(
      "collecting artifacts", [&] { return testee->collect_artifacts(spec); }, place));
}

void Bundles::expect_verifies(std::string_view what, const ReadBundle& bundle, Place place) {
  std::vector<std::string> found;
  for (const ArtifactBundleViolation& violation :
       verify_artifact_bundle(bundle.directory().string(), {.strict = true}).violations) {
    found.push_back(violation.code.text() + " at " + violation.path + ": " + violation.message);
  }
  expect_none(std::string("what the verifier finds in ") + std::string(what), found, place);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
