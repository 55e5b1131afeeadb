#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Prints JSON: `JSON.stringify`'s text, compact or indented.

namespace WP_CODEBOX_NAMESPACE::json {

class Output;

/// Prints a string with its quotes. `text` is UTF-8 or WTF-8: a lone surrogate is printed as
/// `\udxxx`; any other byte that is not UTF-8 is printed as U+FFFD, so that output is always JSON.
void write_string(std::string_view text, Output& output);

/// Prints a node compactly, as `JSON.stringify(value)`, members in member order.
void write_compact(const Node& node, Output& output);

/// Prints a node as `JSON.stringify(value, null, 2)`; no final line feed.
void write_pretty(const Node& node, Output& output);

/// The compact text of a node.
[[nodiscard]] std::string compact_json(const Node& node);

/// The indented text of a node.
[[nodiscard]] std::string pretty_json(const Node& node);

/// Builds compact JSON text piece by piece, taking care of commas. The caller keeps to the order
/// that JSON needs: `key` before each value inside an object. Not to be shared between threads.
class Writer {
 public:
  /// Writes to `output`, which must outlive this and is never flushed by it.
  explicit Writer(Output& output) : output_(output) {}

  void begin_object();              ///< Writes `{`.
  void end_object();                ///< Writes `}`.
  void begin_array();               ///< Writes `[`.
  void end_array();                 ///< Writes `]`.
  void key(std::string_view name);  ///< Writes the name of the member that comes next.
  void null();                      ///< Writes `null`.
  void boolean(bool value);         ///< Writes `true` or `false`.
  void number(double value);  ///< Writes a number as ECMAScript does; `null` when it is not finite.
  void string(std::string_view text);  ///< Writes a text in quotes.

  /// A node in compact form, members in member order.
  void node(const Node& node);
  /// A node in the digest form (see `write_stable`), for a payload that is put together from parts.
  void stable_node(const Node& node);
  /// Text that is compact JSON already; it is not checked.
  void raw(std::string_view json_text);

 private:
  void separate();

  Output& output_;
  bool comma_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/writer.inl.hpp"
#endif
