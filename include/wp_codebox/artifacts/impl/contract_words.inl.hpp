#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "wp_codebox/artifacts/contract_words.hpp"
#include "wp_codebox/contracts/content_digest.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace contract_words {

/// Sorted by byte, for binary search.
inline constexpr auto member_names = std::to_array<std::string_view>({
    "abilities",
    "ability",
    "absolutePath",
    "action",
    "actionCount",
    "actions",
    "activationSteps",
    "activePlugins",
    "activeTheme",
    "additionalProperties",
    "agent",
    "algorithm",
    "allowHosts",
    "altText",
    "approvals",
    "area",
    "args",
    "artifact",
    "artifactId",
    "artifactPath",
    "artifactRefs",
    "artifacts",
    "assertions",
    "assets",
    "backend",
    "base64",
    "baselineSource",
    "bind",
    "blueprint",
    "body",
    "bodyBytes",
    "bodySha256",
    "browser",
    "bytes",
    "cacheValidation",
    "capability",
    "caps",
    "category",
    "checkpoints",
    "code",
    "command",
    "commandId",
    "commands",
    "compatibility",
    "component",
    "config",
    "console",
    "consoleMessages",
    "content",
    "contentHash",
    "context",
    "count",
    "createSql",
    "createdAt",
    "cwd",
    "data",
    "database",
    "databaseTables",
    "declaration",
    "default_branch",
    "dependencySteps",
    "description",
    "detail",
    "details",
    "deviceScaleFactor",
    "diagnostic",
    "diagnostics",
    "digest",
    "directory",
    "editorState",
    "effectivePreviewOrigin",
    "elapsed_ms",
    "entries",
    "environment",
    "error",
    "errors",
    "errorsFile",
    "event",
    "executionId",
    "executor",
    "exists",
    "exitCode",
    "failed",
    "files",
    "filesystem",
    "finalUrl",
    "findings",
    "finishedAt",
    "fixedPreviewPort",
    "format",
    "found",
    "generatedAt",
    "globalStyles",
    "handler",
    "hasFixedPort",
    "hasPublicUrl",
    "hasSiteUrl",
    "hasTouch",
    "hashes",
    "headers",
    "height",
    "homeUrl",
    "hostTools",
    "html",
    "id",
    "includeContent",
    "includeFiles",
    "includeLogs",
    "includeObservations",
    "includePatch",
    "includeRuntimeSnapshotBundles",
    "includeScreenshots",
    "inputSchema",
    "isMobile",
    "issues",
    "items",
    "key",
    "keys",
    "kind",
    "label",
    "links",
    "localPreviewOrigin",
    "localUrl",
    "mappedCommand",
    "media",
    "memory",
    "menus",
    "message",
    "metadata",
    "metadataHash",
    "method",
    "mimeType",
    "mode",
    "modifiedGmt",
    "mount",
    "mountIndex",
    "mountMode",
    "mountTarget",
    "mountedInputs",
    "mounts",
    "name",
    "network",
    "networkEvents",
    "object",
    "observedAt",
    "operation",
    "optionNames",
    "options",
    "outputSchema",
    "packageName",
    "parameters",
    "parent",
    "parentId",
    "passed",
    "path",
    "payload",
    "performance",
    "permissions",
    "phase",
    "phpVersion",
    "phpWasmRuntimeAssetPreflight",
    "policy",
    "port",
    "postCounts",
    "posts",
    "preview",
    "previewHoldSeconds",
    "previewUrl",
    "probes",
    "properties",
    "publicUrl",
    "reason",
    "redacted",
    "redaction",
    "references",
    "refs",
    "relativePath",
    "replayability",
    "requestedPreviewOrigin",
    "requestedUrl",
    "required",
    "rest-routes",
    "risk",
    "roles",
    "route",
    "routes",
    "rowCount",
    "rows",
    "runtime",
    "runtimeId",
    "schema",
    "scope",
    "screenshot",
    "secrets",
    "section",
    "sections",
    "selector",
    "semantics",
    "severity",
    "sha256",
    "siteUrl",
    "size",
    "slug",
    "snapshotSchema",
    "source",
    "sourceUrl",
    "spec",
    "stage",
    "startedAt",
    "status",
    "statusText",
    "stderr",
    "stdout",
    "stepCount",
    "stepId",
    "stepTypes",
    "steps",
    "stylesheet",
    "stylesheetHash",
    "summary",
    "summaryFile",
    "tables",
    "target",
    "task",
    "taxonomy",
    "templateParts",
    "templates",
    "terms",
    "theme",
    "timeoutMs",
    "timestamp",
    "timing",
    "title",
    "tool",
    "total",
    "truncated",
    "type",
    "upstreamUrl",
    "url",
    "userAgent",
    "userFields",
    "users",
    "value",
    "version",
    "viewport",
    "width",
    "wordpressVersion",
    "wordpressZip",
    "workspace",
    "wpContentFiles",
    "wpContentPath",
});

inline constexpr auto words = std::to_array<std::string_view>({
    "abilities",
    "action",
    "allow",
    "artifact-bundle",
    "available",
    "complete",
    "connector-scoped",
    "created",
    "database",
    "deny",
    "destroyed",
    "destroyed-on-completion",
    "directory",
    "error",
    "execution",
    "expired-on-completion",
    "failed",
    "file",
    "files",
    "held-after-run",
    "http-response",
    "inspect-mounted-inputs",
    "live-playground",
    "media",
    "menus",
    "metadata-only",
    "mounts",
    "never",
    "none",
    "observation",
    "observation-artifact",
    "ok",
    "on-command",
    "on-write",
    "options",
    "partial-replay",
    "posts",
    "preview:activating-dependencies",
    "preview:applying-blueprint",
    "preview:connecting-client",
    "preview:error",
    "preview:installing-dependencies",
    "preview:loading-client",
    "preview:loading-wordpress",
    "preview:ready",
    "preview:start",
    "public-url-override",
    "readonly",
    "readonly-mounts",
    "readwrite",
    "readwrite-mounts",
    "replayable-runtime-state",
    "rest-routes",
    "running",
    "runtime-events",
    "runtime-info",
    "runtime-logs",
    "runtime-snapshot",
    "runtime-snapshot-artifact",
    "runtime-snapshot-bundle",
    "runtime-state-artifact",
    "runtime.artifacts.collected",
    "runtime.browser-startup-progress",
    "runtime.command.finished",
    "runtime.command.started",
    "runtime.created",
    "runtime.destroyed",
    "runtime.mounted",
    "runtime.observed",
    "runtime.snapshot.created",
    "runtime.snapshot.restored",
    "safe",
    "sandbox",
    "sha256",
    "snapshot",
    "summary",
    "symlink",
    "templates",
    "terms",
    "users",
    "wordpress",
    "wordpress-playground",
    "wordpress-state",
    "wordpress-state-section",
    "wordpress.ability",
    "wordpress.rest-request",
    "wordpress.run-php",
    "wordpress.wp-cli",
    "wp-content",
});

/// Members whose value can be such a word.
inline constexpr auto word_members = std::to_array<std::string_view>({
    "algorithm", "approvals", "backend",   "command", "commands",  "filesystem", "kind",
    "lifecycle", "mode",      "network",   "phase",   "redaction", "scope",      "secrets",
    "section",   "sections",  "semantics", "source",  "status",    "type",
});

static_assert(std::is_sorted(member_names.begin(), member_names.end()));
static_assert(std::is_sorted(words.begin(), words.end()));
static_assert(std::is_sorted(word_members.begin(), word_members.end()));

template <std::size_t Count>
constexpr bool contains(const std::array<std::string_view, Count>& sorted, std::string_view text) {
  return std::binary_search(sorted.begin(), sorted.end(), text);
}

inline bool in_base36(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z');
}
inline bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// `2026-01-02T03:04:05.006Z`, or with seconds only and `+00:00`.
inline bool is_timestamp(std::string_view text) {
  constexpr std::string_view milliseconds = "0000-00-00T00:00:00.000Z";
  constexpr std::string_view seconds = "0000-00-00T00:00:00+00:00";
  const auto fits = [text](std::string_view form) {
    return text.size() == form.size() &&
           std::equal(text.begin(), text.end(), form.begin(), [](char byte, char wanted) {
             return wanted == '0' ? is_digit(byte) : byte == wanted;
           });
  };
  return fits(milliseconds) || fits(seconds);
}

/// `wp-codebox/<name>/v<number>`.
inline bool is_schema_id(std::string_view text) {
  constexpr std::string_view start = "wp-codebox/";
  if (!text.starts_with(start)) return false;
  const std::size_t slash = text.find('/', start.size());
  if (slash == std::string_view::npos || text.size() != slash + 3) return false;
  const std::string_view name = text.substr(start.size(), slash - start.size());
  return !name.empty() && text[slash + 1] == 'v' && is_digit(text[slash + 2]) &&
         std::all_of(name.begin(), name.end(),
                     [](char byte) { return in_base36(byte) || byte == '-'; });
}

/// `<prefix>-<8 or 9 of base 36>-<1 to 6 of base 36>`; returns its length, or 0.
inline std::size_t generated_id_length(std::string_view text) {
  constexpr std::string_view prefixes[] = {"runtime-", "command-", "observation-", "snapshot-",
                                           "event-"};
  for (const std::string_view prefix : prefixes) {
    if (!text.starts_with(prefix)) continue;
    std::size_t at = prefix.size();
    const auto run = [text, &at](std::size_t most) {
      const std::size_t start = at;
      while (at < text.size() && at - start < most && in_base36(text[at])) ++at;
      return at - start;
    };
    if (run(9) < 8 || at == text.size() || text[at] != '-') return 0;
    ++at;
    return run(6) == 0 ? 0 : at;
  }
  return 0;
}

/// A generated id, also with the parts that the episode and observations add: `…:reset:1`.
inline bool is_generated_id(std::string_view text) {
  if (text.starts_with("trace-")) text.remove_prefix(6);
  const std::size_t length = generated_id_length(text);
  if (length == 0) return false;
  if (length == text.size()) return true;
  return text[length] == ':' &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(length), text.end(),
                     [](char byte) { return in_base36(byte) || byte == ':' || byte == '-'; });
}

/// `<words>-sha256-<64 hex>`, the ids of documents.
inline bool is_document_id(std::string_view text) {
  constexpr std::string_view starts[] = {"artifact-bundle-sha256-",
                                         "runtime-reference-manifest-sha256-",
                                         "runtime-replay-reference-index-sha256-"};
  return std::any_of(std::begin(starts), std::end(starts), [text](std::string_view start) {
    return text.starts_with(start) && is_sha256_hex(text.substr(start.size()));
  });
}

/// A path of the layout that holds nothing but generated parts.
inline bool is_layout_path(std::string_view text) {
  constexpr std::string_view folders[] = {"files/observations/", "files/runtime-snapshots/"};
  for (const std::string_view folder : folders) {
    if (!text.starts_with(folder)) continue;
    const std::string_view name = text.substr(folder.size());
    const std::size_t length = generated_id_length(name);
    const std::string_view rest = name.substr(length);
    return length != 0 && (rest == ".json" || rest == ".bundle.json" || rest == "-body.txt" ||
                           (rest.starts_with("-wordpress-state-") && rest.ends_with(".json")));
  }
  return false;
}

}  // namespace contract_words

WP_CODEBOX_INLINE bool is_contract_member_name(std::string_view name) {
  return contract_words::contains(contract_words::member_names, name);
}

WP_CODEBOX_INLINE bool is_contract_word(std::string_view name, std::string_view text) {
  return contract_words::contains(contract_words::word_members, name) &&
         contract_words::contains(contract_words::words, text);
}

WP_CODEBOX_INLINE bool has_contract_form(std::string_view text) {
  namespace words = contract_words;
  return words::is_timestamp(text) || words::is_schema_id(text) || words::is_generated_id(text) ||
         words::is_document_id(text) || is_sha256_hex(text) || words::is_layout_path(text);
}

}  // namespace WP_CODEBOX_NAMESPACE
