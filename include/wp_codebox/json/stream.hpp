#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/locate.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Reads a text that may be larger than memory, value by value, through one buffer.

namespace WP_CODEBOX_NAMESPACE::json {

namespace read_code {
/// The source could not be read.
inline constexpr std::string_view unreadable = "json-unreadable";
}  // namespace read_code

/// Limits of one stream.
struct StreamOptions {
  /// As `ReadOptions::max_depth`, counted from the outermost value.
  std::size_t max_depth = 1000;
  /// Longest text in bytes of a value that is read whole; a longer one gives `json-too-large`.
  std::size_t max_value_bytes = bytes_limit;
  /// Bytes that the buffer begins with; it grows when one value needs more. A buffer that fits the
  /// processor's cache is the fastest.
  std::size_t buffer_bytes = std::size_t{256} * 1024;
};

/// Walks a JSON text from beginning to end. The caller decides for each value whether to read it
/// whole as a `Node`, to enter it, or to pass over it:
///
///     StreamReader reader(source);
///     if (reader.enter_object()) {
///       while (reader.next_member()) {
///         if (reader.name() == "steps" && reader.enter_array()) {
///           while (reader.next_element()) check(*reader.value());   // null after an error
///         } else {
///           keep(reader.name(), reader.value());
///         }
///       }
///     }
///     if (!reader.finish()) report(*reader.error());
///
/// The text is checked as strictly as `Document::read` does, all of it once `finish` is true. After
/// an error every call says "no more" (false, null, empty) and `error` tells it, with its position
/// in the whole text. Members of an entered object come as they stand: see
/// `differs_from_document`. Memory: the buffer and the nodes of one value. Not to be shared between
/// threads. Nothing throws but for want of memory.
class StreamReader {
 public:
  /// Reads from a source, which must outlive this.
  explicit StreamReader(Source& source, StreamOptions options = {});
  /// Reads a text in memory, without a copy.
  explicit StreamReader(std::string_view text, StreamOptions options = {});
  ~StreamReader();
  StreamReader(StreamReader&&) noexcept;
  StreamReader& operator=(StreamReader&&) noexcept;
  StreamReader(const StreamReader&) = delete;
  StreamReader& operator=(const StreamReader&) = delete;

  /// The kind of the value that comes next, as its first character shows; the value stays unread.
  /// Empty after an error and when no value comes.
  [[nodiscard]] std::optional<Kind> peek();

  /// Enters the value that comes next if it is an object; false leaves it unread.
  [[nodiscard]] bool enter_object();
  /// Enters the value that comes next if it is an array; false leaves it unread.
  [[nodiscard]] bool enter_array();

  /// Goes to the next member of the innermost entered object; the value of the last one is passed
  /// over if it was not read. False at the object's end, which leaves it.
  [[nodiscard]] bool next_member();
  /// Goes to the next element of the innermost entered array, as `next_member` does.
  [[nodiscard]] bool next_element();

  /// The name of the member that `next_member` went to, resolved. Valid until the next call of it.
  [[nodiscard]] std::string_view name() const;
  /// The index of the element that `next_element` went to.
  [[nodiscard]] std::size_t index() const;

  /// Reads the value that comes next as a whole; null after an error. The node is valid until the
  /// next call that reads.
  [[nodiscard]] const Node* value();
  /// Passes over the value that comes next, checking it, in bounded memory however long it is.
  bool skip();
  /// Passes over the rest of the innermost entered object or array, and leaves it.
  bool leave();

  /// Passes over all that is left. True when the whole text was JSON.
  [[nodiscard]] bool finish();

  /// The first error, if there was one.
  [[nodiscard]] const std::optional<ReadError>& error() const;

  /// True when an entered object had a repeated name, an array-index name, or more than a thousand
  /// names (then it is not known). A `Document` shows such an object in another order, or with
  /// fewer members; whoever must answer as for the document has to read it whole.
  [[nodiscard]] bool differs_from_document() const;

  /// The text of the value that `value` read last; valid as long as its node.
  [[nodiscard]] std::string_view value_text() const;
  /// Where the value begins that was read or entered last.
  [[nodiscard]] SourcePosition position() const;
  /// Where in the whole text something inside the value stands that `value` read last.
  [[nodiscard]] SourcePosition position(const Path& inside) const;

  /// Bytes of memory that are held at the moment.
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/stream.inl.hpp"
#endif
