#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "wp_codebox/artifacts/impl/written.hpp"
#include "wp_codebox/artifacts/reference_documents.hpp"
#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/truthiness.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace reference_documents {

inline constexpr std::string_view metadata_only = "metadata-only";
inline constexpr std::string_view runtime_state_artifact = "runtime-state-artifact";

/// A text member; empty when there is none.
inline std::string text_of(const json::Node& object, std::string_view name) {
  const json::Node* const member = object.find(name);
  return member == nullptr ? std::string() : member->text();
}

inline void write_texts(const std::vector<std::string>& texts, json::Writer& writer) {
  writer.begin_array();
  for (const std::string& text : texts) writer.string(text);
  writer.end_array();
}

inline void write_values(std::string_view name, const std::vector<json::Value>& values,
                         json::Writer& writer) {
  writer.key(name);
  writer.begin_array();
  for (const json::Value& value : values) writer.raw(value.text());
  writer.end_array();
}

/// How much of a snapshot with these semantics a replay gets back.
struct Replay {
  std::string status;
  std::vector<std::string> limitations;
};

inline Replay replay_of(const std::string& semantics) {
  if (semantics == "replayable-runtime-state" || semantics == runtime_state_artifact) {
    return {semantics, {}};
  }
  if (semantics == "partial-replay") {
    return {
        semantics,
        {"Files of mounts and the records of the run can be restored; the database, uploads and "
         "other state of the site cannot."}};
  }
  if (semantics == metadata_only) {
    return {semantics, {"The snapshot describes the runtime; it holds no state to restore."}};
  }
  return {"not-replayable",
          {"Nothing is known about how to replay snapshots of this kind: " + semantics}};
}

inline std::string snapshot_semantics(const json::Node& snapshot) {
  const json::Node* const semantics = snapshot.find("semantics");
  return json::is_nullish(semantics) ? std::string(metadata_only) : semantics->text();
}

inline ContentDigest digest_of_snapshot(const json::Node& snapshot) {
  if (auto digest = normalize_digest(snapshot.find("digest"))) return std::move(*digest);
  Sha256 hash;
  if (!json::is_nullish(snapshot.find("semantics"))) {
    return ContentDigest::of(hex_text(snapshot_digest(snapshot, hash)));
  }
  const json::Value with_semantics = artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    for (const json::Member& member : snapshot.members()) {
      if (member.name() == "semantics") continue;
      writer.key(member.name());
      writer.node(member.value);
    }
    writer.key("semantics");
    writer.string(metadata_only);
    writer.end_object();
  });
  return ContentDigest::of(hex_text(snapshot_digest(json::Parsed(with_semantics).root(), hash)));
}

inline std::vector<json::Value> reference_snapshots(const std::vector<json::Value>& snapshots) {
  std::vector<json::Value> references;
  for (const json::Value& snapshot : snapshots) {
    references.push_back(reference_snapshot(json::Parsed(snapshot).root()));
  }
  return references;
}

/// The values sorted by their member `path`.
inline std::vector<json::Value> sorted_by_path(std::vector<json::Value> files) {
  std::vector<std::pair<std::string, json::Value>> keyed;
  for (json::Value& file : files) {
    std::string path = text_of(json::Parsed(file).root(), "path");
    keyed.emplace_back(std::move(path), std::move(file));
  }
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& left, const auto& right) {
    return json::compare_utf16(left.first, right.first) < 0;
  });
  std::vector<json::Value> sorted;
  for (auto& [path, file] : keyed) sorted.push_back(std::move(file));
  return sorted;
}

/// Builds a document whose digest covers the members that `write_members` prints.
template <class WriteMembers, class Digest>
json::Value document(std::string_view schema, std::string_view id_prefix,
                     const ReferenceSources& sources, const WriteMembers& write_members,
                     const Digest& digest_hex) {
  const auto write = [&](json::Writer& writer, const std::string* digest) {
    writer.begin_object();
    writer.key("schema");
    writer.string(schema);
    writer.key("version");
    writer.number(1);
    if (digest != nullptr) {
      writer.key("id");
      writer.string(std::string(id_prefix) + *digest);
      writer.key("createdAt");
      writer.string(sources.createdAt);
      writer.key("digest");
      json::encode(ContentDigest::of(*digest), writer);
    }
    writer.key("runtime");
    writer.raw(sources.runtime.text());
    writer.key("artifactBundle");
    writer.raw(sources.artifactBundle.text());
    write_members(writer);
    writer.end_object();
  };
  const json::Parsed covered(
      artifacts_impl::written([&](json::Writer& writer) { write(writer, nullptr); }));
  const std::string digest = digest_hex(covered.root());
  return artifacts_impl::written([&](json::Writer& writer) { write(writer, &digest); });
}

/// Where the replay index finds what it refers to, in the order of its map.
struct ReplayReference {
  std::string_view name;
  std::string_view path;
};

inline constexpr std::array<ReplayReference, 13> replay_references{{
    {"trace", "files/runtime-episode-trace.json"},
    {"events", "files/runtime-episode.jsonl"},
    {"runtimeReferenceManifest", "files/runtime-reference-manifest.json"},
    {"observations", "observations.jsonl"},
    {"commands", "commands.jsonl"},
    {"runtimeEvents", "events.jsonl"},
    {"blueprintAfter", "blueprint.after.json"},
    {"blueprintAfterNotes", "blueprint.after-notes.json"},
    {"mountedFiles", "files/mounted-files.json"},
    {"mountDiffs", "files/diffs.json"},
    {"changedFiles", "files/changed-files.json"},
    {"patch", "files/patch.diff"},
    {"testResults", "files/test-results.json"},
}};

inline const std::optional<json::Value>& given_reference(const ReferenceSources& sources,
                                                         std::string_view name) {
  static const std::optional<json::Value> none;
  if (name == "trace") return sources.trace;
  if (name == "events") return sources.events;
  return name == "runtimeReferenceManifest" ? sources.runtimeReferenceManifest : none;
}

inline void write_references(const ReferenceSources& sources, json::Writer& writer) {
  writer.key("references");
  writer.begin_object();
  for (const ReplayReference& reference : replay_references) {
    std::optional<json::Value> record = given_reference(sources, reference.name);
    for (std::size_t i = 0; !record && i < sources.files.size(); ++i) {
      if (text_of(json::Parsed(sources.files[i]).root(), "path") == reference.path) {
        record = sources.files[i];
      }
    }
    if (!record) continue;
    writer.key(reference.name);
    writer.raw(record->text());
  }
  writer.end_object();
}

inline void write_member(std::string_view name, const json::Node* value, json::Writer& writer) {
  if (json::is_nullish(value)) return;
  writer.key(name);
  writer.node(*value);
}

inline void write_actions(const json::Node& episode, json::Writer& writer) {
  writer.key("actions");
  writer.begin_array();
  if (const json::Node* const steps = episode.find("steps")) {
    for (const json::Node& step : steps->items()) {
      writer.begin_object();
      for (const std::string_view name :
           {"index", "id", "actionRef", "executionRef", "observationRef"}) {
        write_member(name, step.find(name), writer);
      }
      writer.end_object();
    }
  }
  writer.end_array();
}

inline void write_observation(const json::Node& observation, json::Writer& writer) {
  if (!observation.is_object()) return;
  auto digest = normalize_digest(observation.find("digest"));
  if (!digest) {
    Sha256 hash;
    digest = ContentDigest::of(hex_text(observation_digest(observation, hash)));
  }
  writer.begin_object();
  write_member("id", observation.find("id"), writer);
  write_member("type", observation.find("type"), writer);
  writer.key("ref");
  writer.begin_object();
  writer.key("kind");
  writer.string("observation");
  write_member("id", observation.find("id"), writer);
  writer.key("digest");
  json::encode(*digest, writer);
  writer.end_object();
  writer.key("artifactRefs");
  writer.raw(normalize_observation_refs(&observation).text());
  writer.end_object();
}

inline void write_observations(const json::Node& episode, json::Writer& writer) {
  writer.key("observations");
  writer.begin_array();
  const json::Node* const reset = episode.find("reset");
  if (reset != nullptr && reset->find("observations") != nullptr) {
    for (const json::Node& observation : reset->find("observations")->items()) {
      write_observation(observation, writer);
    }
  }
  if (const json::Node* const steps = episode.find("steps")) {
    for (const json::Node& step : steps->items()) {
      if (const json::Node* const observation = step.find("observation")) {
        write_observation(*observation, writer);
      }
    }
  }
  writer.end_array();
}

/// What the snapshots of a replay index allow as a whole.
inline Replay overall_replay(const std::vector<json::Value>& snapshots) {
  Replay overall{snapshots.empty() ? "partial" : std::string(metadata_only), {}};
  for (const json::Value& snapshot : snapshots) {
    const json::Parsed parsed(snapshot);
    const json::Node* const replay = parsed.root().find("replay");
    if (text_of(*replay, "status") == runtime_state_artifact) {
      overall.status = runtime_state_artifact;
    }
    for (const json::Node& limitation : replay->find("limitations")->items()) {
      const std::string text = limitation.text();
      auto& known = overall.limitations;
      if (std::find(known.begin(), known.end(), text) == known.end()) known.push_back(text);
    }
  }
  if (overall.limitations.empty() && overall.status != runtime_state_artifact) {
    overall.limitations.emplace_back(
        "The references are evidence of a run; they do not hold the whole state of its site.");
  }
  return overall;
}

inline void write_replay(const std::vector<json::Value>& snapshots, json::Writer& writer) {
  const Replay overall = overall_replay(snapshots);
  writer.key("replay");
  writer.begin_object();
  writer.key("status");
  writer.string(overall.status);
  writer.key("instructions");
  write_texts({"The ordered actions and their executions are in references.trace; without a trace, "
               "commands ran in the order of references.commands.",
               "Files that changed are in references.changedFiles and references.patch, and as "
               "steps of a blueprint in references.blueprintAfter.",
               "What was observed is in references.observations and the files that its entries "
               "name.",
               "Snapshots are described in references.runtimeReferenceManifest."},
              writer);
  writer.key("limitations");
  write_texts(overall.limitations, writer);
  writer.end_object();
}

}  // namespace reference_documents

WP_CODEBOX_INLINE bool is_reference_file(std::string_view path) {
  constexpr std::string_view left_out[] = {"manifest.json", "metadata.json", "files/review.json",
                                           "files/runtime-reference-manifest.json",
                                           "files/runtime-replay-index.json"};
  return std::find(std::begin(left_out), std::end(left_out), path) == std::end(left_out);
}

WP_CODEBOX_INLINE json::Value reference_snapshot(const json::Node& snapshot) {
  namespace documents = reference_documents;
  const std::string semantics = documents::snapshot_semantics(snapshot);
  const documents::Replay replay = documents::replay_of(semantics);
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    documents::write_member("id", snapshot.find("id"), writer);
    writer.key("semantics");
    writer.string(semantics);
    writer.key("digest");
    json::encode(documents::digest_of_snapshot(snapshot), writer);
    writer.key("replay");
    writer.begin_object();
    writer.key("status");
    writer.string(replay.status);
    writer.key("limitations");
    documents::write_texts(replay.limitations, writer);
    writer.end_object();
    writer.key("artifactRefs");
    writer.raw(normalize_observation_refs(&snapshot).text());
    writer.end_object();
  });
}

WP_CODEBOX_INLINE json::Value build_reference_manifest(const ReferenceSources& sources) {
  namespace documents = reference_documents;
  const auto files = documents::sorted_by_path(sources.files);
  const auto snapshots = documents::reference_snapshots(sources.snapshots);
  return documents::document(
      "wp-codebox/runtime-reference-manifest/v1", reference_manifest_id_prefix, sources,
      [&](json::Writer& writer) {
        documents::write_values("files", files, writer);
        if (sources.trace) {
          writer.key("trace");
          writer.raw(sources.trace->text());
        }
        if (sources.events) {
          writer.key("events");
          writer.raw(sources.events->text());
        }
        documents::write_values("snapshots", snapshots, writer);
      },
      &reference_manifest_digest_hex);
}

WP_CODEBOX_INLINE json::Value build_replay_index(const ReferenceSources& sources) {
  namespace documents = reference_documents;
  const json::Parsed episode(sources.episode.value_or(json::Value()));
  const auto snapshots = documents::reference_snapshots(sources.snapshots);
  return documents::document(
      "wp-codebox/runtime-replay-reference-index/v1", replay_index_id_prefix, sources,
      [&](json::Writer& writer) {
        documents::write_references(sources, writer);
        documents::write_actions(episode.root(), writer);
        documents::write_observations(episode.root(), writer);
        documents::write_values("snapshots", snapshots, writer);
        documents::write_replay(snapshots, writer);
      },
      &replay_index_digest_hex);
}

}  // namespace WP_CODEBOX_NAMESPACE
