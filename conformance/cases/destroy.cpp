// The end of a runtime.

#include <chrono>
#include <future>

#include "conformance/cases/failing_boot.hpp"
#include "conformance/host/file_tree.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/case.hpp"
#include "conformance/testcase/session.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class Destroy : public Case {
 protected:
  /// Destroys twice; then nothing of the runtime is left.
  static void expect_clean_end(Testee& testee, const HostUse& before, const std::string& phase) {
    must("destroy " + phase, [&] { testee->destroy(); });
    must("a second destroy " + phase, [&] { testee->destroy(); });
    expect_equal("status " + phase, "destroyed", text_member(json_form(testee->info()), "status"));
    expect_none("what is left after a destroy " + phase, leftovers_after(before, watched(), 10s));
  }

  static std::vector<fs::path> watched() { return {Session::instance().temporary_directory()}; }
};

TEST_F(Destroy, WPC_DST_001_destroy_works_in_every_phase_and_twice) {
  const HostUse before = HostUse::now(watched());
  Testee& unbooted = create();
  expect_clean_end(unbooted, before, "before boot");

  Testee& running = create();
  expect_equal("what a command prints", "x", output(running, probe().echo("x"), "a command"));
  expect_clean_end(running, before, "after boot");

  Testee& failed = create(failing_boot(default_spec(), host_directory("assets")));
  (void)rejection_of([&] { failed->execute(probe().echo("x")); });
  expect_clean_end(failed, before, "after a failed boot");
}

TEST_F(Destroy, WPC_DST_001_destroy_during_boot_ends_it) {
  const HostUse before = HostUse::now(watched());
  Testee& testee = create(slow_boot(default_spec()));
  std::future<Rejection> booting = std::async(std::launch::async, [&] {
    return rejection_of([&] { testee->execute(probe().echo("x")); });
  });
  while (testee.journal().events_of("runtime.command.started").empty()) {
    if (booting.wait_for(1ms) == std::future_status::ready) break;
  }
  expect_clean_end(testee, before, "during boot");
  const Rejection rejection = booting.get();
  expect(!rejection.rejected || !rejection.code.empty(),
         "the command that was waiting for the boot", "success, or an error with a stable code",
         rejection.message);
}

TEST_F(Destroy, WPC_DST_002_info_works_after_destroy) {
  Testee& testee = create();
  const Json before = json_form(testee->info());
  must("destroy", [&] { testee->destroy(); });
  const RuntimeInfo info = must("info after destroy", [&] { return testee->info(); });
  expect_equal("status", "destroyed", text_member(json_form(info), "status"));
  expect_equal("id", text_member(before, "id"), info.id);
  expect(!info.previewUrl, "previewUrl", "none", info.previewUrl.value_or(""));
}

TEST_F(Destroy, WPC_DST_003_after_destroy_calls_reject) {
  (void)booted();  // Elsewhere they work.
  Testee& testee = create();
  must("destroy", [&] { testee->destroy(); });
  expect_coded_rejection("mount after destroy", [&] {
    testee->mount(directory_mount(host_directory("source"), "/kit/source", MountMode::readonly));
  });
  expect_coded_rejection("execute after destroy", [&] { testee->execute(probe().echo("x")); });
  expect_coded_rejection("snapshot after destroy", [&] { (void)testee->snapshot(); });
  if (descriptor().afterDestroy.observe == AfterDestroyBehaviour::rejects) {
    expect_coded_rejection("observe after destroy",
                           [&] { (void)testee->observe(observation("runtime-info")); });
  }
  if (descriptor().afterDestroy.collectArtifacts == AfterDestroyBehaviour::rejects) {
    expect_coded_rejection("collectArtifacts after destroy",
                           [&] { (void)testee->collect_artifacts(); });
  }
}

TEST_F(Destroy, WPC_DST_004_a_run_changes_nothing_outside_its_artifacts_directory) {
  const fs::path source = host_directory("source");
  write_file(source / "file.txt", "text");
  const FileTree temporary = FileTree::of(Session::instance().temporary_directory());
  const FileTree working = FileTree::of(fs::current_path());
  const FileTree mounted = FileTree::of(source);
  {
    Testee testee(backend(), default_spec());
    must("mounting",
         [&] { testee->mount(directory_mount(source, "/kit/source", MountMode::readonly)); });
    const std::string file = probe().scratch_directory() + "/kit/file.txt";
    run(testee, probe().write(file, "text"), "a command");
    expect_equal("the file", "text", output(testee, probe().read(file), "reading it"));
    observe(testee, "runtime-events");
    must("destroy", [&] { testee->destroy(); });
  }
  const auto changes = [](const FileTree& before, const fs::path& root) {
    std::vector<std::string> lines = before.differences(FileTree::of(root));
    // Making and removing a file in a directory is seen at the directory, and is no change that
    // remains.
    std::erase(lines, "changed . (modification time)");
    return lines;
  };
  expect_none("what changed in the temporary directory",
              changes(temporary, Session::instance().temporary_directory()));
  expect_none("what changed in the working directory", changes(working, fs::current_path()));
  expect_none("what changed in a readonly mount", mounted.differences(FileTree::of(source)));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
