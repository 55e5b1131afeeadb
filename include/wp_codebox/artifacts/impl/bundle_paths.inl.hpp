#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>

#include "wp_codebox/artifacts/bundle_paths.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace bundle_paths {

inline constexpr std::size_t longest_part = 255;
inline constexpr std::size_t longest_path = 1000;
inline constexpr std::size_t kept_of_long_part = 180;

inline std::string short_hash(std::string_view text) { return sha256_hex(text).substr(0, 16); }

inline std::string joined(const std::string& parent, const std::string& name) {
  return parent.empty() ? name : parent + "/" + name;
}

/// The first bytes of UTF-8 text, no character cut in two.
inline std::string_view prefix(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most != 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

inline std::string storable_part(std::string_view part) {
  std::string name = to_utf8(part);
  std::replace(name.begin(), name.end(), '\\', '_');
  const bool changed = name != part;
  if (name.size() > longest_part) name = std::string(prefix(name, kept_of_long_part));
  return changed || name.size() < part.size() ? name + "~" + short_hash(part) : name;
}

}  // namespace bundle_paths

WP_CODEBOX_INLINE std::string TreeNames::shown(std::string_view path) {
  if (const auto known = names_.find(path); known != names_.end()) return known->second;
  const std::size_t slash = path.rfind('/');
  const std::string parent =
      slash == std::string_view::npos ? std::string() : shown(path.substr(0, slash));
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  std::string shown_name = unique(parent, redactor_.redact_text(name));
  // A secret may hold a slash and so reach over several parts.
  const std::string whole = redactor_.redact_text(shown_name);
  if (whole != shown_name) {
    taken_.erase(shown_name);
    shown_name = unique("", whole);
  }
  names_.emplace(path, shown_name);
  return shown_name;
}

WP_CODEBOX_INLINE std::string TreeNames::unique(const std::string& parent, std::string name) {
  std::replace(name.begin(), name.end(), '/', '_');
  std::string candidate = bundle_paths::joined(parent, name);
  for (int number = 2; taken_.contains(candidate); ++number) {
    candidate = bundle_paths::joined(parent, name + " (" + std::to_string(number) + ")");
  }
  taken_.insert(candidate);
  return candidate;
}

WP_CODEBOX_INLINE std::string storable_path(std::string_view shown) {
  std::string path;
  for (std::size_t at = 0; at <= shown.size();) {
    const std::size_t end = std::min(shown.find('/', at), shown.size());
    path = bundle_paths::joined(path, bundle_paths::storable_part(shown.substr(at, end - at)));
    at = end + 1;
  }
  if (path.size() <= bundle_paths::longest_path) return path;
  const std::string_view base = std::string_view(path).substr(path.rfind('/') + 1);
  return "long-path~" + bundle_paths::short_hash(shown) + "/" + std::string(base);
}

}  // namespace WP_CODEBOX_NAMESPACE
