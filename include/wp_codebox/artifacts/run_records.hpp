#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What was recorded of a runtime, as the writer of artifact bundles takes it.

namespace WP_CODEBOX_NAMESPACE {

/// A file that an observation, a snapshot or a command made and that belongs into the bundle. Its
/// content is redacted already: digests that stand in records cover it.
struct RecordedFile {
  std::string path;         ///< Inside the bundle, such as `files/observations/<id>-body.txt`.
  std::string kind;         ///< Manifest kind, such as `observation-artifact`.
  std::string contentType;  ///< Media type.
  std::string bytes;        ///< The content, unless `host_file` is set.

  /// Where the content lies on the host; read when the bundle is written.
  std::optional<std::string> host_file = {};
};

/// The records of one runtime at the moment of a collect. Events, commands, observations and
/// snapshots are in their recorded form, which is the redacted one. The rest is as the caller gave
/// it; the writer redacts it.
struct RunRecords {
  RuntimeInfo runtime;   ///< As `info()` says it now.
  RuntimePolicy policy;  ///< Of the create spec; stands in `metadata.json`.

  /// The create spec's metadata; provenance is taken from it.
  json::Dictionary<json::Value> context;
  std::vector<MountSpec> mounts;                ///< In mount order, sources resolved.
  std::vector<LifecycleEvent> events;           ///< In the order in which they were recorded.
  std::vector<ExecutionResult> commands;        ///< In order of completion.
  std::vector<ObservationResult> observations;  ///< In order of completion.
  std::vector<Snapshot> snapshots;              ///< In order of completion.
  std::vector<RecordedFile> files;              ///< Beside the fixed layout.

  /// What the create spec asks of a preview; none: no preview.
  std::optional<RuntimePreviewSpec> preview;
  /// Where the site is reached on this host; none when it was not booted, has no preview or was
  /// destroyed. Then the bundle has no preview.
  std::optional<std::string> server_url;

  /// `wp-codebox/package-provenance/v1` of the backend.
  json::Value packages =
      json::Value::from_compact(R"({"schema":"wp-codebox/package-provenance/v1"})");
  /// ArtifactReviewBrowserSummary, of a backend that has browser commands and ran one.
  std::optional<json::Value> browser;
};

}  // namespace WP_CODEBOX_NAMESPACE
