#pragma once

#include "wp_codebox/json/fields.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace type_rows {

template <class T>
inline constexpr EnumOps enum_ops{
    .texts = enum_texts<T>,
    .get =
        [](const void* value) { return static_cast<std::size_t>(*static_cast<const T*>(value)); },
    .set = [](void* value, std::size_t index) { *static_cast<T*>(value) = static_cast<T>(index); }};

template <class T>
inline constexpr EnumOps open_enum_ops{.texts = enum_texts<T>};

template <class T>
inline constexpr ContainerOps list_ops{
    .append = [](void* list, std::string_view) -> void* {
      return &static_cast<std::vector<T>*>(list)->emplace_back();
    },
    .clear = [](void* list) { static_cast<std::vector<T>*>(list)->clear(); },
    .reserve = [](void* list,
                  std::size_t count) { static_cast<std::vector<T>*>(list)->reserve(count); },
    .size = [](const void* list) { return static_cast<const std::vector<T>*>(list)->size(); },
    .at = [](const void* list, std::size_t index) -> const void* {
      return &(*static_cast<const std::vector<T>*>(list))[index];
    }};

template <class T>
inline constexpr ContainerOps dictionary_ops{
    .append = [](void* dictionary, std::string_view name) -> void* {
      return &static_cast<Dictionary<T>*>(dictionary)->append(std::string(name));
    },
    .clear = [](void* dictionary) { *static_cast<Dictionary<T>*>(dictionary) = {}; },
    .size =
        [](const void* dictionary) {
          return static_cast<const Dictionary<T>*>(dictionary)->size();
        },
    .at = [](const void* dictionary, std::size_t index) -> const void* {
      return &static_cast<const Dictionary<T>*>(dictionary)->entries()[index].second;
    },
    .name_at = [](const void* dictionary, std::size_t index) -> std::string_view {
      return static_cast<const Dictionary<T>*>(dictionary)->entries()[index].first;
    }};

template <class T>
inline constexpr ContainerOps optional_ops{
    .append = [](void* optional, std::string_view) -> void* {
      return &static_cast<std::optional<T>*>(optional)->emplace();
    },
    .clear = [](void* optional) { static_cast<std::optional<T>*>(optional)->reset(); },
    .size = [](const void* optional) -> std::size_t {
      return static_cast<const std::optional<T>*>(optional)->has_value() ? 1 : 0;
    },
    .at = [](const void* optional, std::size_t) -> const void* {
      return &**static_cast<const std::optional<T>*>(optional);
    }};

template <class T>
inline constexpr ContainerOps nullable_ops{
    .append = [](void* nullable, std::string_view) -> void* {
      return &static_cast<Nullable<T>*>(nullable)->value.emplace();
    },
    .clear = [](void* nullable) { static_cast<Nullable<T>*>(nullable)->value.reset(); },
    .size = [](const void* nullable) -> std::size_t {
      return static_cast<const Nullable<T>*>(nullable)->value.has_value() ? 1 : 0;
    },
    .at = [](const void* nullable, std::size_t) -> const void* {
      return &*static_cast<const Nullable<T>*>(nullable)->value;
    }};

template <class T>
inline constexpr ContainerOps box_ops{
    .append = [](void* box, std::string_view) -> void* { return &**static_cast<Box<T>*>(box); },
    .size = [](const void*) -> std::size_t { return 1; },
    .at = [](const void* box, std::size_t) -> const void* {
      return &**static_cast<const Box<T>*>(box);
    }};

template <class T>
std::string* open_text(void* value) {
  return &static_cast<Open<T>*>(value)->mutable_text();
}

/// Chooses the row by overload, so that a type needs no specialisation of its own.
template <class T>
struct Tag {};

consteval TypeRow row(Tag<bool>) { return {.shape = Shape::boolean}; }
consteval TypeRow row(Tag<double>) { return {.shape = Shape::number}; }
consteval TypeRow row(Tag<std::string>) { return {.shape = Shape::string}; }
consteval TypeRow row(Tag<Value>) { return {.shape = Shape::value}; }

template <FixedText Text>
consteval TypeRow row(Tag<Constant<Text>>) {
  return {.shape = Shape::constant, .text = Constant<Text>::value()};
}
template <int Number>
consteval TypeRow row(Tag<ConstantNumber<Number>>) {
  return {.shape = Shape::constant_number, .number = Number};
}
template <class T>
consteval TypeRow row(Tag<Open<T>>) {
  return {.shape = Shape::open_enumeration,
          .enumeration = &open_enum_ops<T>,
          .open_text = &open_text<T>};
}
template <class T>
consteval TypeRow row(Tag<std::vector<T>>) {
  return {.shape = Shape::list, .inner = &type_row<T>, .container = &list_ops<T>};
}
template <class T>
consteval TypeRow row(Tag<Dictionary<T>>) {
  return {.shape = Shape::dictionary, .inner = &type_row<T>, .container = &dictionary_ops<T>};
}
template <class T>
consteval TypeRow row(Tag<std::optional<T>>) {
  return {.shape = Shape::optional, .inner = &type_row<T>, .container = &optional_ops<T>};
}
template <class T>
consteval TypeRow row(Tag<Nullable<T>>) {
  return {.shape = Shape::nullable, .inner = &type_row<T>, .container = &nullable_ops<T>};
}
template <class T>
consteval TypeRow row(Tag<Box<T>>) {
  return {.shape = Shape::box, .inner = &type_row<T>, .container = &box_ops<T>};
}
template <class T>
requires std::is_enum_v<T>
consteval TypeRow row(Tag<T>) {
  static_assert(!enum_texts<T>.empty(), "specialise enum_texts for this enumeration");
  return {.shape = Shape::enumeration, .enumeration = &enum_ops<T>};
}
template <class T>
requires requires { T::table.fields; }
consteval TypeRow row(Tag<T>) { return {.shape = Shape::structure, .table = &T::table}; }
template <class T>
requires requires { T::custom.decode; }
consteval TypeRow row(Tag<T>) { return {.shape = Shape::custom, .custom = &T::custom}; }

}  // namespace type_rows

template <class T>
consteval TypeRow make_type_row() {
  return type_rows::row(type_rows::Tag<T>{});
}

}  // namespace WP_CODEBOX_NAMESPACE::json
