#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A pointer to something in a trace or a bundle: contract type `RuntimeEpisodeTraceRef`.

namespace WP_CODEBOX_NAMESPACE {

/// What a reference of a trace points at.
enum class KnownTraceRefKind : std::uint8_t {
  action,
  execution,
  observation,
  snapshot,
  artifact_bundle
};
template <>
inline constexpr auto json::enum_texts<KnownTraceRefKind> =
    json::enum_texts_of("action", "execution", "observation", "snapshot", "artifact-bundle");

/// Other texts are legal too.
using TraceRefKind = json::Open<KnownTraceRefKind>;

/// Contract type `RuntimeEpisodeTraceRef`.
struct RuntimeEpisodeTraceRef {
  TraceRefKind kind;
  std::string id;
  std::optional<RuntimeEpisodeContentDigest> digest;
  std::optional<std::string> artifactId;
  std::optional<std::string> path;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEpisodeTraceRef&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_episode_trace_ref_fields[] = {
    json::field<&RuntimeEpisodeTraceRef::kind>("kind", "What the reference points at."),
    json::field<&RuntimeEpisodeTraceRef::id>("id", "Id of the target."),
    json::field<&RuntimeEpisodeTraceRef::digest>("digest", "Digest of the target."),
    json::field<&RuntimeEpisodeTraceRef::artifactId>("artifactId",
                                                     "Id of the bundle that holds the target."),
    json::field<&RuntimeEpisodeTraceRef::path>("path", "Where the target is stored."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEpisodeTraceRef::table =
    json::struct_table<RuntimeEpisodeTraceRef>("RuntimeEpisodeTraceRef",
                                               "A pointer to something in a trace or a bundle.",
                                               runtime_episode_trace_ref_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
