#include <map>
#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Args = std::vector<json::Parsed>;

const json::Node* arg(const Args& args, std::size_t index) {
  return index < args.size() ? &args[index].root() : nullptr;
}

std::optional<json::Value> as_value(const std::optional<ContentDigest>& digest) {
  return digest ? std::optional(json::to_value(*digest)) : std::nullopt;
}

std::optional<json::Value> run_digest(const Args& args) {
  return as_value(normalize_digest(arg(args, 0)));
}

std::optional<json::Value> run_content_type(const Args& args) {
  const json::Node* const fallback = arg(args, 1);
  return json::Value::string(normalize_content_type(
      arg(args, 0), fallback == nullptr ? std::string(default_content_type) : fallback->text()));
}

std::optional<json::Value> run_manifest_file(const Args& args) {
  const auto text = [&args](std::size_t index) {
    const json::Node* const node = arg(args, index);
    return node == nullptr ? std::string() : node->text();
  };
  return json::to_value(
      artifact_manifest_file(text(0), text(1), text(2), normalize_digest(arg(args, 3))));
}

std::optional<json::Value> run_file_digest(const Args& args) {
  const json::Node* const bytes = arg(args, 0);
  return json::to_value(
      ContentDigest::of(sha256_hex(to_utf8(bytes == nullptr ? "" : bytes->text()))));
}

using Normalizer = std::optional<json::Value> (*)(const Args& args);

const std::map<std::string_view, Normalizer>& normalizers() {
  static const std::map<std::string_view, Normalizer> all = {
      {"ArtifactDigest", run_digest},
      {"ArtifactFileDigest", run_digest},
      {"ArtifactContentType", run_content_type},
      {"RuntimeReferenceManifestFileRef",
       [](const Args& args) { return normalize_file_ref(arg(args, 0)); }},
      {"RuntimeReferenceManifestFileRefs",
       [](const Args& args) { return std::optional(normalize_file_refs(arg(args, 0))); }},
      {"RuntimeEpisodeTraceRef",
       [](const Args& args) { return normalize_trace_ref(arg(args, 0), arg(args, 1)); }},
      {"RuntimeEpisodeTraceRefs",
       [](const Args& args) {
         return std::optional(normalize_trace_refs(arg(args, 0), arg(args, 1)));
       }},
      {"ObservationArtifactRefs",
       [](const Args& args) { return std::optional(normalize_observation_refs(arg(args, 0))); }},
      {"ArtifactBundleTraceRef",
       [](const Args& args) { return normalize_bundle_trace_ref(arg(args, 0)); }},
      {"RuntimeReferenceArtifactBundleRef",
       [](const Args& args) { return normalize_bundle_ref(arg(args, 0)); }},
      {"BrowserArtifactSummaryRefs",
       [](const Args& args) { return std::optional(browser_summary_refs(arg(args, 0))); }},
      {"artifactManifestFile", run_manifest_file},
      {"artifactFileDigest", run_file_digest},
  };
  return all;
}

std::optional<std::string> run_reference_normalize(const VectorRow& row) {
  const auto function = normalizers().find(row.text("function"));
  if (function == normalizers().end()) return "unknown function " + row.text("function");
  const auto got = function->second(row.args());
  if (row.expect.find("undefined") != nullptr) {
    return got ? std::optional("expected nothing, got " + got->text()) : std::nullopt;
  }
  if (!got) return "expected " + member_text(row.expect, "json") + ", got nothing";
  return difference(member_text(row.expect, "json"), *got);
}

}  // namespace

void add_reference_ops(VectorOps& ops) { ops["reference-normalize"] = run_reference_normalize; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
