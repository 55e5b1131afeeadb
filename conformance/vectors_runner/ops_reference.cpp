#include <map>
#include <span>
#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/reference_documents.hpp"
#include "wp_codebox/artifacts/reference_index.hpp"
#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
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

/// What the builders take, from their argument as the row has it. The episode is whichever member
/// has steps.
ReferenceSources sources_of(const json::Node& input) {
  const auto member = [&input](std::string_view name) -> std::optional<json::Value> {
    const json::Node* const node = input.find(name);
    return node == nullptr ? std::nullopt : std::optional(json::Value(*node));
  };
  const auto list = [&input](std::string_view name) {
    std::vector<json::Value> values;
    if (const json::Node* const node = input.find(name)) {
      for (const json::Node& item : node->items()) values.emplace_back(item);
    }
    return values;
  };
  ReferenceSources sources{member_text(input, "createdAt"),
                           member("runtime").value_or(json::Value()),
                           member("artifactBundle").value_or(json::Value()), list("files")};
  sources.trace = member("trace");
  sources.events = member("events");
  sources.runtimeReferenceManifest = member("runtimeReferenceManifest");
  sources.snapshots = list("snapshots");
  for (const json::Member& given : input.members()) {
    if (given.value.find("steps") != nullptr) sources.episode = json::Value(given.value);
  }
  return sources;
}

/// Free text is inside the digest, so our digest is held against our own document.
std::optional<std::string> own_digest_differs(const json::Value& document, bool manifest) {
  const json::Parsed parsed(document);
  const json::Node& root = parsed.root();
  const std::string digest =
      manifest ? reference_manifest_digest_hex(root) : replay_index_digest_hex(root);
  const auto stated = normalize_digest(root.find("digest"));
  if (auto found = text_difference("digest", digest, stated ? stated->value : "")) return found;
  const std::string_view prefix = manifest ? reference_manifest_id_prefix : replay_index_id_prefix;
  return text_difference("id", std::string(prefix) + digest, member_text(root, "id"));
}

std::optional<std::string> run_document(const VectorRow& row, bool manifest) {
  const auto args = row.args();
  if (args.empty()) return "the row has no args";
  const ReferenceSources sources = sources_of(args.front().root());
  const json::Value built =
      manifest ? build_reference_manifest(sources) : build_replay_index(sources);
  if (auto found = own_digest_differs(built, manifest)) return found;
  // A snapshot's digest is checked although it is called digest: it holds no free text.
  const json::Parsed expected(member_text(row.expect, "json"));
  const json::Parsed got(built);
  const json::Node* const wanted = expected.root().find("snapshots");
  const json::Node* const snapshots = got.root().find("snapshots");
  for (std::size_t i = 0; wanted != nullptr && i < wanted->size() && i < snapshots->size(); ++i) {
    auto found =
        difference(*wanted->items()[i].find("digest"), *snapshots->items()[i].find("digest"));
    if (found) return "snapshot " + std::to_string(i) + " " + *found;
  }
  return difference(
      expected.root(), got.root(),
      {.ignored = {"instructions", "limitations", "digest", "id"}, .sets = {"files"}});
}

std::optional<std::string> run_reference_manifest(const VectorRow& row) {
  return run_document(row, true);
}

std::optional<std::string> run_replay_index(const VectorRow& row) {
  return run_document(row, false);
}

std::optional<std::string> run_reference_index(const VectorRow& row) {
  ReferenceIndexSources sources;
  sources.createdAt = row.text("createdAt");
  const auto items = [&row](std::string_view name) {
    const json::Node* const list = row.input.find(name);
    return list == nullptr ? std::span<const json::Node>() : list->items();
  };
  for (const json::Node& path : items("manifestPaths")) {
    sources.manifest_paths.push_back(path.text());
  }
  sources.read = [&items](const std::string& path) -> std::optional<std::string> {
    for (const json::Node& file : items("files")) {
      if (member_text(file, "path") == path) return member_text(file, "text");
    }
    return std::nullopt;
  };
  for (const json::Node& file : items("captured")) {
    sources.captured.emplace_back(member_text(file, "artifactPath"), member_text(file, "target"));
  }
  for (const json::Node& probe : items("browser")) {
    if (probe.find("html") == nullptr || probe.find("finalUrl") == nullptr) continue;
    sources.browser_urls[member_text(probe, "html")] = member_text(probe, "finalUrl");
  }
  const auto index = build_reference_index(sources);
  const json::Node* const expected = row.expect.find("index");
  if (expected == nullptr) return index ? std::optional("expected an error") : std::nullopt;
  if (!index) return "a listed file is not there";
  // WPC-ART-028: the reference system sorts with its locale.
  return difference(*expected, json::to_value(*index),
                    {.sets = {"references", "present", "missing", "entrypoints"}});
}

}  // namespace

void add_reference_ops(VectorOps& ops) {
  ops["reference-normalize"] = run_reference_normalize;
  ops["reference-manifest"] = run_reference_manifest;
  ops["replay-index"] = run_replay_index;
  ops["reference-index"] = run_reference_index;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
