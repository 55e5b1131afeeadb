#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/preview_evidence.hpp"
#include "wp_codebox/artifacts/preview_url.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::optional<std::string> run_preview_url(const VectorRow& row) {
  const json::Node* const url = row.input.find("url");
  if (url == nullptr) return "the row has no url";
  const std::string text = url->text();
  const auto given = url->is_null() ? std::nullopt : std::optional<std::string_view>(text);
  return difference(row.expect,
                    json::to_value(classify_preview_url(given, PreviewUrlProfile::core)));
}

/// The rows' bundle is the empty one.
PreviewSources sources_of(const VectorRow& row) {
  PreviewSources sources;
  sources.createdAt = "<now>";
  sources.contentDigest = "e10d3d4a1ea610a9f7bb8dab0bea5847945160c612172eca06fa3cff35f8ab56";
  sources.artifactId = "artifact-bundle-sha256-" + sources.contentDigest;
  sources.profile = PreviewUrlProfile::core;
  json::Issues issues;
  if (const json::Node* const runtime = row.input.find("runtime")) {
    json::decode(*runtime, sources.runtime, issues);
  }
  const json::Node* const preview = row.input.find("preview");
  if (preview != nullptr && preview->is_object()) {
    sources.preview = json::decode_as<ArtifactPreview>(*preview).value;
  }
  if (const json::Node* const events = row.input.find("events")) {
    json::decode(*events, sources.events, issues);
  }
  if (const json::Node* const browser = row.input.find("browser")) {
    sources.browser = json::decode_as<ArtifactReviewBrowserSummary>(*browser).value;
  }
  return sources;
}

const json::Node& evidence_of(const VectorRow& row) {
  static const json::Node none;
  const json::Node* const evidence = row.expect.find("evidence");
  return evidence == nullptr ? none : *evidence;
}

std::optional<std::string> run_preview_evidence(const VectorRow& row) {
  // Labels are free text; the packages are the reference system's own.
  return difference(evidence_of(row), json::to_value(build_preview_evidence(sources_of(row))),
                    {.ignored = {"label", "packages"}});
}

std::optional<std::string> run_preview_session_evidence(const VectorRow& row) {
  return difference(evidence_of(row),
                    json::to_value(build_preview_session_evidence(sources_of(row))),
                    {.ignored = {"components"}});
}

}  // namespace

void add_preview_ops(VectorOps& ops) {
  ops["preview-url"] = run_preview_url;
  ops["preview-evidence"] = run_preview_evidence;
  ops["preview-session-evidence"] = run_preview_session_evidence;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
