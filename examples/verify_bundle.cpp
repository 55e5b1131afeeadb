/// Writes an artifact bundle of a made-up run, verifies it, changes one byte, and verifies again.
/// Run it: ./verify_bundle (needs no argument; works in a folder of its own below TMPDIR)
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "wp_codebox/artifacts/bundle_writer.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace fs = std::filesystem;
using namespace wp_codebox;

void put(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

ArtifactBundle write_example(const fs::path& folder) {
  put(folder / "before/hello.php", "<?php echo 'hello';\n");
  put(folder / "after/hello.php", "<?php echo 'Hello';\n");
  MountSpec plugin;
  plugin.type = KnownMountType::directory;
  plugin.source = (folder / "after").string();
  plugin.target = "/wordpress/wp-content/plugins/hello";
  plugin.mode = MountMode::readwrite;
  // What the mount looked like before the run: the bundle holds the difference.
  plugin.metadata.emplace()["baselineSource"] = json::Value::string((folder / "before").string());

  BundleInput input;
  input.records.runtime.id = "runtime-1";
  input.records.runtime.backend = RuntimeBackendKind("x-example");
  input.records.runtime.environment.kind = "wordpress";
  input.records.runtime.createdAt = "2026-01-02T03:04:05.006Z";
  input.records.mounts = {plugin};
  input.createdAt = "2026-01-02T03:05:06.007Z";
  input.directory = (folder / "bundle").string();
  return write_bundle(input);
}

bool verify(const std::string& directory) {
  const ArtifactBundleVerification result = verify_artifact_bundle(directory, {.strict = true});
  std::cout << (result.valid ? "valid" : "not valid") << '\n';
  for (const ArtifactBundleViolation& violation : result.violations) {
    std::cout << violation.code.text() << ": " << violation.message << '\n'
              << "  at " << violation.path << ", file " << violation.file.value_or("-") << '\n';
  }
  return result.valid;
}

int main() {
  std::string folder = (fs::temp_directory_path() / "wp-codebox-example-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  const ArtifactBundle bundle = write_example(folder);
  const bool as_written = verify(bundle.directory);

  std::fstream patch(bundle.patchPath, std::ios::in | std::ios::out | std::ios::binary);
  patch.seekp(-2, std::ios::end);
  patch << '!';
  patch.close();
  const bool as_changed = verify(bundle.directory);
  fs::remove_all(folder);
  return as_written && !as_changed ? 0 : 1;
}
