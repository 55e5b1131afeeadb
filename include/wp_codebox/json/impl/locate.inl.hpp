#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/json/impl/scan.hpp"
#include "wp_codebox/json/impl/text_position.hpp"
#include "wp_codebox/json/locate.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

/// Walks the text once; goes into values that a path leads through and skips the others.
class Locator {
 public:
  Locator(std::string_view text, std::span<const Path> paths)
      : begin_(text.data()),
        at_(text.data()),
        end_(text.data() + text.size()),
        paths_(paths),
        offsets_(paths.size()) {}

  /// False when the text is not JSON.
  bool run() {
    std::vector<std::size_t> all(paths_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return value(all, 0);
  }

  [[nodiscard]] const std::vector<std::size_t>& offsets() const { return offsets_; }

 private:
  using Wanted = std::vector<std::size_t>;  // Paths, by number.

  /// Walks over a value that the first `depth` segments of the wanted paths lead to.
  bool value(const Wanted& wanted, std::size_t depth) {
    skip_space();
    if (at_ == end_) return false;
    for (const std::size_t path : wanted) {
      offsets_[path] = static_cast<std::size_t>(at_ - begin_);
    }
    if (*at_ == '{') {
      std::map<std::string_view, Wanted> by_name;
      for (const std::size_t path : wanted) {
        const auto& segments = paths_[path].segments();
        if (segments.size() > depth && !segments[depth].is_index) {
          by_name[segments[depth].key].push_back(path);
        }
      }
      return by_name.empty() ? skip_container() : object(by_name, depth);
    }
    if (*at_ == '[') {
      std::map<std::size_t, Wanted> by_index;
      for (const std::size_t path : wanted) {
        const auto& segments = paths_[path].segments();
        if (segments.size() > depth && segments[depth].is_index) {
          by_index[segments[depth].index].push_back(path);
        }
      }
      return by_index.empty() ? skip_container() : array(by_index, depth);
    }
    return *at_ == '"' ? skip_string() : skip_word();
  }

  bool object(const std::map<std::string_view, Wanted>& by_name, std::size_t depth) {
    ++at_;
    if (ends_with('}')) return true;
    std::string resolved;
    do {
      skip_space();
      std::string_view name;
      if (!read_name(name, resolved)) return false;
      skip_space();
      if (at_ == end_ || *at_ != ':') return false;
      ++at_;
      const auto found = by_name.find(name);
      if (!(found == by_name.end() ? skip_value() : value(found->second, depth + 1))) return false;
    } while (comma());
    return ends_with('}');
  }

  bool array(const std::map<std::size_t, Wanted>& by_index, std::size_t depth) {
    ++at_;
    if (ends_with(']')) return true;
    std::size_t index = 0;
    auto next = by_index.begin();
    do {
      const bool is_wanted = next != by_index.end() && next->first == index;
      if (!(is_wanted ? value(next->second, depth + 1) : skip_value())) return false;
      if (is_wanted) ++next;
      ++index;
    } while (comma());
    return ends_with(']');
  }

  /// The name at the cursor; `resolved` holds it when it has escapes.
  bool read_name(std::string_view& name, std::string& resolved) {
    if (at_ == end_ || *at_ != '"') return false;
    const char* const begin = at_ + 1;
    const StringScan scan = scan_string(begin, end_);
    if (scan.why != StringEnd::closed) return false;
    at_ = scan.at + 1;
    name = {begin, static_cast<std::size_t>(scan.at - begin)};
    if (scan.escapes) {
      resolved.resize(name.size());
      const char* const end = resolve_escapes(begin, scan.at, resolved.data());
      resolved.resize(static_cast<std::size_t>(end - resolved.data()));
      name = resolved;
    }
    return true;
  }

  bool skip_value() {
    skip_space();
    if (at_ == end_) return false;
    if (*at_ == '"') return skip_string();
    return *at_ == '{' || *at_ == '[' ? skip_container() : skip_word();
  }

  bool skip_container() {
    std::size_t depth = 0;
    while (at_ != end_) {
      const char character = *at_;
      if (character == '"') {
        if (!skip_string()) return false;
        continue;
      }
      ++at_;
      if (character == '{' || character == '[') ++depth;
      if ((character == '}' || character == ']') && --depth == 0) return true;
    }
    return false;
  }

  bool skip_string() {
    const StringScan scan = scan_string(at_ + 1, end_);
    if (scan.why != StringEnd::closed) return false;
    at_ = scan.at + 1;
    return true;
  }

  /// A number or a literal.
  bool skip_word() {
    const char* const begin = at_;
    while (at_ != end_ &&
           std::string_view(",]} \t\n\r{[\":").find(*at_) == std::string_view::npos) {
      ++at_;
    }
    return at_ != begin;
  }

  void skip_space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) ++at_;
  }

  bool comma() {
    skip_space();
    if (at_ == end_ || *at_ != ',') return false;
    ++at_;
    return true;
  }

  bool ends_with(char closing) {
    skip_space();
    if (at_ == end_ || *at_ != closing) return false;
    ++at_;
    return true;
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  std::span<const Path> paths_;
  std::vector<std::size_t> offsets_;
};

}  // namespace impl

WP_CODEBOX_INLINE std::optional<std::vector<SourcePosition>> locate_all(
    std::string_view text, std::span<const Path> paths) {
  impl::Locator locator(text, paths);
  if (!locator.run()) return std::nullopt;
  const std::vector<std::size_t>& offsets = locator.offsets();
  std::vector<std::size_t> by_offset(paths.size());
  std::iota(by_offset.begin(), by_offset.end(), std::size_t{0});
  std::sort(by_offset.begin(), by_offset.end(),
            [&](std::size_t left, std::size_t right) { return offsets[left] < offsets[right]; });

  std::vector<SourcePosition> positions(paths.size());
  std::size_t offset = 0;
  impl::TextPosition position;
  for (const std::size_t path : by_offset) {
    position = impl::advance(position, text.substr(offset, offsets[path] - offset));
    offset = offsets[path];
    positions[path] = {offset, position.line, position.column};
  }
  return positions;
}

WP_CODEBOX_INLINE std::optional<SourcePosition> locate(std::string_view text, const Path& path) {
  const auto positions = locate_all(text, std::span<const Path>(&path, 1));
  if (!positions.has_value()) return std::nullopt;
  return positions->front();
}

}  // namespace WP_CODEBOX_NAMESPACE::json
