#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Where the bytes of a text come from when it is not held in memory as a whole.

namespace WP_CODEBOX_NAMESPACE::json {

/// A source of bytes, read once from beginning to end. Used by one thread at a time.
class Source {
 public:
  virtual ~Source() = default;

  /// Puts up to `size` bytes at `to` and returns how many; 0 only at the end. Empty when reading
  /// failed.
  [[nodiscard]] virtual std::optional<std::size_t> read(char* to, std::size_t size) = 0;

 protected:
  Source() = default;
  Source(const Source&) = default;
  Source& operator=(const Source&) = default;
};

/// Bytes of a file, a pipe or standard input.
class FileSource final : public Source {
 public:
  /// Opens the file of that name. When it cannot be opened every `read` fails.
  explicit FileSource(const std::string& path);
  /// Reads from a stream that the caller owns and closes, such as `stdin`.
  explicit FileSource(std::FILE* stream);

  /// Whether there is something to read from.
  [[nodiscard]] bool is_open() const { return stream_ != nullptr; }

  [[nodiscard]] WP_CODEBOX_INLINE std::optional<std::size_t> read(char* to,
                                                                  std::size_t size) override;

 private:
  struct Close {
    void operator()(std::FILE* stream) const { std::fclose(stream); }
  };
  std::unique_ptr<std::FILE, Close> owned_;
  std::FILE* stream_;
};

/// Bytes in memory that the caller owns, handed out in pieces of at most `piece` bytes.
class TextSource final : public Source {
 public:
  /// `piece` is in bytes; by default the whole text comes at once.
  explicit TextSource(std::string_view text, std::size_t piece = static_cast<std::size_t>(-1))
      : text_(text), piece_(piece) {}

  [[nodiscard]] WP_CODEBOX_INLINE std::optional<std::size_t> read(char* to,
                                                                  std::size_t size) override;

 private:
  std::string_view text_;
  std::size_t piece_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/source.inl.hpp"
#endif
