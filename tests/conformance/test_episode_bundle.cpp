// What an episode on real WordPress leaves behind, as others check it: with the program's commands.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "conformance/command/program.hpp"
#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/episode.hpp"

namespace {

using namespace wp_codebox;

/// What the program prints, if it says that all is well; else its exit code and what it prints.
std::string finding(const std::vector<std::string>& arguments) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int status = conformance::run_program(arguments, in, out, err);
  return status == 0 ? "" : std::to_string(status) + ": " + out.str() + err.str();
}

RuntimeEpisodeActionSpec php(const std::string& code) {
  RuntimeEpisodeActionSpec action;
  action.command = "wordpress.run-php";
  action.args = {"code=" + code};
  return action;
}

void replace_in(const std::filesystem::path& file, const std::string& from, const std::string& to) {
  std::string text = test::ScratchFolder::file_bytes(file);
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << file << " has no " << from;
  text.replace(at, from.size(), to);
  std::ofstream(file, std::ios::binary) << text;
}

// WPC-EPI-010, WPC-EPI-011, WPC-EPI-014
TEST(EpisodeBundle, OfRealWordPressIsAcceptedByTheProgramAndItsChangesAreNot) {
  const test::ScratchFolder folder;
  folder.write("before/plugin.php", "<?php // before\n");
  folder.write("work/plugin.php", "<?php // before\n");
  const auto backend = make_playground_backend();
  MountSpec work;
  work.type = KnownMountType::directory;
  work.source = (folder / "work").string();
  work.target = "/wordpress/wp-content/plugins/kit";
  work.mode = MountMode::readwrite;
  work.metadata.emplace()["baselineSource"] = json::Value::string((folder / "before").string());
  RuntimeEpisodeSpec spec;
  spec.runtime.backend = backend->descriptor().kind;
  spec.runtime.environment.kind = "wordpress";
  spec.runtime.policy.filesystem = FilesystemPolicy::readwrite_mounts;
  spec.runtime.policy.commands = {"wordpress.run-php"};
  spec.runtime.artifactsDirectory = (folder / "artifacts").string();
  spec.mounts = {work};
  ObservationSpec seen;
  seen.type = KnownObservationType::command_result;
  spec.stepObservation = StepObservation(seen);

  const auto episode = create_runtime_episode(spec, *backend);
  (void)episode->step(
      php("file_put_contents(WP_PLUGIN_DIR . '/kit/plugin.php', '<?php // after');"
          "echo wp_insert_post(['post_title' => 'kit-marker']) > 0;"));
  EXPECT_THROW((void)episode->step(php("no_such_function();")), ContractError);
  (void)episode->step(php("echo 'kit-marker', get_option('blogname');"));
  (void)episode->snapshot();
  ArtifactSpec with_bundles;
  with_bundles.includeRuntimeSnapshotBundles = true;
  const ArtifactBundle bundle = episode->collect_artifacts(with_bundles);
  episode->close();

  const std::string trace = bundle.runtimeEpisodeTracePath.value();
  const std::string lines = bundle.runtimeEpisodeEventsPath.value();
  EXPECT_EQ(finding({"verify-bundle", "--strict", bundle.directory}), "");
  EXPECT_EQ(finding({"validate", "--kind", "runtime-episode-trace", trace}), "");
  std::vector<std::string> types;
  std::istringstream text(test::ScratchFolder::file_bytes(lines));
  for (std::string line; std::getline(text, line);) {
    types.push_back(nlohmann::json::parse(line)["type"]);
  }
  EXPECT_EQ(types, (std::vector<std::string>{"episode.reset", "episode.step", "episode.step",
                                             "episode.snapshot", "episode.artifacts"}));
  EXPECT_NE(test::ScratchFolder::file_bytes(bundle.patchPath).find("+<?php // after"),
            std::string::npos);

  // Somebody else's change is seen by both.
  replace_in(trace, "kit-markerMy WordPress", "kit-markerNo WordPress");
  EXPECT_NE(finding({"verify-bundle", bundle.directory}).find("file-hash-mismatch"),
            std::string::npos);
  EXPECT_NE(finding({"validate", "--kind", "runtime-episode-trace", trace}).find("digest"),
            std::string::npos);
}

}  // namespace
