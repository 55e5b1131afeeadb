// What a bundle says about changed files, and when it can be collected.

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>

#include "conformance/cases/bundles.hpp"
#include "conformance/cases/failing_boot.hpp"
#include "conformance/host/child_process.hpp"
#include "conformance/host/file_tree.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/artifacts/bundle_layout.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

/// Regular files below a directory with their content and whether they can be run.
std::map<std::string, std::string> files_below(const fs::path& root) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.is_symlink()) continue;
    const bool runs = (entry.status().permissions() & fs::perms::owner_exec) != fs::perms::none;
    files[entry.path().lexically_relative(root).string()] =
        (runs ? "runs: " : "does not run: ") + read_file(entry.path());
  }
  return files;
}

TEST_F(Bundles, WPC_ART_005_the_id_depends_on_the_change_alone) {
  const fs::path host = host_directory("two-runs");
  write_file(host / "base/a.txt", "one\n");
  write_file(host / "now/a.txt", "two\n");
  RuntimeCreateSpec spec = default_spec();
  Testee& first = create(spec);
  spec.metadata = json::Dictionary<json::Value>{{"task", json::Value::from_compact(R"({"id":2})")}};
  Testee& second = create(spec);
  for (Testee* testee : {&first, &second}) {
    must("mounting", [&] { (*testee)->mount(changed_mount(host, "now", "base")); });
  }
  run(second, probe().echo("x"), "a command");
  const std::string id = collect(first).record().id;
  expect_equal("id of another run with the same change", id, collect(second).record().id);
  write_file(host / "now/a.txt", "three\n");
  expect(collect(first).record().id != id, "id after another change", "another one", id);
}

TEST_F(Bundles, WPC_ART_009_every_bundle_of_a_run_verifies) {
  std::mt19937 random(20260102);
  const fs::path host = host_directory("walk");
  write_file(host / "base/a.txt", "one\n");
  write_file(host / "now/a.txt", "one\n");
  Testee& testee = create();
  must("mounting", [&] { testee->mount(changed_mount(host, "now", "base")); });
  for (int step = 0; step < 24; ++step) {
    const std::string name = "file-" + std::to_string(random() % 5) + ".txt";
    // What is refused is as good as what works: the bundle has to be in order either way.
    (void)rejection_of([&] {
      switch (random() % 7) {
        case 0:
          testee->execute(probe().write("/kit/now/" + name, std::to_string(random())));
          break;
        case 1:
          testee->execute(probe().fail(2));
          break;
        case 2:
          testee->execute(probe().remove("/kit/now/" + name));
          break;
        case 3:
          (void)testee->observe(observation("runtime-events"));
          break;
        case 4:
          (void)testee->observe(observation("kit-unknown"));
          break;
        case 5:
          (void)testee->snapshot();
          break;
        default:
          write_file(host / "now" / name, "written on the host\r\n");
      }
    });
    if (step % 3 == 2) expect_verifies("step " + std::to_string(step), collect(testee));
  }
  expect_equal("commands in the last bundle",
               testee.journal().events_of("runtime.command.finished").size(),
               collect(testee).lines("commands.jsonl").size());
}

TEST_F(Bundles, WPC_ART_010_a_bundle_can_be_collected_again) {
  Testee& testee = create();
  run(testee, probe().echo("first"), "a command");
  const ReadBundle first = collect(testee);
  run(testee, probe().echo("second"), "a command");
  const ReadBundle second = collect(testee);
  expect_equal("the directory of the second bundle", first.directory().string(),
               second.directory().string());
  expect_verifies("the second bundle", second);
  expect_equal("commands in it", 2U, second.lines("commands.jsonl").size());
}

TEST_F(Bundles, WPC_ART_011_changed_files_say_what_they_were_and_are) {
  const Json document = busy().bundle->document("files/changed-files.json");
  expect_equal("schema", "wp-codebox/changed-files/v1", text_member(document, "schema"));
  struct Row {
    const char* path;
    const char* status;
    std::string before;
    std::string after;
  };
  const Row rows[] = {{"changed.txt", "modified", "one\ntwo\nthree", "one\n2\nthree\n"},
                      {"gone.txt", "deleted", "gone\n", ""},
                      {"new/file.txt", "added", "", "new, no line feed at the end"}};
  for (const Row& row : rows) {
    const std::string path = std::string("/kit/now/") + row.path;
    const Json entry = entry_with(member(document, "files"), "path", path);
    Json expected = {{"relativePath", row.path},
                     {"status", row.status},
                     {"mountIndex", 0},
                     {"mountTarget", "/kit/now"},
                     {"patchPath", "files/diffs/mount-0.patch"}};
    const std::string status = row.status;
    if (status != "added") {
      expected["beforeSha256"] = sha256_hex(row.before);
      expected["beforeMode"] = "100644";
    }
    if (status != "deleted") {
      expected["afterSha256"] = sha256_hex(row.after);
      expected["afterMode"] = "100644";
    }
    expect_members("the entry of " + path, expected, entry);
    expect_equal("beforeSha256 of " + path, status != "added", entry.contains("beforeSha256"));
    expect_equal("afterSha256 of " + path, status != "deleted", entry.contains("afterSha256"));
  }
  expect(entry_with(member(document, "files"), "path", "/kit/now/kept.txt").is_null(),
         "a file that did not change", "not listed", "listed");
}

TEST_F(Bundles, WPC_ART_012_each_readwrite_mount_is_compared_with_its_baseline) {
  const ReadBundle& bundle = *busy().bundle;
  const Json diffs = bundle.document("files/diffs.json");
  expect_equal("readwrite mounts in files/diffs.json", 4U, diffs.size());
  struct Row {
    const char* target;
    const char* status;
    bool changed;
    const char* reason;
  };
  for (const Row& row : {Row{"/kit/now", "changed", true, ""},
                         Row{"/kit/bare", "skipped", false, "missing-baseline-source"},
                         Row{"/kit/lost", "failed", false, "diff-extraction-failed"},
                         Row{"/kit/same", "unchanged", false, ""}}) {
    const Json entry = entry_with(diffs, "target", row.target);
    expect_members(row.target, {{"status", row.status}, {"changed", row.changed}}, entry);
    expect_equal(std::string("reason of ") + row.target, row.reason, text_member(entry, "reason"));
    const std::string patch = bundle.text(text_member(entry, "artifactPath"));
    expect_equal(std::string("whether the patch of ") + row.target + " has text", row.changed,
                 !patch.empty());
  }
  const Json diagnostics = bundle.document("files/diagnostics.json");
  const Json failure = entry_with(member(diagnostics, "diagnostics"), "path", "/kit/lost");
  expect_equal("severity of the failed comparison", "error", text_member(failure, "severity"));
}

TEST_F(Bundles, WPC_ART_013_git_applies_the_patch_to_the_byte) {
  Busy& busy = Bundles::busy();
  const fs::path host = host_directory("patched");
  const fs::path tree = host / "tree/kit/now";
  fs::create_directories(tree.parent_path());
  fs::copy(busy.host / "base", tree, fs::copy_options::recursive);
  const ChildResult git =
      run_child("/usr/bin/env",
                {"GIT_CEILING_DIRECTORIES=/", "git", "-C", (host / "tree").string(), "apply", "-p1",
                 "--whitespace=nowarn", busy.bundle->record().patchPath},
                host / "git.txt");
  require(git.exit_code == 0, "git apply of files/patch.diff", "exit code 0", git.output);
  auto expected = files_below(busy.host / "now");
  std::erase_if(expected, [](const auto& file) {
    return file.first.starts_with(".git/") || file.first.starts_with("node_modules/");
  });
  auto got = files_below(tree);
  for (auto* files : {&expected, &got}) files->erase("picture.png");  // No text, so not in it.
  for (const auto& [path, content] : expected) {
    expect_equal(path + " after the patch", content, got[path]);
  }
  expect_equal("number of files", expected.size(), got.size());
}

TEST_F(Bundles, WPC_ART_014_what_is_no_text_is_not_compared) {
  const ReadBundle& bundle = *busy().bundle;
  const std::string patch = bundle.text("files/patch.diff");
  const std::string changed = bundle.text("files/changed-files.json");
  expect_contains("the patch", "changed.txt", patch);
  std::vector<std::string> found;
  for (const char* name :
       {"picture.png", ".git", "node_modules", "link.txt", "kit-canary-outside", "kit-left-out"}) {
    if (patch.find(name) != std::string::npos) found.push_back(std::string(name) + " in the patch");
    if (changed.find(name) != std::string::npos) {
      found.push_back(std::string(name) + " in files/changed-files.json");
    }
  }
  expect_none("what does not belong into a comparison of texts", found);
}

TEST_F(Bundles, WPC_ART_015_a_change_that_the_patch_leaves_out_is_reported) {
  const Json document = busy().bundle->document("files/diagnostics.json");
  const Json found = entry_with(member(document, "diagnostics"), "path", "/kit/now/picture.png");
  expect(found.is_object(), "a diagnostic about /kit/now/picture.png", "one",
         show(member(document, "diagnostics")));
}

TEST_F(Bundles, WPC_ART_016_captures_have_limits) {
  const fs::path host = host_directory("limits");
  for (int i = 0; i < 201; ++i) write_file(host / "many" / std::to_string(1000 + i), "x");
  write_file(host / "big/exact.txt", std::string(1024U * 1024U, 'x'));
  write_file(host / "big/over.txt", std::string(1024U * 1024U + 1, 'x'));
  write_file(host / "big/.git/config", "x");
  Testee& testee = create();
  must("mounting", [&] { testee->mount(changed_mount(host, "big", "")); });
  must("mounting", [&] { testee->mount(changed_mount(host, "many", "")); });
  const ReadBundle bundle = collect(testee);
  const Json document = bundle.document("files/mounted-files.json");
  expect_members("limits", {{"maxFiles", 200}, {"maxFileBytes", 1048576}},
                 member(document, "limits"));
  expect_equal("captured files", 200U, member(document, "files").size());
  const auto reason = [&](const char* path) {
    return text_member(entry_with(member(document, "skipped"), "relativePath", path), "reason");
  };
  expect_equal("over.txt", "max-file-bytes-exceeded", reason("over.txt"));
  expect_equal("exact.txt", "", reason("exact.txt"));
  expect_equal(".git", "directory-skipped", reason(".git"));
  expect_equal("the 201st file", "max-files-exceeded", reason("1200"));
  expect(bundle.text("files/mounted-files.json").find("replayContents") == std::string::npos,
         "replayContents", "never written", "written");
}

TEST_F(Bundles, WPC_ART_017_captured_files_are_copied) {
  Busy& busy = Bundles::busy();
  const Json document = busy.bundle->document("files/mounted-files.json");
  for (const Json& file : member(document, "files")) {
    const std::string relative = text_member(file, "relativePath");
    const std::string index = member(file, "mountIndex").dump();
    const std::string copy = busy.bundle->text(text_member(file, "artifactPath"));
    expect_equal("place of " + relative, "files/mounts/" + index + "/" + relative,
                 text_member(file, "artifactPath"));
    expect_equal("sha256 of " + relative, sha256_hex(copy), text_member(file, "sha256"));
    expect_equal("size of " + relative, Json(copy.size()), member(file, "size"));
    if (index == "0") expect_equal(relative, read_file(busy.host / "now" / relative), copy);
  }
  expect(entry_with(member(document, "files"), "relativePath", "new/file.txt").is_object(),
         "new/file.txt", "captured", "absent");
  expect(entry_with(member(document, "files"), "relativePath", "link.txt").is_null(), "a link",
         "not captured", "captured");
}

TEST_F(Bundles, WPC_ART_021_a_file_that_was_written_anew_is_flagged) {
  const Json review = busy().bundle->document("files/review.json");
  expect_equal("riskFlags", Json::array({"suspicious-full-file-rewrite:/kit/now/rewritten.txt"}),
               member(review, "riskFlags"));
}

TEST_F(Bundles, WPC_ART_022_diagnostics_are_counted) {
  const Json document = busy().bundle->document("files/diagnostics.json");
  std::map<std::string, int> counts{{"error", 0}, {"warning", 0}, {"notice", 0}, {"info", 0}};
  for (const Json& entry : member(document, "diagnostics"))
    ++counts[text_member(entry, "severity")];
  Json summary = counts;
  summary["total"] = member(document, "diagnostics").size();
  expect_members("summary", summary, member(document, "summary"));
  expect(member(document, "diagnostics").size() > 0 && text_member(document, "status") != "clean",
         "status with entries", "not clean", show(document));
  expect_members("diagnostics.json without an entry",
                 {{"schema", "wp-codebox/artifact-diagnostics/v1"},
                  {"status", "clean"},
                  {"diagnostics", Json::array()}},
                 collect(create()).document("files/diagnostics.json"));
}

TEST_F(Bundles, WPC_ART_029_flags_of_the_spec_take_nothing_away) {
  Testee& testee = create();
  run(testee, probe().echo("kit-output"), "a command");
  (void)rejection_of([&] { (void)testee->snapshot(); });
  for (const bool value : {false, true}) {
    ArtifactSpec spec;
    spec.includeFiles = spec.includeLogs = spec.includePatch = value;
    spec.includeObservations = spec.includeScreenshots = value;
    spec.includeRuntimeSnapshotBundles = value;
    const ReadBundle bundle = collect(testee, spec);
    const std::string flags = value ? "all flags" : "no flag";
    expect_verifies("the bundle with " + flags, bundle);
    const std::vector<std::string> files = bundle.files();
    std::vector<std::string> missing;
    for (const BundleFileRow& row : bundle_files) {
      if (row.always && !std::binary_search(files.begin(), files.end(), row.path)) {
        missing.emplace_back(row.path);
      }
    }
    expect_none("files that are missing with " + flags, missing);
    expect_contains("logs/commands.log with " + flags, "kit-output",
                    bundle.text("logs/commands.log"));
  }
}

TEST_F(Bundles, WPC_ART_031_a_bundle_outlives_its_runtime_and_its_mounts) {
  const fs::path host = host_directory("short-lived");
  write_file(host / "now/a.txt", "one\n");
  Testee& testee = create();
  must("mounting", [&] { testee->mount(changed_mount(host, "now", "")); });
  const ReadBundle bundle = collect(testee);
  const FileTree before = FileTree::of(bundle.directory());
  must("destroy", [&] { testee->destroy(); });
  fs::remove_all(host);
  expect_none("what destroy changed in the bundle",
              before.differences(FileTree::of(bundle.directory())));
  expect_verifies("the bundle", bundle);
  expect_equal("the captured file", "one\n", bundle.text("files/mounts/0/a.txt"));
}

TEST_F(Bundles, WPC_ART_032_a_bundle_can_be_collected_after_failures) {
  Testee& testee = create();
  (void)rejection_of([&] { testee->execute(probe().fail(3)); });
  const ReadBundle after_command = collect(testee);
  expect_verifies("the bundle after a command that failed", after_command);
  const std::vector<Json> commands = after_command.lines("commands.jsonl");
  require(commands.size() == 1, "commands.jsonl", "the command that failed",
          std::to_string(commands.size()) + " commands");
  expect_equal("its exit code", Json(1), member(commands[0], "exitCode"));
  Testee& broken = create(failing_boot(default_spec(), host_directory("boot")));
  (void)rejection_of([&] { broken->execute(probe().echo("x")); });
  const ReadBundle after_boot = collect(broken);
  expect_verifies("the bundle after a boot that failed", after_boot);
  expect_equal("commands in it", 1U, after_boot.lines("commands.jsonl").size());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
