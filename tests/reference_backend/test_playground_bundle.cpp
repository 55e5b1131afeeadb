// What the bundle of a runtime with real WordPress holds, and what it does not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "playground_runtime.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using Json = nlohmann::json;

/// One that WordPress changes where it shows it, and one that it changes only in names.
constexpr const char* quoted_secret = "CANARY-\"hunter2\"-\xC3\xA9/SECRET";
constexpr const char* plain_secret = "CANARYhunter3SECRET";

std::string text_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class PlaygroundBundle : public PlaygroundRuntimeTest {
 protected:
  static std::string violations(const ArtifactBundle& bundle) {
    const auto verified = verify_artifact_bundle(bundle.directory, {.strict = true});
    return verified.valid ? "" : json::to_json(verified.violations);
  }

  /// Files below a folder that hold a text in any form in which JSON or a log would carry it.
  static std::vector<std::string> files_with(const fs::path& folder, const std::string& needle) {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().filename().string().find(needle) != std::string::npos ||
          (entry.is_regular_file() && text_of(entry.path()).find(needle) != std::string::npos)) {
        found.push_back(entry.path().string());
      }
    }
    return found;
  }
};

TEST_F(PlaygroundBundle, HoldsEverythingButSecrets) {
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  spec.secretEnv.emplace()["KIT_TOKEN"] = quoted_secret;
  (*spec.secretEnv)["KIT_PLAIN"] = plain_secret;
  folder.write("before/a.txt", "first\nsecond\n");
  folder.write("work/a.txt", "first\nsecond\n");
  const auto runtime = create();
  MountSpec work = test_mount(folder.path() / "work", "/workspace", MountMode::readwrite);
  work.metadata.emplace()["baselineSource"] =
      json::Value::string((folder.path() / "before").string());
  runtime->mount(work);

  wordpress(*runtime, R"(file_put_contents('/workspace/a.txt', "first\nchanged\n");
      $t = getenv('KIT_TOKEN'); $p = getenv('KIT_PLAIN'); file_put_contents('/workspace/leak.txt', "token $t\n");
      file_put_contents('/workspace/leak.bin', "\0$t"); file_put_contents("/workspace/name-$p.txt", 'x');
      add_option('kit_token', ['t' => $t]); file_put_contents(WP_CONTENT_DIR . '/leak.txt', $t);
      wp_insert_post(['post_title' => "title $p $t", 'post_content' => "<p>$p $t</p>", 'post_status' => 'publish']);
      wp_upload_bits("upload $t.txt", null, "upload $t");
      echo $t, json_encode($t), $p;)");
  EXPECT_EQ(code_of([&] {
              runtime->execute(php_execution("throw new Exception(getenv('KIT_TOKEN'));"));
            }),
            "wp-codebox-playground-command-failed");
  ExecutionSpec rest;
  rest.command = "wordpress.rest-request";
  rest.args = {"path=/wp/v2/posts"};
  EXPECT_THAT(runtime->execute(rest).stdout_text,
              testing::AllOf(HasSubstr("[REDACTED:"), Not(HasSubstr("hunter3")),
                             Not(HasSubstr("hunter2"))));
  ObservationSpec state = observation("wordpress-state");
  state.sections = {"posts", "options", "users"};
  state.optionNames = {"kit_token"};
  state.includeContent = true;
  static_cast<void>(runtime->observe(state));
  ObservationSpec page = observation("http-response");
  page.path = "/";
  page.includeBody = true;
  static_cast<void>(runtime->observe(page));
  static_cast<void>(runtime->observe(observation("files")));
  const Snapshot snapshot = runtime->snapshot();

  ArtifactSpec asked;
  asked.includeRuntimeSnapshotBundles = true;
  const ArtifactBundle bundle = runtime->collect_artifacts(asked);
  EXPECT_EQ(violations(bundle), "");
  for (const char* part : {"hunter2", "hunter3", "KIT_TOKEN", "KIT_PLAIN"}) {
    EXPECT_THAT(files_with(bundle.directory, part), IsEmpty()) << part;
  }

  std::multiset<std::string> kinds;
  const Json manifest = Json::parse(text_of(bundle.manifestPath));
  for (const Json& file : manifest["files"]) {
    kinds.insert(file["kind"].get<std::string>());
  }
  EXPECT_EQ(kinds.count("runtime-snapshot"), 1U) << testing::PrintToString(kinds);
  EXPECT_EQ(kinds.count("wordpress-state-section"), 4U);
  EXPECT_THAT(text_of(bundle.patchPath), HasSubstr("+changed"));
  EXPECT_THAT(text_of(bundle.eventsPath), HasSubstr("runtime.snapshot.created"));
  EXPECT_THAT(text_of(bundle.reviewPath), HasSubstr("secrets-redacted"));

  const Json packages = Json::parse(text_of(bundle.metadataPath))["provenance"]["packages"];
  const Json& ran_on = packages["environment"];
  EXPECT_THAT(ran_on["wordpressVersion"], testing::StartsWith("6.5"));
  EXPECT_THAT(ran_on["phpVersion"], testing::StartsWith("8."));
  EXPECT_THAT(ran_on["nodeVersion"], testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_EQ(ran_on["wordpressArchiveDigest"]["value"],
            sha256_hex(text_of(Installation::find().wordpress_archive({}).value())));
  EXPECT_EQ(packages["playground"]["cli"]["name"], "@wp-playground/cli");

  // A second time, after more work, and it is still there when the runtime is not.
  wordpress(*runtime, "echo 'more';");
  const ArtifactBundle again = runtime->collect_artifacts(asked);
  EXPECT_EQ(again.directory, bundle.directory);
  EXPECT_EQ(violations(again), "");
  runtime->destroy();
  fs::remove_all(folder.path() / "work");
  EXPECT_EQ(violations(again), "");
}

/// No file of this process, nor of those it starts, may grow beyond a size: writes fail as on a
/// full disk. Needs no rights, unlike a small file system.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    before_handler_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, before_handler_);
  }

 private:
  rlimit before_{};
  void (*before_handler_)(int) = nullptr;
};

TEST_F(PlaygroundBundle, IsWholeOrNotThereWhenTheDiskIsFull) {
  const auto runtime = create();
  wordpress(*runtime, "echo str_repeat('long output ', 20000);");
  const auto files = [&] {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder.path() / "artifacts")) {
      if (!entry.is_directory()) names.insert(entry.path().string());
    }
    return names;
  };
  const auto before = files();
  {
    const FullDisk full(4096);
    EXPECT_EQ(code_of([&] { static_cast<void>(runtime->snapshot()); }), "runtime-artifacts-failed");
    EXPECT_EQ(code_of([&] { static_cast<void>(runtime->collect_artifacts({})); }),
              "runtime-artifacts-failed");
    ObservationSpec page = observation("http-response");
    page.path = "/";
    EXPECT_NE(code_of([&] { static_cast<void>(runtime->observe(page)); }), "none");
  }
  EXPECT_EQ(files(), before);
  // With space again, everything works, and what failed is not in the records.
  wordpress(*runtime, "echo 'works';");
  const ArtifactBundle bundle = runtime->collect_artifacts({});
  EXPECT_EQ(violations(bundle), "");
  EXPECT_THAT(text_of(bundle.eventsPath), Not(HasSubstr("runtime.snapshot.created")));
  runtime->destroy();
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
