// Folders and files of the host inside a sandbox.

#include <algorithm>

#include "conformance/host/file_tree.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/case.hpp"
#include "conformance/testcase/file_attack.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;

class Mounts : public Case {
 protected:
  static void mount(Testee& testee, const MountSpec& spec, std::string_view what,
                    Place place = Place::here()) {
    must(
        what, [&] { testee->mount(spec); }, place);
  }

  [[nodiscard]] static MountSpec file_mount(const fs::path& source, std::string_view target,
                                            MountMode mode) {
    MountSpec spec = directory_mount(source, target, mode);
    spec.type = KnownMountType::file;
    return spec;
  }

  /// What a sandbox reads there; empty when that is refused.
  static std::string readable(Testee& testee, const std::string& path) {
    std::string text;
    (void)rejection_of([&] { text = testee->execute(probe().read(path)).stdout_text; });
    return text;
  }
};

TEST_F(Mounts, WPC_MNT_001_a_mount_after_destroy_rejects) {
  Testee& testee = create();
  must("destroy", [&] { testee->destroy(); });
  expect_rejection("a mount after destroy",
                   [&] {
                     testee->mount(directory_mount(host_directory("source"), "/kit/source",
                                                   MountMode::readonly));
                   },
                   {"runtime-destroyed"});
}

TEST_F(Mounts, WPC_MNT_002_the_source_is_resolved_and_has_to_exist) {
  const fs::path source = host_directory("source");
  const fs::path links = host_directory("links");
  fs::create_directory_symlink(source, links / "one");
  fs::create_directory_symlink(links / "one", links / "two");
  Testee& testee = create();
  const fs::path missing = source / "not-there";
  const Rejection rejection = expect_rejection(
      "a mount whose source does not exist",
      [&] { testee->mount(directory_mount(missing, "/kit/a", MountMode::readonly)); }, {"ENOENT"});
  expect_contains("the message", "not-there", rejection.message);
  expect_equal("runtime.mounted events after it", 0U,
               testee.journal().events_of("runtime.mounted").size());
  expect_equal("mounts after it", Json::array(), observed_data(testee, "mounts"));

  mount(testee, directory_mount(links / "two", "/kit/source", MountMode::readonly),
        "a mount whose source is a link to a link");
  const Json mounts = observed_data(testee, "mounts");
  require(mounts.is_array() && mounts.size() == 1, "mounts", "one", show(mounts));
  expect_equal("its source", source.string(), text_member(mounts[0], "source"));
}

TEST_F(Mounts, WPC_MNT_003_the_mounts_observation_lists_them_in_order) {
  const fs::path first = host_directory("first");
  write_file(host_directory("second") / "file.txt", "text");
  MountSpec with_metadata = directory_mount(first, "/kit/z-first", MountMode::readwrite);
  with_metadata.metadata = json::Dictionary<json::Value>{
      {"note", json::Value::string("kept")}, {"list", *json::Value::parse("[1,{\"a\":null}]")}};
  const MountSpec file =
      file_mount(host_directory("second") / "file.txt", "/kit/a-second.txt", MountMode::readonly);
  Testee& testee = create();
  mount(testee, with_metadata, "a mount with metadata");
  mount(testee, file, "a file mount");
  expect_equal("the mounts observation", Json({json_form(with_metadata), json_form(file)}),
               observed_data(testee, "mounts"));
}

TEST_F(Mounts, WPC_MNT_004_the_target_is_absolute) {
  Testee& testee = create();
  const fs::path source = host_directory("source");
  for (const char* target : {"kit/relative", "./kit", "../kit", ""}) {
    expect_coded_rejection("a mount at the target '" + std::string(target) + "'", [&] {
      testee->mount(directory_mount(source, target, MountMode::readonly));
    });
  }
  expect_equal("mounts after these", Json::array(), observed_data(testee, "mounts"));
}

TEST_F(Mounts, WPC_MNT_005_a_readonly_mount_never_changes_its_source) {
  const fs::path source = host_directory("source");
  prepare_for_attack(source);
  write_file(host_directory("single") / "file.txt", "original\n");
  const FileTree before = FileTree::of(source);
  const FileTree single_before = FileTree::of(host_directory("single"));
  Testee& testee = create();
  mount(testee, directory_mount(source, "/kit/source", MountMode::readonly), "a readonly mount");
  mount(testee,
        file_mount(host_directory("single") / "file.txt", "/kit/file.txt", MountMode::readonly),
        "a readonly file mount");
  expect_equal("a file in the mount", "original\n",
               output(testee, probe().read("/kit/source/overwritten.txt"), "reading it"));
  attack_files(testee, probe(), "/kit/source");
  (void)rejection_of([&] { testee->execute(probe().write("/kit/file.txt", "changed\n")); });
  (void)rejection_of([&] { testee->execute(probe().remove("/kit/file.txt")); });
  expect_none("what changed in the source of a readonly mount",
              before.differences(FileTree::of(source)));
  expect_none("what changed at the source of a readonly file mount",
              single_before.differences(FileTree::of(host_directory("single"))));
}

TEST_F(Mounts, WPC_MNT_006_writes_through_a_readwrite_mount_reach_the_host) {
  const fs::path source = host_directory("source");
  write_file(source / "overwritten.txt", "original\n");
  write_file(source / "removed.txt", "original\n");
  Testee& testee = create();
  mount(testee, directory_mount(source, "/kit/source", MountMode::readwrite), "a readwrite mount");
  run(testee, probe().write("/kit/source/folder/new.txt", "new\n"), "writing a new file");
  run(testee, probe().write("/kit/source/overwritten.txt", "changed\n"), "overwriting a file");
  run(testee, probe().remove("/kit/source/removed.txt"), "removing a file");
  const auto arrived = [&] {
    return fs::exists(source / "folder/new.txt") && !fs::exists(source / "removed.txt") &&
           read_file(source / "overwritten.txt") == "changed\n";
  };
  // A backend may work on a copy until the artifacts are collected.
  if (!arrived()) must("collecting artifacts", [&] { return testee->collect_artifacts(); });
  require(fs::exists(source / "folder/new.txt"), "a file written in the sandbox", "on the host",
          "not there");
  expect_equal("its text", "new\n", read_file(source / "folder/new.txt"));
  expect_equal("the overwritten file", "changed\n", read_file(source / "overwritten.txt"));
  expect(!fs::exists(source / "removed.txt"), "the file removed in the sandbox", "gone on the host",
         "still there");
}

TEST_F(Mounts, WPC_MNT_007_a_mount_after_boot_is_visible_or_refused) {
  const fs::path source = host_directory("source");
  write_file(source / "late.txt", "late\n");
  Testee& testee = create();
  run(testee, probe().echo("x"), "a command, which boots");
  const Rejection rejection = rejection_of(
      [&] { testee->mount(directory_mount(source, "/kit/late", MountMode::readonly)); });
  if (rejection.rejected) {
    expect(!declares(KnownBackendCapability::late_mounts), "a mount after boot",
           "success, for late-mounts is declared", rejection.code + ": " + rejection.message);
    expect(!rejection.code.empty(), "the refusal of a mount after boot", "a stable code",
           rejection.message);
    expect_equal("mounts after the refusal", Json::array(), observed_data(testee, "mounts"));
    return;
  }
  expect_equal("a file in the mount", "late\n",
               output(testee, probe().read("/kit/late/late.txt"), "reading it"));
}

TEST_F(Mounts, WPC_MNT_008_links_in_a_mount_do_not_lead_out_of_it) {
  const fs::path outside = host_directory("outside");
  const fs::path source = host_directory("source");
  write_file(outside / "secret.txt", "kit-canary-outside");
  write_file(source / "inside.txt", "inside");
  fs::create_symlink(outside / "secret.txt", source / "absolute");
  fs::create_symlink("../outside/secret.txt", source / "relative");
  fs::create_directory_symlink(outside, source / "folder");
  const FileTree before = FileTree::of(outside);
  Testee& testee = create();
  mount(testee, directory_mount(source, "/kit/source", MountMode::readwrite), "the mount");
  expect_equal("a file in the mount", "inside",
               output(testee, probe().read("/kit/source/inside.txt"), "reading it"));
  (void)rejection_of(
      [&] { testee->execute(probe().symlink("/kit/source/made-inside", outside.string())); });
  for (const char* name : {"absolute", "relative", "folder/secret.txt", "made-inside/secret.txt"}) {
    const std::string seen = readable(testee, "/kit/source/" + std::string(name));
    expect(seen.find("kit-canary-outside") == std::string::npos,
           "what the sandbox reads through " + std::string(name), "nothing of the host",
           show(seen));
    (void)rejection_of(
        [&] { testee->execute(probe().write("/kit/source/" + std::string(name), "changed")); });
  }
  expect_none("what changed outside of the mount", before.differences(FileTree::of(outside)));
}

TEST_F(Mounts, WPC_MNT_009_circular_links_in_a_source_do_no_harm) {
  const fs::path source = host_directory("source");
  write_file(source / "file.txt", "text");
  fs::create_directory_symlink(".", source / "self");
  fs::create_directory_symlink("..", source / "parent");
  fs::create_symlink("loop-b", source / "loop-a");
  fs::create_symlink("loop-a", source / "loop-b");
  Testee& testee = create();
  mount(testee, directory_mount(source, "/kit/source", MountMode::readwrite),
        "a mount with circular links");
  expect_equal("a file in it", "text",
               output(testee, probe().read("/kit/source/file.txt"), "reading it"));
  (void)readable(testee, "/kit/source/loop-a");
  run(testee, command("inspect-mounted-inputs"), "inspect-mounted-inputs");
}

TEST_F(Mounts, WPC_MNT_010_a_file_mount_is_one_file_at_its_target) {
  const fs::path source = host_directory("source");
  write_file(source / "one.txt", "one");
  write_file(source / "neighbour.txt", "kit-neighbour");
  Testee& testee = create();
  mount(testee, file_mount(source / "one.txt", "/kit/files/renamed.txt", MountMode::readwrite),
        "a file mount");
  const Json status = Json::parse(
      output(testee, probe().stat("/kit/files/renamed.txt"), "its status"), nullptr, false);
  expect_members("the target", {{"type", "file"}, {"bytes", 3}}, status);
  expect_equal("its text", "one",
               output(testee, probe().read("/kit/files/renamed.txt"), "reading it"));
  expect_equal("the neighbour of the source", "", readable(testee, "/kit/files/neighbour.txt"));
}

TEST_F(Mounts, WPC_MNT_011_of_nested_mounts_the_longer_target_wins) {
  const fs::path outer = host_directory("outer");
  const fs::path inner = host_directory("inner");
  write_file(outer / "file.txt", "outer");
  write_file(outer / "sub/file.txt", "hidden by the inner mount");
  write_file(inner / "file.txt", "inner");
  Testee& testee = create();
  mount(testee, directory_mount(outer, "/kit/a", MountMode::readonly), "an outer mount");
  mount(testee, directory_mount(inner, "/kit/a/sub", MountMode::readonly), "one inside it");
  mount(testee, directory_mount(inner, "/kit/b/sub", MountMode::readonly), "an inner mount");
  mount(testee, directory_mount(outer, "/kit/b", MountMode::readonly), "one around it");
  for (const std::string target : {"/kit/a", "/kit/b"}) {
    expect_equal("a file of the mount " + target, "outer",
                 output(testee, probe().read(target + "/file.txt"), "reading it"));
    expect_equal("a file of the mount " + target + "/sub", "inner",
                 output(testee, probe().read(target + "/sub/file.txt"), "reading it"));
  }
  expect_equal("number of mounts", 4U, observed_data(testee, "mounts").size());
}

TEST_F(Mounts, WPC_MNT_012_inspect_mounted_inputs_shows_what_is_mounted) {
  const fs::path source = host_directory("source");
  for (const char* name : {"b.txt", "a.txt", "folder/inner.txt"}) write_file(source / name, "text");
  Testee& testee = create();
  mount(testee, directory_mount(source, "/kit/source", MountMode::readonly), "a mount");
  mount(testee, file_mount(source / "b.txt", "/kit/renamed.txt", MountMode::readonly),
        "a file mount");
  const std::string printed =
      output(testee, command("inspect-mounted-inputs"), "inspect-mounted-inputs");
  const Json inputs = Json::parse(printed, nullptr, false);
  require(inputs.is_object(), "its output", "a JSON object", show(printed));
  expect_equal("command", "inspect-mounted-inputs", text_member(inputs, "command"));
  const Json& mounts = member(inputs, "mounts");
  require(mounts.is_array() && mounts.size() == 2, "mounts", "two", show(mounts));
  expect_members("the directory",
                 {{"target", "/kit/source"},
                  {"source", source.string()},
                  {"exists", true},
                  {"entries", {"a.txt", "b.txt", "folder"}}},
                 mounts[0]);
  expect_members("the file", {{"target", "/kit/renamed.txt"}, {"exists", true}}, mounts[1]);
  const Json& entries = member(mounts[1], "entries");
  expect(entries.is_array() && entries.size() == 1, "entries of the file", "one", show(entries));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
