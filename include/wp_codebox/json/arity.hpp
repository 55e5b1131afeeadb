#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "wp_codebox/version.hpp"

/// \file
/// How many members an aggregate has, at compile time.

namespace WP_CODEBOX_NAMESPACE::json {

namespace arity {

/// Stands for a value of any type in a braced list; never evaluated.
struct AnyMember {
  template <class T>
  requires(!std::is_same_v<std::remove_cvref_t<T>, AnyMember>)
  // NOLINTNEXTLINE(google-explicit-constructor): conversion is the point.
  operator T() const {
    __builtin_unreachable();  // clang 14 asks for a definition when T has no linkage
  }
};

template <class T, std::size_t... Index>
constexpr bool constructible_from(std::index_sequence<Index...>) {
  return requires { T{(static_cast<void>(Index), AnyMember{})...}; };
}

template <class T, std::size_t Low, std::size_t High>
consteval std::size_t search() {
  if constexpr (High - Low <= 1) {
    return Low;
  } else {
    constexpr std::size_t middle = Low + (High - Low) / 2;
    if constexpr (constructible_from<T>(std::make_index_sequence<middle>{})) {
      return search<T, middle, High>();
    } else {
      return search<T, Low, middle>();
    }
  }
}

}  // namespace arity

/// Number of members of an aggregate with fewer than 64. Fewer initialisers than members are always
/// accepted, so the count is found by bisection.
template <class T>
consteval std::size_t aggregate_arity() {
  static_assert(std::is_aggregate_v<T>, "contract structs are aggregates");
  return arity::search<T, 0, 64>();
}

}  // namespace WP_CODEBOX_NAMESPACE::json
