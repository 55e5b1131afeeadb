#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "bundle_example.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/bundle.hpp"

/// Bundles after random walks over what a run may do (WPC-ART-009, WPC-ART-013).
namespace {

using namespace wp_codebox;
using test::ScratchFolder;

const std::string secret = "hunter22 \"hunter\"/\\x\n-y";

/// Does random things to a mount and its records.
class Walk {
 public:
  Walk(unsigned seed, bool wild) : random_(seed), wild_(wild), input_(test::empty_input(folder_)) {
    const json::Dictionary<std::string> secrets = {{"API_KEY", secret}, {"Z", "snapshot"}};
    if (wild) input_.redactor = Redactor(secrets);
    for (int i = 0; i < 12; ++i) folder_.write("base/w/p/" + name(), text());
    std::filesystem::copy(folder_ / "base/w/p", folder_ / "now",
                          std::filesystem::copy_options::recursive);
    input_.records.mounts = {test::example_mount(folder_, "now", "base/w/p", "/w/p")};
  }

  void step() {
    switch (pick(wild_ ? 10 : 6)) {
      case 0:
      case 1:
        return write(name(), text());
      case 2:
        return remove(some_file());
      case 3:
        return append(some_file());
      case 4:
        return chmod(some_file());
      case 5:
        return write("deep/er/" + name(), "");
      case 6:
        return write(name(), std::string("\0\xFF", 2) + text());
      case 7:
        return link();
      case 8:
        return command();
      default:
        return observation();
    }
  }

  ArtifactBundle collect() { return write_bundle(input_); }

  [[nodiscard]] const ScratchFolder& folder() const { return folder_; }

 private:
  int pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(random_); }

  std::string name() {
    const char* const plain[] = {"a.txt", "b c.txt", "sub/d.php", "sub/e\u00e9.md", "i.html", "f"};
    const std::string odd[] = {"back\\slash", "new\nline",
                               "API_KEY.txt", "node_modules/m.js",
                               "\xFFoctets",  std::string(240, 'n') + "API_KEY"};
    return wild_ && pick(4) == 0 ? odd[pick(6)] : plain[pick(6)];
  }

  std::string text() {
    const std::string pieces[] = {"one\n",
                                  "two\r\n",
                                  "three",
                                  "\n",
                                  "<img src=\"a.txt\">\n",
                                  "-- x\n",
                                  "\u00e9\U0001F600\n",
                                  wild_ ? secret : "four\n"};
    std::string content;
    for (int i = pick(8); i > 0; --i) content += pieces[pick(8)];
    return content;
  }

  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "now")) {
      if (entry.is_regular_file() && !entry.is_symlink()) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  std::filesystem::path some_file() {
    const auto found = files();
    if (found.empty()) return {};
    return found[static_cast<std::size_t>(pick(static_cast<int>(found.size())))];
  }

  void write(const std::string& path, const std::string& content) {
    const std::filesystem::path file = folder_ / ("now/" + path);
    std::error_code error;
    std::filesystem::create_directories(file.parent_path(), error);
    // A file may stand where a folder is wanted, and the other way round.
    std::ofstream(file, std::ios::binary) << content;
  }

  static void remove(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!file.empty()) std::filesystem::remove(file, ignored);
  }

  void append(const std::filesystem::path& file) {
    if (!file.empty()) std::ofstream(file, std::ios::binary | std::ios::app) << text();
  }

  static void chmod(const std::filesystem::path& file) {
    using std::filesystem::perms;
    if (file.empty()) return;
    const bool executable =
        (std::filesystem::status(file).permissions() & perms::owner_exec) != perms::none;
    std::filesystem::permissions(
        file, perms::owner_exec,
        executable ? std::filesystem::perm_options::remove : std::filesystem::perm_options::add);
  }

  void link() {
    std::error_code ignored;
    std::filesystem::create_directory_symlink(
        folder_.path(), folder_ / ("now/link" + std::to_string(pick(5))), ignored);
  }

  std::string id(const std::string& prefix) {
    return prefix + "-mwrqh0gk-" + std::to_string(++ids_);
  }

  void command() {
    ExecutionResult result;
    result.id = id("command");
    result.command = "wordpress.run-php";
    result.args = {"code=" + text()};
    result.stdout_text = json::Value::string(text()).text();
    result.stderr_text = text();
    result.startedAt = result.finishedAt = test::example_time;
    input_.records.commands.push_back(redact(input_.redactor, result));
  }

  void observation() {
    ObservationResult result;
    result.schema.emplace();
    result.id = id("observation");
    result.type = "http-response";
    result.data = json::Value::from_compact(R"({"body":)" + json::Value::string(text()).text() +
                                            R"(,"issues":[{"message":)" +
                                            json::Value::string(text()).text() + "}]}");
    result.observedAt = test::example_time;
    result = redact(input_.redactor, result);
    RecordedFile body{"files/observations/" + *result.id + "-body.txt", "observation-artifact",
                      "text/plain", input_.redactor.redact_text(text())};
    input_.records.files.push_back(std::move(body));
    result.digest = observation_digest(result);
    input_.records.observations.push_back(std::move(result));
  }

  ScratchFolder folder_;
  std::mt19937 random_;
  bool wild_;
  BundleInput input_;
  int ids_ = 0;
};

// WPC-ART-009, WPC-RED-001
TEST(BundleWalk, GivesBundlesThatVerifyAndKeepSecrets) {
  Walk walk(20260102, true);
  for (int step = 1; step <= 200; ++step) {
    walk.step();
    if (step % 5 != 0) continue;
    const ArtifactBundle bundle = walk.collect();
    const ArtifactBundleVerification result = verify_artifact_bundle(bundle.directory);
    ASSERT_TRUE(result.valid) << "step " << step << json::to_pretty_json(result.violations);
    for (const auto& [path, bytes] : test::files_below(bundle.directory)) {
      for (const char* word : {"hunter22", "API_KEY"}) {
        ASSERT_EQ(path.find(word), std::string::npos) << "step " << step << ": " << path;
        ASSERT_EQ(bytes.find(word), std::string::npos) << "step " << step << ": " << path;
      }
    }
  }
}

// WPC-ART-013
TEST(BundleWalk, GivesPatchesThatReproduceTheMount) {
  Walk walk(20260103, false);
  const ScratchFolder& folder = walk.folder();
  for (int step = 1; step <= 200; ++step) {
    walk.step();
    if (step % 10 != 0) continue;
    const ArtifactBundle bundle = walk.collect();
    std::filesystem::remove_all(folder / "copy");
    std::filesystem::copy(folder / "base", folder / "copy",
                          std::filesystem::copy_options::recursive);
    const std::string command = "cd '" + (folder / "copy").string() +
                                "' && GIT_CEILING_DIRECTORIES=/ git apply -p1 --allow-empty "
                                "--whitespace=nowarn '" +
                                bundle.patchPath + "'";
    ASSERT_EQ(std::system(command.c_str()), 0) << "step " << step;
    ASSERT_EQ(test::files_below(folder / "copy/w/p"), test::files_below(folder / "now"))
        << "step " << step;
  }
}

}  // namespace
