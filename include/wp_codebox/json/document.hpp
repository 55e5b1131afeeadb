#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Reads JSON text as `JSON.parse` does, into an arena that is reused from document to document.

namespace WP_CODEBOX_NAMESPACE::json {

/// Stable codes of a text that is not JSON.
namespace read_code {
/// The text breaks JSON's grammar, also with a byte order mark.
inline constexpr std::string_view syntax = "json-syntax";
/// More levels than `ReadOptions` allows.
inline constexpr std::string_view too_deep = "json-too-deep";
/// Bytes that are not UTF-8.
inline constexpr std::string_view invalid_utf8 = "json-invalid-utf8";
/// More bytes than can be read at once.
inline constexpr std::string_view too_large = "json-too-large";
}  // namespace read_code

/// The greatest `ReadOptions::max_depth`. Code that walks a document may recurse once a level, and
/// relies on this bound for its stack.
inline constexpr std::size_t depth_limit = 2000;

/// The greatest `ReadOptions::max_bytes`: nodes count bytes with 32 bits.
inline constexpr std::size_t bytes_limit = std::size_t{4} * 1024 * 1024 * 1024 - 1;

/// Limits of one read.
struct ReadOptions {
  /// Deepest nesting of arrays and objects; deeper text gives `json-too-deep`. A scalar has depth
  /// 0. Values above `depth_limit` count as `depth_limit`.
  std::size_t max_depth = 1000;
  /// Longest text in bytes; a longer one gives `json-too-large`. Values above `bytes_limit` count
  /// as `bytes_limit`.
  std::size_t max_bytes = bytes_limit;
};

/// Why a text could not be read.
struct ReadError {
  std::string_view code;   ///< One of `read_code`.
  std::string expected;    ///< What would have been right at that place.
  std::size_t offset = 0;  ///< Byte offset into the text.
  std::size_t line = 1;    ///< From 1.
  std::size_t column = 1;  ///< From 1, in code points.

  /// `line 3, column 14: expected a value (json-syntax)`.
  [[nodiscard]] std::string message() const;
};

/// A read text. Owns the nodes, not the text: the caller keeps the text alive and unchanged as long
/// as nodes are used. One thread reads; then any number may look.
class Document {
 public:
  Document();
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  /// Reads `text` and drops what was read before; memory is kept for the next read. Strict as
  /// `JSON.parse`, except that bytes which are not UTF-8 are refused. After an error the root is
  /// null. Never throws but for want of memory.
  [[nodiscard]] std::optional<ReadError> read(std::string_view text, ReadOptions options = {});

  /// The value of the text.
  [[nodiscard]] const Node& root() const;

  /// Bytes of memory that the document holds at the moment.
  [[nodiscard]] std::size_t memory_bytes() const;

  /// Gives memory back if more than `keep_bytes` is held; the root is null afterwards. For a
  /// document that is reused and once read something huge.
  void shrink(std::size_t keep_bytes = 0);

 private:
  struct State;
  // Owned; <memory> would bring the standard streams into every contract header.
  State* state_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/document.inl.hpp"
#endif
