#pragma once

#include <string>

#include "../scratch_folder.hpp"
#include "wp_codebox/artifacts/bundle_writer.hpp"
#include "wp_codebox/json/decode.hpp"

namespace wp_codebox::test {

inline constexpr const char* example_time = "2026-01-02T03:04:05.006Z";

/// Records of a runtime that did nothing yet.
inline BundleInput empty_input(const ScratchFolder& folder) {
  BundleInput input;
  input.records.runtime.id = "runtime-mwrqgv55-2y0ije";
  input.records.runtime.backend = RuntimeBackendKind(std::string("x-demo"));
  input.records.runtime.environment.kind = "wordpress";
  input.records.runtime.environment.version = "6.5";
  input.records.runtime.createdAt = example_time;
  input.directory = (folder / "runtime-mwrqgv55-2y0ije").string();
  input.createdAt = "2026-01-02T03:05:06.007Z";
  return input;
}

/// A readwrite mount of `current` with `baseline` beside it, both below the folder.
inline MountSpec example_mount(const ScratchFolder& folder, const std::string& current,
                               const std::string& baseline, std::string target) {
  std::filesystem::create_directories(folder / current);
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = (folder / current).string();
  mount.target = std::move(target);
  mount.mode = MountMode::readwrite;
  if (!baseline.empty()) {
    std::filesystem::create_directories(folder / baseline);
    mount.metadata.emplace();
    mount.metadata->append("baselineSource") = json::Value::string((folder / baseline).string());
  }
  return mount;
}

/// A file of a bundle, opened.
inline json::Parsed open_document(const ArtifactBundle& bundle, const std::string& path) {
  json::Parsed parsed(ScratchFolder::file_bytes(bundle.directory + "/" + path));
  EXPECT_FALSE(parsed.error().has_value()) << path;
  return parsed;
}

}  // namespace wp_codebox::test
