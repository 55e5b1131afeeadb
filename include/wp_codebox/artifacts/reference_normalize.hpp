#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/contracts/manifest.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// References as other documents spell them, brought into the one form that reference documents
/// have. Nothing here throws; what cannot be brought into form is left out.

namespace WP_CODEBOX_NAMESPACE {

/// What a reference takes for media type when it has none.
inline constexpr std::string_view default_content_type = "application/octet-stream";

/// A digest given as text, as a record, or below `sha256`, `digest` or `contentDigest`. A null
/// pointer stands for an absent value, here and below.
[[nodiscard]] std::optional<ContentDigest> normalize_digest(const json::Node* value);

/// The media type that an object names as contentType, mimeType or mime.
[[nodiscard]] std::string normalize_content_type(const json::Node* object,
                                                 std::string_view fallback = default_content_type);

/// A file with its digest: path, kind, contentType, sha256.
[[nodiscard]] std::optional<json::Value> normalize_file_ref(const json::Node* object);

/// The files of a list; others are dropped.
[[nodiscard]] json::Value normalize_file_refs(const json::Node* list);

/// A reference of a trace: kind, id, artifactId, path, digest; what is missing comes from
/// `defaults`.
[[nodiscard]] std::optional<json::Value> normalize_trace_ref(const json::Node* object,
                                                             const json::Node* defaults = nullptr);

/// The references of a list; others are dropped.
[[nodiscard]] json::Value normalize_trace_refs(const json::Node* list,
                                               const json::Node* defaults = nullptr);

/// The references of a list, or of the `artifactRefs` of an object such as an observation.
[[nodiscard]] json::Value normalize_observation_refs(const json::Node* list_or_object);

/// A reference to a bundle as a trace has it, from the bundle's id, directory and contentDigest.
[[nodiscard]] std::optional<json::Value> normalize_bundle_trace_ref(const json::Node* bundle);

/// A reference to a bundle as reference documents have it: kind, id, digest.
[[nodiscard]] std::optional<json::Value> normalize_bundle_ref(const json::Node* bundle);

/// The files that a browser summary names, probe by probe.
[[nodiscard]] json::Value browser_summary_refs(const json::Node* summary);

/// An entry of a manifest; without a digest it has 64 zeros, for the manifest's own entry.
[[nodiscard]] ArtifactManifestFile artifact_manifest_file(
    std::string path, std::string kind, std::string content_type,
    std::optional<ArtifactFileDigest> digest = std::nullopt);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/reference_normalize.inl.hpp"
#endif
