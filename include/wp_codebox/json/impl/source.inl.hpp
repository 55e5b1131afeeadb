#pragma once

#include <algorithm>
#include <cstring>

#include "wp_codebox/json/source.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE FileSource::FileSource(const std::string& path)
    : owned_(std::fopen(path.c_str(), "rb")), stream_(owned_.get()) {
  // The reader asks for large pieces; a buffer in between would only copy them once more.
  if (stream_ != nullptr) std::setvbuf(stream_, nullptr, _IONBF, 0);
}

WP_CODEBOX_INLINE FileSource::FileSource(std::FILE* stream) : stream_(stream) {}

WP_CODEBOX_INLINE std::optional<std::size_t> FileSource::read(char* to, std::size_t size) {
  if (stream_ == nullptr) return std::nullopt;
  const std::size_t count = std::fread(to, 1, size, stream_);
  if (count == 0 && std::ferror(stream_) != 0) return std::nullopt;
  return count;
}

WP_CODEBOX_INLINE std::optional<std::size_t> TextSource::read(char* to, std::size_t size) {
  const std::size_t count = std::min({size, piece_, text_.size()});
  if (count != 0) std::memcpy(to, text_.data(), count);
  text_.remove_prefix(count);
  return count;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
