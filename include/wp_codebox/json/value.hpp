#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// JSON values of unknown shape inside a contract struct: TypeScript's `unknown` and
/// `Record<string, unknown>`.

namespace WP_CODEBOX_NAMESPACE::json {

class Output;

/// A JSON value of any shape, held as its compact text: cheap to carry, copy and write, exact in
/// member order and numbers. Look inside with `Parsed` (our nodes) or `get` (nlohmann::json, by
/// including `wp_codebox/json/nlohmann.hpp`). A value type; concurrent reads are safe.
class Value {
 public:
  /// `null`.
  Value() : text_("null") {}
  /// Copies a node's compact form.
  explicit Value(const Node& node);
  /// Takes over a `nlohmann::json` or `ordered_json`. Needs `wp_codebox/json/nlohmann.hpp`.
  template <class Json>
  requires requires { typename Json::value_t; }
  explicit Value(const Json& value);

  /// Reads JSON text; empty when it is not JSON.
  [[nodiscard]] static std::optional<Value> parse(std::string_view json_text);
  /// Wraps text that is compact JSON already, such as a `Writer` made; it is not checked.
  [[nodiscard]] static Value from_compact(std::string compact_text);
  /// A JSON string of WTF-8, as `Node::text` gives it.
  [[nodiscard]] static Value string(std::string_view text);
  /// As ECMAScript prints it; `null` when it is not finite.
  [[nodiscard]] static Value number(double number);
  [[nodiscard]] static Value boolean(bool boolean);  ///< `true` or `false`.

  /// The empty object.
  [[nodiscard]] static Value object() { return from_compact("{}"); }
  /// The empty array.
  [[nodiscard]] static Value array() { return from_compact("[]"); }

  /// Compact JSON text, as `JSON.stringify` prints it.
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] Kind kind() const;  ///< What the text is.

  /// Also true of a default-constructed value.
  [[nodiscard]] bool is_null() const { return text_ == "null"; }
  /// Any object, the empty one too.
  [[nodiscard]] bool is_object() const { return text_.front() == '{'; }
  /// Any array, the empty one too.
  [[nodiscard]] bool is_array() const { return text_.front() == '['; }
  /// Any string, the empty one too.
  [[nodiscard]] bool is_string() const { return text_.front() == '"'; }

  /// As nlohmann::json (or `get<nlohmann::ordered_json>()`). Needs `wp_codebox/json/nlohmann.hpp`.
  template <class Json = void>
  [[nodiscard]] auto get() const;

  /// Same value: member order does not count.
  friend bool operator==(const Value& left, const Value& right) { return left.same_as(right); }

 private:
  [[nodiscard]] bool same_as(const Value& other) const;

  std::string text_;
};

/// A `Value` or a text opened for looking inside: keeps text and nodes together.
class Parsed {
 public:
  /// Opens a value; its text is copied.
  explicit Parsed(const Value& value) : Parsed(value.text()) {}
  /// Takes the text over and reads it; after a read error the root is null and `error` is set.
  explicit Parsed(std::string json_text);

  /// Of the document; null after a read error. Lives as long as this.
  [[nodiscard]] const Node& root() const { return document_.root(); }
  /// Why the text could not be read; none when it could.
  [[nodiscard]] const std::optional<ReadError>& error() const { return error_; }
  /// What was read, as it was given.
  [[nodiscard]] const std::string& text() const { return *text_; }

 private:
  Box<std::string> text_;  // Nodes look into it, wherever this is moved.
  Document document_;
  std::optional<ReadError> error_;
};

/// Members that a struct's table does not name, in the order in which they came. They survive a
/// round trip, because digests cover them.
class Extra {
 public:
  using Entry = std::pair<std::string, Value>;  ///< A name and its value.

  /// Whether there is no such member.
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  /// In the order in which they were read or set.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] const Value* find(std::string_view name) const;  ///< Null when there is none.

  /// Sets or replaces a member.
  void set(std::string name, Value value);
  /// Appends a member whose name is known to be new.
  void append(std::string name, Value value) {
    entries_.emplace_back(std::move(name), std::move(value));
  }
  void erase(std::string_view name);  ///< A member that is not there stays so.
  void clear() { entries_.clear(); }  ///< Removes all.

  /// Same members with same values; order does not count.
  friend bool operator==(const Extra& left, const Extra& right) { return left.same_as(right); }

 private:
  [[nodiscard]] bool same_as(const Extra& other) const;

  std::vector<Entry> entries_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/value.inl.hpp"
#endif
