#pragma once

#include <cstddef>
#include <cstdio>
#include <string>

#include "wp_codebox/json/decode_file.hpp"
#include "wp_codebox/json/impl/decode_pieces.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/stream.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace decoding {

/// A file that is open for reading.
class OpenFile {
 public:
  explicit OpenFile(const std::string& path) : stream_(std::fopen(path.c_str(), "rb")) {
    if (stream_ != nullptr) std::setvbuf(stream_, nullptr, _IONBF, 0);
  }
  ~OpenFile() {
    if (stream_ != nullptr) std::fclose(stream_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  [[nodiscard]] std::FILE* stream() const { return stream_; }

  /// How long it is, or 0 when that is not known, as of a pipe.
  [[nodiscard]] std::size_t size() const {
    if (stream_ == nullptr || std::fseek(stream_, 0, SEEK_END) != 0) return 0;
    const long end = std::ftell(stream_);
    std::rewind(stream_);
    return end < 0 ? 0 : static_cast<std::size_t>(end);
  }

 private:
  std::FILE* stream_;
};

}  // namespace decoding

WP_CODEBOX_INLINE std::optional<ReadError> decode_file(const std::string& path, const TypeRow& row,
                                                       void* target, Issues& issues) {
  const decoding::OpenFile file(path);
  const std::size_t size = file.size();
  FileSource source(file.stream());
  StreamReader reader(source);
  decoding::PieceRun(reader, size).read(row, target, issues);
  if (!reader.finish()) return reader.error();
  return std::nullopt;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
