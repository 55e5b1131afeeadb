#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// A JSON value that was read: a view into a `Document` and its text.

namespace WP_CODEBOX_NAMESPACE::json {

struct Member;

namespace impl {
struct NodeAccess;
}

/// The six kinds of JSON value.
enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

/// The kind's name as messages print it: `null`, `boolean`, …
[[nodiscard]] std::string_view kind_name(Kind kind);

/// A value inside a `Document`: 16 bytes, trivially copyable, owns nothing. Valid as long as the
/// document and the text that it read. Reading from several threads is safe.
///
/// Asking a node for a kind that it is not gives the neutral answer (`false`, NaN, empty), never
/// undefined behaviour; so walkers check only where the kind matters.
class Node {
 public:
  Node() = default;

  /// What it is; decides which of the functions below say something.
  [[nodiscard]] Kind kind() const { return kind_; }
  /// Also true of a node that was made without a document.
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  /// Whether `boolean()` says something.
  [[nodiscard]] bool is_boolean() const { return kind_ == Kind::boolean; }
  /// Whether `number()` says something.
  [[nodiscard]] bool is_number() const { return kind_ == Kind::number; }
  /// Whether `text()` says something.
  [[nodiscard]] bool is_string() const { return kind_ == Kind::string; }
  /// Whether `items()` says something.
  [[nodiscard]] bool is_array() const { return kind_ == Kind::array; }
  /// Whether `members()` says something.
  [[nodiscard]] bool is_object() const { return kind_ == Kind::object; }

  /// The boolean; `false` for other kinds.
  [[nodiscard]] bool boolean() const { return kind_ == Kind::boolean && payload_.boolean; }
  /// The number as JavaScript holds it: a double; `1e400` is Infinity. NaN for other kinds.
  [[nodiscard]] double number() const {
    return kind_ == Kind::number ? payload_.number : std::numeric_limits<double>::quiet_NaN();
  }

  /// The string's characters (escapes resolved) as UTF-8, lone surrogates as three bytes each
  /// (WTF-8). Empty for other kinds.
  [[nodiscard]] std::string text() const;
  /// As `text`, into a string that is reused.
  void text_to(std::string& out) const;
  /// The characters without a copy, when the string stands in the text without escapes.
  [[nodiscard]] std::optional<std::string_view> view() const {
    if (kind_ != Kind::string || (flags_ & escaped) != 0) return std::nullopt;
    return std::string_view(payload_.bytes, size_);
  }
  /// Compares the string's characters with `other`; false for other kinds.
  [[nodiscard]] bool equals(std::string_view other) const;
  /// True for a string with no characters.
  [[nodiscard]] bool is_empty_string() const { return is_string() && size_ == 0; }

  /// Elements of an array; empty for other kinds.
  [[nodiscard]] std::span<const Node> items() const;
  /// Members of an object in JavaScript's member order: array-index names ascending, then the
  /// others by first appearance; of a repeated name the last value. Empty for other kinds.
  [[nodiscard]] std::span<const Member> members() const;
  /// The member of that name, or null.
  [[nodiscard]] const Node* find(std::string_view name) const;
  /// Number of elements or members; of bytes for a string as it is held; 0 for other kinds.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  friend struct impl::NodeAccess;
  friend struct Member;

  /// How a string is held. With neither flag the bytes are the characters and none of them needs
  /// an escape. Unless `resolved` is set, a quotation mark stands directly before and after the
  /// bytes, so a string is printed with one copy.
  enum Flag : std::uint8_t {
    escaped = 1,  ///< The bytes still carry escapes, exactly in the form the stable form prints.
    resolved = 2  ///< The bytes are characters that need escaping when printed; only for names.
  };

  Kind kind_ = Kind::null;
  std::uint8_t flags_ = 0;
  std::uint16_t tag_ = 0;  // Of a member's name: a few of its bytes, to tell names apart quickly.
  std::uint32_t size_ = 0;
  union Payload {
    bool boolean;
    double number;
    const char* bytes;
    const Node* items;
    const Member* members;
  } payload_ = {.number = 0};
};

/// One member of an object. The name is always held resolved: `name()` costs nothing.
struct Member {
  Node key;    ///< A string; `name()` reads it.
  Node value;  ///< Any kind.

  /// The name without quotes and escapes; lives as long as the document.
  [[nodiscard]] std::string_view name() const { return {key.payload_.bytes, key.size_}; }
};

inline std::span<const Node> Node::items() const {
  return kind_ == Kind::array ? std::span<const Node>(payload_.items, size_)
                              : std::span<const Node>();
}

inline std::span<const Member> Node::members() const {
  return kind_ == Kind::object ? std::span<const Member>(payload_.members, size_)
                               : std::span<const Member>();
}

static_assert(sizeof(Node) == 16);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/node.inl.hpp"
#endif
