#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Unions whose alternatives differ in the kind of JSON value, TypeScript's `boolean | Verifier`.

namespace WP_CODEBOX_NAMESPACE::json {

/// One value of several types, told apart by the kind of JSON value: no two alternatives may be
/// read from the same kind. Default-constructed it holds its first type. A value type.
template <class... Types>
struct Union {
  std::variant<Types...> value;  ///< One of the types, at all times.

  Union() = default;
  /// Holds `alternative`, which is of one of the types exactly.
  template <class T>
  requires(std::is_same_v<std::remove_cvref_t<T>, Types> || ...)
      // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
      Union(T&& alternative)
      : value(std::forward<T>(alternative)) {}

  /// The value when it is a `T`, else null.
  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(&value);
  }
  /// The same, to be changed in place.
  template <class T>
  [[nodiscard]] T* get() {
    return std::get_if<T>(&value);
  }

  static const CustomType custom;  ///< Reads the alternative that fits the kind of value.
  bool operator==(const Union&) const = default;
};

/// Whether a JSON value of that kind can be the type of `row`.
[[nodiscard]] bool accepts(const TypeRow& row, Kind kind);

namespace unions {

template <class T, class... Types>
bool decode_if_accepted(const Node& node, Union<Types...>* target, DecodeContext& context,
                        bool& fine) {
  if (!accepts(type_row<T>, node.kind())) return false;
  void* const value = target == nullptr ? nullptr : &target->value.template emplace<T>();
  fine = decode_any(node, type_row<T>, value, context.frame, context.issues);
  return true;
}

template <class... Types>
bool decode(const Node& node, void* target, DecodeContext& context) {
  auto* const alternatives = static_cast<Union<Types...>*>(target);
  bool fine = true;
  if (!(decode_if_accepted<Types>(node, alternatives, context, fine) || ...)) {
    context.report(issue_code::type_mismatch, expectation(type_row<Union<Types...>>), node);
    return false;
  }
  return fine;
}

template <class... Types>
void encode(const void* source, Writer& writer) {
  std::visit([&writer](const auto& alternative) { json::encode(alternative, writer); },
             static_cast<const Union<Types...>*>(source)->value);
}

template <class... Types>
inline constexpr const TypeRow* alternatives[] = {&type_row<Types>...};

}  // namespace unions

template <class... Types>
inline constexpr CustomType Union<Types...>::custom{.name = {},
                                                    .decode = &unions::decode<Types...>,
                                                    .encode = &unions::encode<Types...>,
                                                    .schema = {},
                                                    .alternatives = unions::alternatives<Types...>};

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/union.inl.hpp"
#endif
