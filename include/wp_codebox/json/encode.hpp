#pragma once

#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From contract structs to JSON: one engine over the field tables.

namespace WP_CODEBOX_NAMESPACE::json {

class Writer;

/// The engine: writes the object at `source` as the type of `row`: members in table order, then the
/// members that the table does not name; optional members without a value are left out.
void encode_any(const TypeRow& row, const void* source, Writer& writer);

/// Compact JSON text of the object at `source`.
[[nodiscard]] std::string encode_text(const TypeRow& row, const void* source);
/// Indented JSON text, as bundle files have it, without a final line feed.
[[nodiscard]] std::string encode_pretty(const TypeRow& row, const void* source);
/// The digest form (`stableJson`).
[[nodiscard]] std::string encode_stable(const TypeRow& row, const void* source);

/// Writes `source` at the writer's place.
template <class T>
void encode(const T& source, Writer& writer) {
  encode_any(type_row<T>, &source, writer);
}

/// Compact JSON text, as `JSON.stringify(value)` prints it.
template <class T>
[[nodiscard]] std::string to_json(const T& source) {
  return encode_text(type_row<T>, &source);
}

/// Indented JSON text, as `JSON.stringify(value, null, 2)` prints it.
template <class T>
[[nodiscard]] std::string to_pretty_json(const T& source) {
  return encode_pretty(type_row<T>, &source);
}

/// The digest form of a struct.
template <class T>
[[nodiscard]] std::string to_stable_json(const T& source) {
  return encode_stable(type_row<T>, &source);
}

/// A struct as a free-form value.
template <class T>
[[nodiscard]] Value to_value(const T& source) {
  return Value::from_compact(to_json(source));
}

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/encode.inl.hpp"
#endif
