#include "conformance/documents/document_digest.hpp"

#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

template <Sha256Bytes (*Digest)(const json::Node&, Sha256&)>
std::string hex_of(const json::Node& document) {
  Sha256 hash;
  return hex_text(Digest(document, hash));
}

}  // namespace

const std::vector<DigestKind>& digest_kinds() {
  static const std::vector<DigestKind> kinds = {
      {"stable", "SHA-256 of the stable form",
       [](const json::Node& node) { return sha256_hex(json::stable_json(node)); }},
      {"episode", "the episode domain over the whole value", &episode_digest_hex},
      {"action", "of an action or its record", &hex_of<&action_digest>},
      {"execution", "of an execution result", &hex_of<&execution_digest>},
      {"observation", "of an observation result", &hex_of<&observation_digest>},
      {"snapshot", "of a snapshot", &hex_of<&snapshot_digest>},
      {"manifest", "the self hash of a bundle's manifest",
       [](const json::Node& node) { return manifest_self_digest_hex(node); }},
      {"reference-manifest", "of a runtime-reference-manifest", &reference_manifest_digest_hex},
      {"replay-index", "of a runtime-replay-index", &replay_index_digest_hex}};
  return kinds;
}

std::optional<std::string> document_digest(std::string_view kind, const json::Node& document) {
  for (const DigestKind& candidate : digest_kinds()) {
    if (candidate.name == kind) return candidate.hex(document);
  }
  return std::nullopt;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
