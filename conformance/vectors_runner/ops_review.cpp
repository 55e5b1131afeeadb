#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/provenance.hpp"
#include "wp_codebox/artifacts/review.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

template <class T>
std::optional<T> optional_member(const json::Node& object, std::string_view name) {
  const json::Node* const member = object.find(name);
  return member == nullptr ? std::nullopt : std::optional(json::decode_as<T>(*member).value);
}

template <class T>
T member_as(const json::Node& object, std::string_view name) {
  return optional_member<T>(object, name).value_or(T());
}

ReviewSources review_sources(const json::Node& input) {
  ReviewSources sources;
  sources.artifactId = member_text(input, "artifactId");
  sources.createdAt = member_text(input, "createdAt");
  sources.provenance = member_as<ArtifactProvenance>(input, "provenance");
  sources.changedFiles = member_as<ArtifactChangedFiles>(input, "changedFiles").files;
  sources.patch = member_text(input, "patch");
  sources.contentDigest = member_text(input, "contentDigest");
  sources.runtimeCreatedAt = member_text(input, "runtimeCreatedAt");
  sources.mounts = member_as<std::vector<MountSpec>>(input, "mounts");
  sources.preview = optional_member<ArtifactPreview>(input, "preview");
  sources.browser = optional_member<ArtifactReviewBrowserSummary>(input, "browser");
  sources.redaction = optional_member<ArtifactRedactionSummary>(input, "redaction");
  sources.diagnosticsPath = optional_member<std::string>(input, "diagnosticsPath");
  sources.previewEvidencePath = optional_member<std::string>(input, "previewEvidencePath");
  sources.previewSessionEvidencePath =
      optional_member<std::string>(input, "previewSessionEvidencePath");
  return sources;
}

std::optional<std::string> run_review(const VectorRow& row) {
  const json::Node* const expected = row.expect.find("review");
  if (expected == nullptr) return "the row expects no review";
  const json::Parsed input = row.json("review");
  const json::Value built = json::to_value(build_review(review_sources(input.root())));
  const json::Parsed got(built);
  // Labels of changed files are fixed; those of progress and actions are free text.
  const json::Node* const wanted_files = expected->find("changedFiles");
  if (wanted_files != nullptr) {
    if (auto found = difference(*wanted_files, *got.root().find("changedFiles"))) return found;
  }
  return difference(*expected, got.root(), {.ignored = {"summary", "label"}});
}

/// What of the packages follows from the row's variables and environment; names and versions are
/// the reference system's own.
std::optional<std::string> packages_differ(const VectorRow& row, const json::Node& packages,
                                           const RuntimeInfo& runtime) {
  const json::Node* const variables = row.input.find("env");
  const ArtifactPackageSource source = package_source([variables](const std::string& name) {
    const json::Node* const value = variables == nullptr ? nullptr : variables->find(name);
    return value == nullptr ? std::nullopt : std::optional(value->text());
  });
  if (const json::Node* const own = packages.find("wpCodebox")) {
    const json::Node* const wanted = own->find("source");
    if (wanted != nullptr) {
      auto found = difference(*wanted, json::to_value(source), {.ignored = {"digest"}});
      if (found) return found;
    }
  }
  const json::Node* const environment = packages.find("environment");
  if (environment == nullptr) return std::nullopt;
  return difference(*environment, json::to_value(package_environment(runtime.environment)),
                    {.ignored = {"nodeVersion"}});
}

std::optional<std::string> run_artifact_provenance(const VectorRow& row) {
  const json::Node* const expected = row.expect.find("provenance");
  const json::Node* const metadata = row.input.find("metadata");
  const json::Node* const mounts = row.input.find("mounts");
  if (expected == nullptr || metadata == nullptr || mounts == nullptr) return "the row is short";
  const auto runtime = member_as<RuntimeInfo>(row.input, "runtime");
  const json::Node* const packages = expected->find("packages");
  if (packages == nullptr) return "the row expects no packages";
  if (auto found = packages_differ(row, *packages, runtime)) return found;
  return difference(*expected,
                    provenance_document(runtime, *metadata, *mounts, json::Value(*packages)));
}

}  // namespace

void add_review_ops(VectorOps& ops) {
  ops["review"] = run_review;
  ops["artifact-provenance"] = run_artifact_provenance;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
