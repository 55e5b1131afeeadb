#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "wp_codebox/artifacts/bundle_layout.hpp"
#include "wp_codebox/artifacts/episode_files.hpp"
#include "wp_codebox/artifacts/impl/written.hpp"
#include "wp_codebox/artifacts/reference_documents.hpp"
#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/artifacts/staged_folder.hpp"
#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace episode_files {

inline constexpr std::string_view trace_path = "files/runtime-episode-trace.json";
inline constexpr std::string_view lines_path = "files/runtime-episode.jsonl";

[[noreturn]] inline void fail(const std::string& what) {
  throw RuntimeError(error_code::runtime_artifacts_failed, what);
}

inline std::string read_bundle_file(const std::string& directory, const std::string& path) {
  const auto bytes =
      read_below(HostDirectory(directory), path, std::numeric_limits<std::uint64_t>::max());
  if (!bytes) fail("The bundle lacks a file that it lists: " + path);
  return *bytes;
}

/// The object with a member set; the other members stay where they are.
inline json::Value with_member(const json::Node& object, std::string_view name,
                               const json::Value& value) {
  return artifacts_impl::written([&](json::Writer& writer) {
    bool done = false;
    writer.begin_object();
    for (const json::Member& member : object.members()) {
      writer.key(member.name());
      if (member.name() == name) {
        writer.raw(value.text());
        done = true;
      } else {
        writer.node(member.value);
      }
    }
    if (!done) {
      writer.key(name);
      writer.raw(value.text());
    }
    writer.end_object();
  });
}

/// The object with a member of one of its members set.
inline json::Value with_inner_member(const json::Node& object, std::string_view outer,
                                     std::string_view name, std::string_view text) {
  const json::Node empty;
  const json::Node* const inner = object.find(outer);
  return with_member(
      object, outer,
      with_member(inner == nullptr ? empty : *inner, name, json::Value::string(text)));
}

inline json::Value metadata_with_episode(const json::Node& metadata) {
  const json::Parsed traced(
      with_inner_member(metadata, "artifacts", "runtimeEpisodeTrace", trace_path));
  return with_inner_member(traced.root(), "artifacts", "runtimeEpisodeEvents", lines_path);
}

/// Whether an entry of a review's progress tells of an episode.
inline bool is_episode_entry(const json::Node& entry) {
  const json::Node* const component = entry.find("component");
  return component != nullptr && component->equals("runtime-episode");
}

inline json::Value progress_with_episode(const json::Node* progress, const std::string& timestamp) {
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_array();
    bool known = false;
    for (const json::Node& entry :
         progress == nullptr ? std::span<const json::Node>() : progress->items()) {
      known = known || is_episode_entry(entry);
      writer.node(entry);
    }
    if (!known) {
      writer.begin_object();
      const std::pair<std::string_view, std::string_view> members[] = {
          {"type", "artifact"},
          {"component", "runtime-episode"},
          {"label", "The trace of the episode was kept"},
          {"timestamp", timestamp}};
      for (const auto& [name, text] : members) {
        writer.key(name);
        writer.string(text);
      }
      writer.end_object();
    }
    writer.end_array();
  });
}

inline json::Value review_with_episode(const json::Node& review, const std::string& timestamp) {
  const json::Parsed evident(
      with_inner_member(review, "evidence", "runtimeEpisodeTrace", trace_path));
  return with_member(evident.root(), "progress",
                     progress_with_episode(evident.root().find("progress"), timestamp));
}

/// Rewrites one bundle.
class Update {
 public:
  Update(const ArtifactBundle& bundle, const EpisodeFiles& episode)
      : bundle_(bundle),
        episode_(episode),
        manifest_(read_manifest(bundle)),
        stage_(bundle.directory) {}

  void run() {
    take_over();
    for (const SnapshotBundleFile& snapshot : episode_.snapshot_bundles) {
      put(snapshot.path, "runtime-snapshot-bundle", "application/json",
          json::to_pretty_json(snapshot.document) + "\n");
    }
    put(trace_path, pretty(episode_.trace));
    put(lines_path, episode_.json_lines);
    edit("metadata.json", [](const json::Node& root) { return metadata_with_episode(root); });
    edit("files/review.json",
         [this](const json::Node& root) { return review_with_episode(root, episode_.timestamp); });
    put_references();
    put_manifest();
    stage_.publish();
  }

 private:
  static std::string pretty(const json::Value& value) {
    return json::pretty_json(json::Parsed(value).root()) + "\n";
  }

  void take_over() {
    for (const ArtifactManifestFile& file : manifest_.files) {
      stage_.write(file.path, read_bundle_file(bundle_.directory, file.path));
    }
  }

  void put(std::string path, std::string kind, std::string content_type, std::string_view bytes) {
    stage_.write(path, bytes);
    ArtifactManifestFile entry =
        artifact_manifest_file(std::move(path), std::move(kind), std::move(content_type),
                               ContentDigest::of(sha256_hex(bytes)));
    const auto known = std::find_if(
        manifest_.files.begin(), manifest_.files.end(),
        [&entry](const ArtifactManifestFile& file) { return file.path == entry.path; });
    if (known == manifest_.files.end()) {
      manifest_.files.push_back(std::move(entry));
    } else {
      *known = std::move(entry);
    }
  }

  void put(std::string_view path, std::string_view bytes) {
    const BundleFileRow& row = *find_bundle_file(path);
    put(std::string(path), std::string(row.kind), std::string(row.content_type), bytes);
  }

  template <class Edit>
  void edit(const std::string& path, const Edit& change) {
    const json::Parsed document(stage_.read(path));
    if (document.error()) fail(path + " is no JSON: " + document.error()->message());
    put(path, pretty(change(document.root())));
  }

  [[nodiscard]] json::Value file_record(std::string_view path) const {
    const auto file =
        std::find_if(manifest_.files.begin(), manifest_.files.end(),
                     [path](const ArtifactManifestFile& entry) { return entry.path == path; });
    return json::to_value(*file);
  }

  void put_references() {
    ReferenceSources sources{bundle_.createdAt,
                             json::to_value(manifest_.runtime),
                             json::to_value(RuntimeReferenceBundle{
                                 {}, bundle_.id, ContentDigest::of(bundle_.contentDigest), {}}),
                             {}};
    for (const ArtifactManifestFile& file : manifest_.files) {
      if (is_reference_file(file.path)) sources.files.push_back(json::to_value(file));
    }
    sources.trace = file_record(trace_path);
    sources.events = file_record(lines_path);
    sources.episode = episode_.trace;
    const json::Parsed trace(episode_.trace);
    if (const json::Node* const snapshots = trace.root().find("snapshots")) {
      for (const json::Node& snapshot : snapshots->items()) {
        sources.snapshots.emplace_back(snapshot);
      }
    }
    put("files/runtime-reference-manifest.json", pretty(build_reference_manifest(sources)));
    sources.runtimeReferenceManifest = file_record("files/runtime-reference-manifest.json");
    put("files/runtime-replay-index.json", pretty(build_replay_index(sources)));
  }

  void put_manifest() {
    const ContentDigest digest = ContentDigest::of(manifest_self_digest_hex(manifest_));
    for (ArtifactManifestFile& file : manifest_.files) {
      if (file.path == "manifest.json") file.sha256 = digest;
    }
    stage_.write("manifest.json", json::to_pretty_json(manifest_) + "\n");
  }

  const ArtifactBundle& bundle_;
  const EpisodeFiles& episode_;
  ArtifactManifest manifest_;
  StagedFolder stage_;
};

inline SnapshotSemantics bundle_semantics(const SnapshotSemantics& semantics) {
  const bool stays = semantics == KnownSnapshotSemantics::replayable_runtime_state ||
                     semantics == KnownSnapshotSemantics::runtime_state_artifact;
  return stays ? semantics : SnapshotSemantics(KnownSnapshotSemantics::partial_replay);
}

}  // namespace episode_files

WP_CODEBOX_INLINE ArtifactManifest read_manifest(const ArtifactBundle& bundle) {
  const json::Parsed document(episode_files::read_bundle_file(bundle.directory, "manifest.json"));
  auto manifest = json::decode_as<ArtifactManifest>(document.root());
  if (!manifest.ok())
    episode_files::fail("The bundle's manifest is not as it should be: " + manifest.message());
  return std::move(manifest.value);
}

WP_CODEBOX_INLINE ArtifactBundle with_episode_paths(ArtifactBundle bundle) {
  bundle.runtimeEpisodeTracePath = bundle.directory + "/" + std::string(episode_files::trace_path);
  bundle.runtimeEpisodeEventsPath = bundle.directory + "/" + std::string(episode_files::lines_path);
  return bundle;
}

WP_CODEBOX_INLINE SnapshotBundleFile build_snapshot_bundle(const Snapshot& snapshot,
                                                           const ArtifactManifest& manifest) {
  SnapshotBundleFile file;
  file.path = "files/runtime-snapshots/" + snapshot.id + ".bundle.json";
  file.snapshot = snapshot;
  const SnapshotSemantics original =
      snapshot.semantics.value_or(SnapshotSemantics(KnownSnapshotSemantics::metadata_only));
  file.snapshot.semantics = episode_files::bundle_semantics(original);
  RuntimeSnapshotBundle& document = file.document;
  document.id = snapshot.id + ":runtime-snapshot-bundle";
  document.snapshot = {
      snapshot.id, snapshot.createdAt, original, *file.snapshot.semantics, snapshot.metadata, {}};
  const json::Parsed entry(reference_snapshot(json::Parsed(json::to_value(file.snapshot)).root()));
  json::Issues ignored;
  json::decode(*entry.root().find("replay"), document.replay, ignored);
  document.replay.instructions = {
      "Restore the state from the files that the snapshot's references name, if there are any.",
      "The other references are the evidence of the run that led to this state."};
  for (const ArtifactManifestFile& listed : manifest.files) {
    if (!is_reference_file(listed.path)) continue;
    document.refs.push_back({listed.path, listed.kind, listed.contentType, listed.sha256, {}});
  }
  auto refs = file.snapshot.artifactRefs.value_or(std::vector<RuntimeEpisodeTraceRef>());
  std::erase_if(refs, [&file](const RuntimeEpisodeTraceRef& ref) { return ref.path == file.path; });
  const std::string text = json::to_pretty_json(document) + "\n";
  refs.push_back({TraceRefKind(std::string("runtime-snapshot-bundle")),
                  document.id,
                  ContentDigest::of(sha256_hex(text)),
                  std::nullopt,
                  file.path,
                  {}});
  file.snapshot.artifactRefs = std::move(refs);
  file.snapshot.digest = snapshot_digest(file.snapshot);
  return file;
}

WP_CODEBOX_INLINE void add_episode_files(const ArtifactBundle& bundle,
                                         const EpisodeFiles& episode) {
  try {
    episode_files::Update(bundle, episode).run();
  } catch (const HostReadError& error) {
    episode_files::fail(std::string("The bundle cannot be read: ") + error.what());
  }
}

}  // namespace WP_CODEBOX_NAMESPACE
