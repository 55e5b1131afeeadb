#pragma once

#include <concepts>
#include <ostream>
#include <type_traits>

#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Contract types on streams: structs as indented JSON, enumerations and open unions as their
/// texts. GoogleTest and others print failed comparisons with these; GoogleTest shows the lines in
/// which two structs differ. Include it in every translation unit of a test program or in none, so
/// that all agree on how a type is printed.

namespace WP_CODEBOX_NAMESPACE {

/// A contract struct as indented JSON.
template <class T>
requires requires {
  { T::table } -> std::convertible_to<const json::StructTable&>;
}
std::ostream& operator<<(std::ostream& out, const T& value) {
  return out << json::to_pretty_json(value);
}

/// GoogleTest's printer of a contract struct: its JSON with each line end as `\n`, as GoogleTest
/// writes a text of several lines. It compares such lines when an `EXPECT_EQ` fails.
template <class T>
requires requires {
  { T::table } -> std::convertible_to<const json::StructTable&>;
}
void PrintTo(const T& value, std::ostream* out) {  // NOLINT(readability-identifier-naming)
  for (const char character : json::to_pretty_json(value)) {
    if (character == '\n') {
      *out << "\\n";
    } else {
      *out << character;
    }
  }
}

/// An enumerator as its text on the wire; one that has none as its number.
template <class Enum>
requires(std::is_enum_v<Enum>&& json::enum_texts<Enum>.size() > 0) std::ostream& operator<<(
    std::ostream& out, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  if (index >= json::enum_texts<Enum>.size()) return out << "(no enumerator " << index << ')';
  return out << json::enum_texts<Enum>[index];
}

namespace json {

/// An open union as its text.
template <class Enum>
std::ostream& operator<<(std::ostream& out, const Open<Enum>& value) {
  return out << value.text();
}

/// A free-form value as its compact JSON text.
template <std::same_as<Value> T>
std::ostream& operator<<(std::ostream& out, const T& value) {
  return out << value.text();
}

/// A boxed value as what is in it.
template <class T>
std::ostream& operator<<(std::ostream& out, const Box<T>& value) {
  return out << *value;
}

}  // namespace json
}  // namespace WP_CODEBOX_NAMESPACE
