#pragma once

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "wp_codebox/artifacts/text_content.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/base64.hpp"
#include "wp_codebox/runtime/state_snapshot.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace state_snapshots {

/// Member of a payload that nothing can be restored from.
inline constexpr const char* redacted_member = "redacted";

[[noreturn]] WP_CODEBOX_INLINE void refuse(const Snapshot& snapshot, const std::string& why) {
  throw RuntimeError(error_code::runtime_restore_invalid,
                     "The snapshot " + snapshot.id + " cannot be restored: " + why,
                     {{"snapshotId", json::Value::string(snapshot.id)}});
}

WP_CODEBOX_INLINE ContentDigest database_digest(const WordPressSnapshotDatabase& database) {
  return ContentDigest::of(sha256_hex(json::to_stable_json(database)));
}

/// Over `{path, sha256, bytes}` of each file.
WP_CODEBOX_INLINE ContentDigest files_digest(const std::vector<WordPressSnapshotFile>& files) {
  std::string text;
  {
    json::StringOutput output(text);
    json::Writer writer(output);
    writer.begin_array();
    for (const WordPressSnapshotFile& file : files) {
      // Names in the order of the stable form.
      writer.begin_object();
      writer.key("bytes");
      writer.number(file.bytes);
      writer.key("path");
      writer.string(file.path);
      writer.key("sha256");
      writer.string(file.sha256);
      writer.end_object();
    }
    writer.end_array();
  }
  return ContentDigest::of(sha256_hex(text));
}

WP_CODEBOX_INLINE WordPressSnapshotMetadata metadata_of(const EngineState& state,
                                                        const StateOrigin& origin) {
  WordPressSnapshotMetadata metadata;
  metadata.runtime = origin.runtime;
  metadata.mounts = origin.mounts;
  for (const MountSpec& mount : origin.mounts) {
    metadata.mountedInputs.push_back({mount.source, mount.target, mount.mode, mount.type, {}});
  }
  metadata.activeTheme = state.active_theme;
  metadata.activePlugins = state.active_plugins;
  metadata.wpContentPath = state.wp_content_path;
  return metadata;
}

/// Whether a path of a payload stays below wp-content.
WP_CODEBOX_INLINE bool is_inside(std::string_view path) {
  if (path.empty() || path.find('\0') != std::string_view::npos) return false;
  for (;;) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment.empty() || segment == "." || segment == "..") return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

/// A payload for this kind of backend, if the text is one.
WP_CODEBOX_INLINE std::optional<WordPressRuntimeSnapshot> payload_of(
    std::string_view text, const RuntimeBackendKind& backend) {
  auto decoded = json::from_json<WordPressRuntimeSnapshot>(text);
  if (!decoded.ok() || decoded.value.compatibility.backend != backend) return std::nullopt;
  return std::move(decoded.value);
}

WP_CODEBOX_INLINE std::optional<std::string> file_text(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"),
                                                             &std::fclose);
  if (!file) return std::nullopt;
  std::string text;
  std::string buffer(std::size_t{1024} * 1024, '\0');
  while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), file.get())) {
    text.append(buffer, 0, count);
  }
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return text;
}

/// The payload in the file that the snapshot names.
WP_CODEBOX_INLINE std::optional<WordPressRuntimeSnapshot> artifact_payload(
    const Snapshot& snapshot, const RuntimeBackendKind& backend) {
  const json::Value* const artifact = snapshot.metadata.find("artifact");
  if (artifact == nullptr) return std::nullopt;
  const json::Parsed parsed(*artifact);
  const json::Node* const path = parsed.root().find("absolutePath");
  if (path == nullptr || !path->is_string()) return std::nullopt;
  const std::optional<std::string> text = file_text(path->text());
  if (!text) refuse(snapshot, "its file " + path->text() + " cannot be read");
  const json::Node* const digest = parsed.root().find("digest");
  const json::Node* const value = digest == nullptr ? nullptr : digest->find("value");
  if (value == nullptr || value->text() != sha256_hex(*text)) {
    refuse(snapshot, "its file " + path->text() + " is not the one that was written");
  }
  return payload_of(*text, backend);
}

WP_CODEBOX_INLINE EngineStateFile state_file(const Snapshot& snapshot,
                                             const WordPressSnapshotFile& file) {
  if (!is_inside(file.path)) {
    refuse(snapshot, "the path " + file.path + " does not stay below wp-content");
  }
  std::optional<std::string> bytes = from_base64(file.base64);
  if (!bytes || static_cast<double>(bytes->size()) != file.bytes ||
      sha256_hex(*bytes) != file.sha256) {
    refuse(snapshot, "the content of " + file.path + " does not fit its hash");
  }
  return {file.path, std::move(*bytes)};
}

}  // namespace state_snapshots

WP_CODEBOX_INLINE WordPressRuntimeSnapshot state_document(const EngineState& state,
                                                          const StateOrigin& origin) {
  WordPressRuntimeSnapshot document;
  document.id = origin.snapshot_id;
  document.createdAt = origin.createdAt;
  document.compatibility = {origin.runtime.backend, state.wordpress_version, state.php_version, {}};
  document.metadata = state_snapshots::metadata_of(state, origin);
  document.database = state.database;
  for (const EngineStateFile& file : state.files) {
    document.files.push_back({{},
                              file.path,
                              static_cast<double>(file.bytes.size()),
                              sha256_hex(file.bytes),
                              to_base64(file.bytes),
                              {}});
  }
  std::sort(document.database.tables.begin(), document.database.tables.end(),
            [](const auto& left, const auto& right) { return left.name < right.name; });
  std::sort(document.files.begin(), document.files.end(),
            [](const auto& left, const auto& right) { return left.path < right.path; });
  document.hashes = {state_snapshots::database_digest(document.database),
                     state_snapshots::files_digest(document.files),
                     {}};
  return document;
}

WP_CODEBOX_INLINE bool redact_state(const Redactor& redactor, EngineState& state) {
  RedactionCounts counts;
  for (std::string* const text : {&state.active_theme, &state.wp_content_path}) {
    *text = redactor.redact_text(*text, &counts);
  }
  for (std::string& plugin : state.active_plugins) plugin = redactor.redact_text(plugin, &counts);
  for (WordPressSnapshotTable& table : state.database.tables) {
    table.createSql = redactor.redact_text(table.createSql, &counts);
    for (auto& row : table.rows) {
      json::Dictionary<json::Nullable<std::string>> redacted;
      for (const auto& [column, value] : row) {
        json::Nullable<std::string>& target = redacted.append(column);
        if (value.value) target.value = redactor.redact_text(*value.value, &counts);
      }
      row = std::move(redacted);
    }
  }
  const std::size_t before = state.files.size();
  std::erase_if(state.files, [&redactor](const EngineStateFile& file) {
    return !is_text(file.bytes) && redactor.holds_secret(file.bytes);
  });
  for (EngineStateFile& file : state.files) {
    file.path = redactor.redact_text(file.path, &counts);
    if (is_text(file.bytes)) file.bytes = redactor.redact_text(file.bytes, &counts);
  }
  return counts.total() > 0 || state.files.size() != before;
}

WP_CODEBOX_INLINE void mark_redacted(WordPressRuntimeSnapshot& document) {
  document.extra.set(state_snapshots::redacted_member, json::Value::boolean(true));
}

WP_CODEBOX_INLINE void require_state_semantics(const Snapshot& snapshot) {
  const SnapshotSemantics semantics =
      snapshot.semantics.value_or(SnapshotSemantics(KnownSnapshotSemantics::metadata_only));
  if (semantics == KnownSnapshotSemantics::runtime_state_artifact) return;
  state_snapshots::refuse(snapshot,
                          "its semantics are " + semantics.text() + ", not runtime-state-artifact");
}

WP_CODEBOX_INLINE EngineState read_state(const Snapshot& snapshot,
                                         const RuntimeBackendKind& backend) {
  require_state_semantics(snapshot);
  std::optional<WordPressRuntimeSnapshot> document;
  if (const json::Value* payload = snapshot.metadata.find("payload")) {
    document = state_snapshots::payload_of(payload->text(), backend);
  }
  if (!document) document = state_snapshots::artifact_payload(snapshot, backend);
  if (!document) {
    state_snapshots::refuse(snapshot, "it has no payload for the backend " + backend.text());
  }
  if (document->extra.find(state_snapshots::redacted_member) != nullptr) {
    state_snapshots::refuse(snapshot, "secrets were taken out of its payload");
  }
  if (document->hashes.database != state_snapshots::database_digest(document->database) ||
      document->hashes.files != state_snapshots::files_digest(document->files)) {
    state_snapshots::refuse(snapshot, "its payload does not fit its hashes");
  }
  EngineState state;
  state.wordpress_version = document->compatibility.wordpressVersion;
  state.php_version = document->compatibility.phpVersion;
  state.active_theme = document->metadata.activeTheme;
  state.active_plugins = document->metadata.activePlugins;
  state.wp_content_path = document->metadata.wpContentPath;
  state.database = std::move(document->database);
  for (const WordPressSnapshotFile& file : document->files) {
    state.files.push_back(state_snapshots::state_file(snapshot, file));
  }
  return state;
}

}  // namespace WP_CODEBOX_NAMESPACE
