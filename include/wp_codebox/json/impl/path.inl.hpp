#pragma once

#include <algorithm>
#include <utility>

#include "wp_codebox/json/path.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE Path& Path::push(std::string_view key) {
  segments_.push_back({std::string(key), 0, false});
  return *this;
}

WP_CODEBOX_INLINE Path& Path::push(std::size_t index) {
  segments_.push_back({{}, index, true});
  return *this;
}

WP_CODEBOX_INLINE Path& Path::push_front(PathSegment segment) {
  segments_.insert(segments_.begin(), std::move(segment));
  return *this;
}

WP_CODEBOX_INLINE std::string Path::dotted() const {
  std::string text = "$";
  for (const PathSegment& segment : segments_) {
    if (segment.is_index) {
      text += '[';
      text += std::to_string(segment.index);
      text += ']';
    } else {
      text += '.';
      text += segment.key;
    }
  }
  return text;
}

WP_CODEBOX_INLINE std::string Path::pointer() const {
  std::string text;
  for (const PathSegment& segment : segments_) {
    text += '/';
    if (segment.is_index) {
      text += std::to_string(segment.index);
      continue;
    }
    for (const char character : segment.key) {
      if (character == '~') {
        text += "~0";
      } else if (character == '/') {
        text += "~1";
      } else {
        text += character;
      }
    }
  }
  return text;
}

WP_CODEBOX_INLINE Path PathFrame::path() const {
  std::vector<const PathFrame*> frames;
  for (const PathFrame* frame = this; frame != nullptr && !frame->is_root; frame = frame->parent) {
    frames.push_back(frame);
  }
  Path path;
  for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
    if ((*frame)->is_index) {
      path.push((*frame)->index);
    } else {
      path.push((*frame)->key);
    }
  }
  return path;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
