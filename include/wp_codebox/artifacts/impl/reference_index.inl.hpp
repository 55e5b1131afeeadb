#pragma once

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "wp_codebox/artifacts/impl/reference_scan.hpp"
#include "wp_codebox/artifacts/reference_index.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace reference_index {

inline std::optional<RuntimeReferenceFileKind> kind_of(const std::string& path) {
  const std::string lower = ascii_lower(path);
  if (lower.ends_with(".html") || lower.ends_with(".htm")) return RuntimeReferenceFileKind::html;
  if (lower.ends_with(".css")) return RuntimeReferenceFileKind::css;
  if (lower.ends_with(".md") || lower.ends_with(".markdown")) {
    return RuntimeReferenceFileKind::markdown;
  }
  return std::nullopt;
}

/// Whether a reference leads to a file beside: not to a place in the page, another host or scheme.
inline bool is_local(std::string_view raw) {
  if (raw.empty() || raw.starts_with('#') || raw.starts_with("//")) return false;
  const auto is_letter = [](char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  };
  const auto in_scheme = [&is_letter](char byte) {
    return is_letter(byte) || (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' ||
           byte == '.';
  };
  if (!is_letter(raw.front())) return true;
  const auto end = std::find_if_not(raw.begin(), raw.end(), in_scheme);
  return end == raw.end() || *end != ':';
}

/// A path with `.` and `..` resolved as text, `.` for an empty one.
inline std::string resolved(const std::string& path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    std::string part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(std::move(part));
    } else if (!parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (!absolute) {
      parts.push_back(std::move(part));
    }
  }
  std::string text = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i == 0 ? "" : "/") + parts[i];
  if (!parts.empty() && path.ends_with('/')) text += '/';
  return text.empty() ? "." : text;
}

inline std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// Builds one index.
class Builder {
 public:
  explicit Builder(const ReferenceIndexSources& sources)
      : sources_(sources), paths_(sources.manifest_paths.begin(), sources.manifest_paths.end()) {
    for (const auto& [artifact_path, target] : sources.captured) {
      targets_[artifact_path] = target;
      artifacts_[target] = artifact_path;
    }
  }

  std::optional<RuntimeReferenceIndex> build() {
    index_.createdAt = sources_.createdAt;
    for (const std::string& path : sorted_paths()) {
      const auto kind = kind_of(path);
      if (!kind) continue;
      const auto text = sources_.read(path);
      if (!text) return std::nullopt;
      index_.summary.filesScanned += 1;
      scan(path, *kind, *text);
    }
    finish();
    return std::move(index_);
  }

 private:
  [[nodiscard]] std::vector<std::string> sorted_paths() const {
    std::vector<std::string> paths = sources_.manifest_paths;
    std::sort(paths.begin(), paths.end(), [](const std::string& left, const std::string& right) {
      return json::compare_utf16(left, right) < 0;
    });
    return paths;
  }

  void scan(const std::string& path, RuntimeReferenceFileKind kind, const std::string& text) {
    RuntimeReferenceSource source;
    source.path = path;
    source.kind = kind;
    if (const auto target = targets_.find(path); target != targets_.end()) {
      source.runtimePath = target->second;
    }
    if (const auto url = sources_.browser_urls.find(path); url != sources_.browser_urls.end()) {
      source.url = url->second;
    }
    add_entrypoint(source);
    std::vector<FoundReference> found;
    if (kind == RuntimeReferenceFileKind::html) found = find_html_references(text);
    if (kind == RuntimeReferenceFileKind::css) found = find_css_references(text);
    if (kind == RuntimeReferenceFileKind::markdown) found = find_markdown_references(text);
    for (const FoundReference& reference : found) {
      if (is_local(reference.raw)) add(source, reference);
    }
  }

  void add_entrypoint(const RuntimeReferenceSource& source) {
    RuntimeReferenceEntrypoint entrypoint;
    entrypoint.path = source.path;
    entrypoint.kind = source.kind;
    entrypoint.runtimePath = source.runtimePath;
    entrypoint.url = source.url;
    if (source.kind == RuntimeReferenceFileKind::css) return;
    if (source.kind == RuntimeReferenceFileKind::markdown) {
      std::string name = ascii_lower(source.path.substr(source.path.rfind('/') + 1));
      name.resize(name.rfind('.'));
      if (name != "readme" && name != "index") return;
      entrypoint.reason = RuntimeReferenceEntrypointReason::markdown_entrypoint_name;
    }
    index_.entrypoints.push_back(std::move(entrypoint));
  }

  void add(const RuntimeReferenceSource& source, const FoundReference& found) {
    RuntimeReference reference;
    reference.source = source;
    reference.kind = RuntimeReferenceKind(found.kind);
    reference.context = found.context;
    RuntimeReferenceTarget& target = reference.target;
    target.raw = found.raw;
    const std::string file = found.raw.substr(0, found.raw.find_first_of("?#"));
    const std::string base = folder_of(source.runtimePath.value_or(source.path));
    target.path = file.starts_with('/') ? file : resolved(base + "/" + file);
    if (source.runtimePath) {
      target.runtimePath = target.path;
      if (const auto artifact = artifacts_.find(target.path); artifact != artifacts_.end()) {
        target.present = true;
        target.artifactPath = artifact->second;
      }
    } else if (paths_.contains(target.path)) {
      target.present = true;
      target.artifactPath = target.path;
    }
    index_.references.push_back(std::move(reference));
  }

  void finish() {
    const auto key = [](const RuntimeReference& reference) {
      return reference.source.path + '\0' + reference.target.raw + '\0' + reference.kind.text();
    };
    std::stable_sort(index_.references.begin(), index_.references.end(),
                     [&key](const RuntimeReference& left, const RuntimeReference& right) {
                       return json::compare_utf16(key(left), key(right)) < 0;
                     });
    for (const RuntimeReference& reference : index_.references) {
      (reference.target.present ? index_.present : index_.missing).push_back(reference);
    }
    index_.summary.references = static_cast<double>(index_.references.size());
    index_.summary.present = static_cast<double>(index_.present.size());
    index_.summary.missing = static_cast<double>(index_.missing.size());
    index_.summary.entrypoints = static_cast<double>(index_.entrypoints.size());
  }

  const ReferenceIndexSources& sources_;
  std::set<std::string, std::less<>> paths_;
  std::map<std::string, std::string> targets_;    // Sandbox path by bundle path.
  std::map<std::string, std::string> artifacts_;  // Bundle path by sandbox path.
  RuntimeReferenceIndex index_;
};

inline void add_srcset(std::string_view value, std::vector<FoundReference>& found) {
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find(',', at), value.size());
    const std::string_view item = trim_text(value.substr(at, end - at));
    at = end + 1;
    const auto space = std::find_if(item.begin(), item.end(), reference_scan::is_space);
    if (!item.empty()) found.push_back({std::string(item.begin(), space), "srcset", "srcset"});
  }
}

}  // namespace reference_index

WP_CODEBOX_INLINE std::vector<FoundReference> find_html_references(std::string_view text) {
  std::vector<FoundReference> found;
  reference_scan::scan_attributes(text, {"src", "href", "poster"},
                                  [&found](std::string_view name, std::string_view value) {
                                    const std::string raw(trim_text(value));
                                    std::string kind(name);
                                    if (name == "poster") kind = "media-poster";
                                    if (name == "href" && reference_scan::names_style_sheet(raw))
                                      kind = "stylesheet";
                                    found.push_back({raw, kind, std::string(name)});
                                  });
  reference_scan::scan_attributes(text, {"srcset"},
                                  [&found](std::string_view /*name*/, std::string_view value) {
                                    reference_index::add_srcset(value, found);
                                  });
  return found;
}

WP_CODEBOX_INLINE std::vector<FoundReference> find_css_references(std::string_view text) {
  std::vector<FoundReference> found;
  reference_scan::NextByte parenthesis(text, ')');
  for (std::size_t at = 0; at + 4 <= text.size();) {
    if (!reference_scan::starts_with_any_case(text, at, "url(")) {
      ++at;
      continue;
    }
    std::size_t end = at + 4;
    const auto value = reference_scan::css_value(text, at + 4, parenthesis, end);
    if (value) found.push_back({std::string(trim_text(*value)), "css-url", "url()"});
    at = end;
  }
  return found;
}

WP_CODEBOX_INLINE std::vector<FoundReference> find_markdown_references(std::string_view text) {
  std::vector<FoundReference> found;
  reference_scan::NextByte bracket(text, ']');
  for (std::size_t at = text.find("!["); at != std::string_view::npos;) {
    const std::size_t close = bracket.from(at + 2);
    std::size_t end = at + 2;
    if (close != std::string_view::npos && close + 1 < text.size() && text[close + 1] == '(') {
      const auto target = reference_scan::markdown_target(text, close + 2, end);
      if (target) found.push_back({std::string(*target), "markdown-image", "image"});
    }
    at = text.find("![", end);
  }
  return found;
}

WP_CODEBOX_INLINE std::optional<RuntimeReferenceIndex> build_reference_index(
    const ReferenceIndexSources& sources) {
  return reference_index::Builder(sources).build();
}

}  // namespace WP_CODEBOX_NAMESPACE
