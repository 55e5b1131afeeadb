#pragma once

#include <algorithm>

#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace artifact_digests {

/// SHA-256 of a domain, a line feed and the stable form of those members that the document has.
/// `names` are sorted.
inline std::string members_digest(std::string_view domain, const json::Node& document,
                                  std::span<const std::string_view> names) {
  Sha256 hash;
  Sha256Output output(hash);
  output.put(domain);
  output.put('\n');
  output.put('{');
  bool first = true;
  for (const std::string_view name : names) {
    const json::Node* const value = document.find(name);
    if (value == nullptr) continue;
    if (!first) output.put(',');
    first = false;
    json::write_string(name, output);
    output.put(':');
    json::write_stable(*value, output);
  }
  output.put('}');
  return output.finish_hex();
}

inline const std::string zero_record =
    R"({"algorithm":"sha256","value":")" + std::string(64, '0') + R"("})";

/// Writes an entry of a manifest with its digest zeroed.
inline void write_zeroed(const json::Node& entry, json::Writer& writer) {
  writer.begin_object();
  for (const json::Member& member : entry.members()) {
    if (member.name() == "sha256") continue;
    writer.key(member.name());
    writer.node(member.value);
  }
  writer.key("sha256");
  writer.raw(zero_record);
  writer.end_object();
}

inline void write_files(const json::Node& files, std::string_view file_name, json::Writer& writer) {
  writer.begin_array();
  for (const json::Node& entry : files.items()) {
    const json::Node* const path = entry.find("path");
    if (path != nullptr && path->equals(file_name)) {
      write_zeroed(entry, writer);
    } else {
      writer.node(entry);
    }
  }
  writer.end_array();
}

/// The parts of a path, `.` and `..` resolved as text; `..` at the front of a relative path stays.
inline std::string resolve_dots(std::string_view path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!absolute) {
      parts.push_back(part);
    }
  }
  std::string resolved = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) resolved += '/';
    resolved += parts[i];
  }
  return resolved;
}

inline void write_paths(const std::vector<std::string>& paths, json::Writer& writer) {
  std::vector<std::string> normal;
  for (const std::string& path : paths) normal.push_back(normalize_workspace_path(path));
  std::sort(normal.begin(), normal.end(), [](const std::string& left, const std::string& right) {
    return json::compare_utf16(left, right) < 0;
  });
  writer.begin_array();
  for (const std::string& path : normal) writer.string(path);
  writer.end_array();
}

}  // namespace artifact_digests

WP_CODEBOX_INLINE ArtifactContentHash::ArtifactContentHash() {
  hash_.update("wp-codebox/artifact-content/v1\n");
}

WP_CODEBOX_INLINE void ArtifactContentHash::begin_input(std::string_view path) {
  if (!first_) hash_.update("\n");
  first_ = false;
  hash_.update(path);
  hash_.update("\n");
}

WP_CODEBOX_INLINE std::string manifest_self_digest_hex(const json::Node& manifest,
                                                       std::string_view file_name) {
  std::string zeroed;
  json::StringOutput text(zeroed);
  json::Writer writer(text);
  writer.begin_object();
  for (const json::Member& member : manifest.members()) {
    writer.key(member.name());
    if (member.name() == "files" && member.value.is_array()) {
      artifact_digests::write_files(member.value, file_name, writer);
    } else {
      writer.node(member.value);
    }
  }
  writer.end_object();
  text.flush();
  // What was written from nodes is JSON and no deeper than they were.
  json::Document document;
  (void)document.read(zeroed, {.max_depth = json::depth_limit});
  Sha256 hash;
  Sha256Output output(hash);
  output.put("wp-codebox/artifact-manifest-self/v1\n");
  json::write_stable(document.root(), output);
  return output.finish_hex();
}

WP_CODEBOX_INLINE std::string manifest_self_digest_hex(const ArtifactManifest& manifest,
                                                       std::string_view file_name) {
  const std::string text = json::to_json(manifest);
  json::Document document;
  (void)document.read(text, {.max_depth = json::depth_limit});
  return manifest_self_digest_hex(document.root(), file_name);
}

WP_CODEBOX_INLINE std::string reference_manifest_digest_hex(const json::Node& document) {
  constexpr std::string_view names[] = {"artifactBundle", "events",    "files", "runtime",
                                        "schema",         "snapshots", "trace", "version"};
  return artifact_digests::members_digest("wp-codebox/runtime-reference-manifest/v1", document,
                                          names);
}

WP_CODEBOX_INLINE std::string replay_index_digest_hex(const json::Node& document) {
  constexpr std::string_view names[] = {"actions",    "artifactBundle", "observations",
                                        "references", "replay",         "runtime",
                                        "schema",     "snapshots",      "version"};
  return artifact_digests::members_digest("wp-codebox/runtime-replay-reference-index/v1", document,
                                          names);
}

WP_CODEBOX_INLINE std::string command_policy_digest_hex(std::span<const std::string> commands) {
  Sha256 hash;
  Sha256Output output(hash);
  json::Writer writer(output);
  writer.begin_array();
  for (const std::string& command : commands) writer.string(command);
  writer.end_array();
  output.put('\n');
  return output.finish_hex();
}

WP_CODEBOX_INLINE std::string normalize_workspace_path(std::string_view path) {
  std::string slashed(path);
  std::replace(slashed.begin(), slashed.end(), '\\', '/');
  std::string normal = artifact_digests::resolve_dots(slashed);
  const bool trailing = slashed.ends_with('/');
  if (normal.empty()) return trailing ? "" : ".";
  if (trailing && !normal.ends_with('/')) normal += '/';
  return normal;
}

WP_CODEBOX_INLINE std::string workspace_policy_digest_hex(const WorkspacePolicyDigestInput& policy,
                                                          std::string_view working_directory) {
  std::string root = policy.workspaceRoot;
  if (!root.starts_with('/')) root = std::string(working_directory) + "/" + root;
  Sha256 hash;
  Sha256Output output(hash);
  json::Writer writer(output);
  writer.begin_object();
  writer.key("workspaceRoot");
  writer.string(artifact_digests::resolve_dots(root));
  writer.key("writableRoots");
  artifact_digests::write_paths(policy.writableRoots, writer);
  writer.key("hiddenPaths");
  artifact_digests::write_paths(policy.hiddenPaths, writer);
  writer.key("gitBacked");
  writer.boolean(policy.gitBacked);
  writer.end_object();
  return output.finish_hex();
}

}  // namespace WP_CODEBOX_NAMESPACE
