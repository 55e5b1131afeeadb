#pragma once

#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/record_digest.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace record_digests {

/// The digest of an object; the function is given the writer between the braces.
template <class Members>
RuntimeEpisodeContentDigest of(const Members& members) {
  std::string text;
  {
    json::StringOutput output(text);
    json::Writer writer(output);
    writer.begin_object();
    members(writer);
    writer.end_object();
  }
  const json::Parsed payload(std::move(text));
  return RuntimeEpisodeContentDigest::of(episode_digest_hex(payload.root()));
}

using Refs = std::optional<std::vector<RuntimeEpisodeTraceRef>>;

WP_CODEBOX_INLINE void write_refs(const Refs& refs, json::Writer& writer) {
  writer.key("artifactRefs");
  json::encode(refs ? *refs : std::vector<RuntimeEpisodeTraceRef>{}, writer);
}

}  // namespace record_digests

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest
observation_digest(const ObservationResult& observation) {
  return record_digests::of([&observation](json::Writer& writer) {
    writer.key("schema");
    writer.string("wp-codebox/runtime-episode-observation/v1");
    writer.key("type");
    writer.string(observation.type);
    writer.key("data");
    writer.raw(observation.data.text());
    writer.key("observedAt");
    writer.string(observation.observedAt);
    record_digests::write_refs(observation.artifactRefs, writer);
  });
}

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest snapshot_digest(const Snapshot& snapshot) {
  return record_digests::of([&snapshot](json::Writer& writer) {
    writer.key("schema");
    writer.string("wp-codebox/runtime-episode-snapshot/v1");
    writer.key("id");
    writer.string(snapshot.id);
    writer.key("createdAt");
    writer.string(snapshot.createdAt);
    writer.key("semantics");
    writer.string(
        snapshot.semantics.value_or(SnapshotSemantics(KnownSnapshotSemantics::metadata_only))
            .text());
    writer.key("metadata");
    json::encode(snapshot.metadata, writer);
    record_digests::write_refs(snapshot.artifactRefs, writer);
  });
}

}  // namespace WP_CODEBOX_NAMESPACE
