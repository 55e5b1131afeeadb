#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "wp_codebox/artifacts/blueprint_after.hpp"
#include "wp_codebox/artifacts/impl/written.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/value.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace blueprint_after {

inline std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

inline json::Value write_file_step(const CapturedFile& file) {
  BlueprintWriteFileStep step;
  step.path = file.record.target;
  step.data.name = base_name(file.record.target);
  step.data.contents = file.bytes;
  return json::to_value(step);
}

inline std::optional<json::Value> truthy_member(const json::Node& blueprint,
                                                std::string_view name) {
  const json::Node* const member = blueprint.find(name);
  return json::is_truthy(member) ? std::optional(json::Value(*member)) : std::nullopt;
}

}  // namespace blueprint_after

WP_CODEBOX_INLINE BlueprintAfter build_blueprint_after(const EnvironmentSpec& environment,
                                                       const std::vector<CapturedFile>& files) {
  const json::Parsed base(environment.blueprint.value_or(json::Value()));
  const json::Node& blueprint = base.root();
  BlueprintAfter after;
  after.extraLibraries = blueprint_after::truthy_member(blueprint, "extraLibraries");
  after.preferredVersions = blueprint_after::truthy_member(blueprint, "preferredVersions");
  if (!after.preferredVersions && environment.version && !environment.version->empty()) {
    after.preferredVersions = artifacts_impl::written([&](json::Writer& writer) {
      writer.begin_object();
      writer.key("wp");
      writer.string(*environment.version);
      writer.end_object();
    });
  }
  const json::Node* const landing = blueprint.find("landingPage");
  after.landingPage = json::is_nullish(landing) ? json::Value::string("/") : json::Value(*landing);
  if (const json::Node* const steps = blueprint.find("steps")) {
    for (const json::Node& step : steps->items()) after.steps.emplace_back(step);
  }
  for (const CapturedFile& file : files) {
    if (file.record.replayable) after.steps.push_back(blueprint_after::write_file_step(file));
  }
  return after;
}

WP_CODEBOX_INLINE BlueprintAfterNotes build_blueprint_notes(const std::string& created_at,
                                                            const RuntimeInfo& runtime,
                                                            const std::vector<MountSpec>& mounts,
                                                            const MountCapture& capture) {
  BlueprintAfterNotes notes;
  notes.createdAt = created_at;
  notes.runtime = {runtime.id, runtime.backend, runtime.environment, {}};
  notes.replayStatus = "partial";
  notes.mounts = mounts;
  notes.capturedFileCount = static_cast<double>(capture.files.size());
  notes.replayableFileCount = static_cast<double>(
      std::count_if(capture.files.begin(), capture.files.end(),
                    [](const CapturedFile& file) { return file.record.replayable; }));
  notes.skippedFileCount = static_cast<double>(capture.document.skipped.size());
  notes.limitations = {
      "Text files of readwrite mounts are written by steps of the blueprint; binary files are only "
      "copied into the bundle.",
      "The database, uploads, and which theme and plugins are active are not replayed."};
  notes.nextCaptureTargets = {"database-export", "active-theme", "active-plugins", "uploads",
                              "binary-file-replay"};
  return notes;
}

}  // namespace WP_CODEBOX_NAMESPACE
