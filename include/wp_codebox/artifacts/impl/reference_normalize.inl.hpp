#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "wp_codebox/artifacts/impl/written.hpp"
#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/truthiness.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace reference_normalize {

inline const json::Node* member(const json::Node* object, std::string_view name) {
  return object == nullptr ? nullptr : object->find(name);
}

/// The first of the values that is neither absent nor null, JavaScript's `??`.
template <class... Nodes>
const json::Node* first_given(const json::Node* first, Nodes... others) {
  if constexpr (sizeof...(others) == 0) {
    return json::is_nullish(first) ? nullptr : first;
  } else {
    return json::is_nullish(first) ? first_given(others...) : first;
  }
}

inline void write_digest(std::string_view name, const ContentDigest& digest, json::Writer& writer) {
  writer.key(name);
  json::encode(digest, writer);
}

inline void write_if_given(std::string_view name, const json::Node* value, json::Writer& writer) {
  if (value == nullptr) return;
  writer.key(name);
  writer.node(*value);
}

/// How a field of a browser probe becomes a reference.
struct ProbeField {
  std::string_view name;
  std::string_view kind;
  std::string_view content_type;
};

inline constexpr std::string_view ndjson = "application/x-ndjson";
inline constexpr std::string_view plain_json = "application/json";

inline constexpr std::array<ProbeField, 11> probe_fields{{
    {"actions", "browser-actions", ndjson},
    {"checkpoints", "browser-checkpoints", ndjson},
    {"console", "browser-console", ndjson},
    {"errorsFile", "browser-errors", ndjson},
    {"html", "browser-html-snapshot", "text/html; charset=utf-8"},
    {"memory", "browser-memory", plain_json},
    {"network", "browser-network", ndjson},
    {"performance", "browser-performance", plain_json},
    {"screenshot", "browser-screenshot", "image/png"},
    {"steps", "browser-steps", ndjson},
    {"summaryFile", "browser-summary", plain_json},
}};

inline bool is_text_value(const json::Node* value) {
  return value != nullptr && value->is_string() && !value->is_empty_string();
}

/// Writes a list of those values that `normalize` can bring into form.
template <class Normalize>
json::Value normalized_list(const json::Node* list, const Normalize& normalize) {
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_array();
    if (list != nullptr) {
      for (const json::Node& item : list->items()) {
        if (const auto value = normalize(&item)) writer.raw(value->text());
      }
    }
    writer.end_array();
  });
}

}  // namespace reference_normalize

WP_CODEBOX_INLINE std::optional<ContentDigest> normalize_digest(const json::Node* value) {
  if (value == nullptr) return std::nullopt;
  if (reference_normalize::is_text_value(value)) return ContentDigest::of(value->text());
  if (!value->is_object()) return std::nullopt;
  const json::Node* const algorithm = value->find("algorithm");
  const json::Node* const text = value->find("value");
  if (algorithm != nullptr && algorithm->equals("sha256") &&
      reference_normalize::is_text_value(text)) {
    return ContentDigest::of(text->text());
  }
  for (const std::string_view name : {"sha256", "digest", "contentDigest"}) {
    if (auto digest = normalize_digest(value->find(name))) return digest;
  }
  return std::nullopt;
}

WP_CODEBOX_INLINE std::string normalize_content_type(const json::Node* object,
                                                     std::string_view fallback) {
  namespace normal = reference_normalize;
  const json::Node* const value =
      normal::first_given(normal::member(object, "contentType"), normal::member(object, "mimeType"),
                          normal::member(object, "mime"));
  if (value == nullptr || !value->is_string()) return std::string(fallback);
  std::string text = value->text();
  return trim_text(text).empty() ? std::string(fallback) : text;
}

WP_CODEBOX_INLINE std::optional<json::Value> normalize_file_ref(const json::Node* object) {
  namespace normal = reference_normalize;
  const json::Node* const path = normal::member(object, "path");
  const json::Node* const kind = normal::member(object, "kind");
  const auto digest = normalize_digest(
      normal::first_given(normal::member(object, "sha256"), normal::member(object, "digest")));
  if (!json::is_truthy(path) || !json::is_truthy(kind) || !digest) return std::nullopt;
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    normal::write_if_given("path", path, writer);
    normal::write_if_given("kind", kind, writer);
    writer.key("contentType");
    writer.string(normalize_content_type(object));
    normal::write_digest("sha256", *digest, writer);
    writer.end_object();
  });
}

WP_CODEBOX_INLINE json::Value normalize_file_refs(const json::Node* list) {
  return reference_normalize::normalized_list(
      list, [](const json::Node* item) { return normalize_file_ref(item); });
}

WP_CODEBOX_INLINE std::optional<json::Value> normalize_trace_ref(const json::Node* object,
                                                                 const json::Node* defaults) {
  namespace normal = reference_normalize;
  const auto given = [&](std::string_view name) { return normal::member(object, name); };
  const auto fallback = [&](std::string_view name) { return normal::member(defaults, name); };
  const json::Node* const artifact_id =
      normal::first_given(given("artifactId"), fallback("artifactId"));
  const json::Node* const path = normal::first_given(given("path"), fallback("path"));
  const json::Node* const kind = normal::first_given(given("kind"), fallback("kind"));
  const json::Node* const id = normal::first_given(given("id"), fallback("id"), artifact_id, path);
  if (!json::is_truthy(kind) || !json::is_truthy(id)) return std::nullopt;
  const auto digest =
      normalize_digest(normal::first_given(given("digest"), given("sha256"), fallback("digest")));
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    normal::write_if_given("kind", kind, writer);
    normal::write_if_given("id", id, writer);
    normal::write_if_given("artifactId", artifact_id, writer);
    normal::write_if_given("path", path, writer);
    if (digest) normal::write_digest("digest", *digest, writer);
    writer.end_object();
  });
}

WP_CODEBOX_INLINE json::Value normalize_trace_refs(const json::Node* list,
                                                   const json::Node* defaults) {
  return reference_normalize::normalized_list(
      list, [defaults](const json::Node* item) { return normalize_trace_ref(item, defaults); });
}

WP_CODEBOX_INLINE json::Value normalize_observation_refs(const json::Node* list_or_object) {
  if (list_or_object != nullptr && list_or_object->is_object()) {
    return normalize_trace_refs(list_or_object->find("artifactRefs"));
  }
  return normalize_trace_refs(list_or_object);
}

WP_CODEBOX_INLINE std::optional<json::Value> normalize_bundle_trace_ref(const json::Node* bundle) {
  namespace normal = reference_normalize;
  const json::Value ref = artifacts_impl::written([bundle](json::Writer& writer) {
    writer.begin_object();
    writer.key("kind");
    writer.string("artifact-bundle");
    normal::write_if_given("id", normal::member(bundle, "id"), writer);
    normal::write_if_given("artifactId", normal::member(bundle, "id"), writer);
    normal::write_if_given("path", normal::member(bundle, "directory"), writer);
    normal::write_if_given("digest", normal::member(bundle, "contentDigest"), writer);
    writer.end_object();
  });
  const json::Parsed parsed(ref);
  return normalize_trace_ref(&parsed.root());
}

WP_CODEBOX_INLINE std::optional<json::Value> normalize_bundle_ref(const json::Node* bundle) {
  namespace normal = reference_normalize;
  const json::Node* const id = normal::member(bundle, "id");
  const json::Node* const content = normal::member(bundle, "contentDigest");
  const auto digest =
      normalize_digest(content != nullptr ? content : normal::member(bundle, "digest"));
  if (!json::is_truthy(id) || !digest) return std::nullopt;
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    writer.key("kind");
    writer.string("artifact-bundle");
    normal::write_if_given("id", id, writer);
    normal::write_digest("digest", *digest, writer);
    writer.end_object();
  });
}

WP_CODEBOX_INLINE json::Value browser_summary_refs(const json::Node* summary) {
  namespace normal = reference_normalize;
  const json::Node* const probes = normal::member(summary, "probes");
  return artifacts_impl::written([probes](json::Writer& writer) {
    writer.begin_array();
    std::size_t index = 0;
    for (const json::Node& probe :
         probes == nullptr ? std::span<const json::Node>() : probes->items()) {
      for (const normal::ProbeField& field : normal::probe_fields) {
        const json::Node* const path = probe.find(field.name);
        if (!normal::is_text_value(path)) continue;
        writer.begin_object();
        writer.key("probeIndex");
        writer.number(static_cast<double>(index));
        writer.key("field");
        writer.string(field.name);
        writer.key("path");
        writer.node(*path);
        writer.key("kind");
        writer.string(field.kind);
        writer.key("contentType");
        writer.string(field.content_type);
        writer.end_object();
      }
      ++index;
    }
    writer.end_array();
  });
}

WP_CODEBOX_INLINE ArtifactManifestFile
artifact_manifest_file(std::string path, std::string kind, std::string content_type,
                       std::optional<ArtifactFileDigest> digest) {
  if (!digest) digest = ContentDigest::of(std::string(64, '0'));
  return {std::move(path), std::move(kind), std::move(content_type), std::move(*digest), {}};
}

}  // namespace WP_CODEBOX_NAMESPACE
