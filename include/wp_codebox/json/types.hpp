#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// The building blocks of contract structs that C++ lacks: constants, enumerations with their
/// texts, open unions, `Record<string, T>`, boxed members.

namespace WP_CODEBOX_NAMESPACE::json {

/// A text known at compile time, usable as a template argument.
template <std::size_t Length>
struct FixedText {
  char bytes[Length]{};  ///< With the final zero byte.

  /// Copies the literal with its final zero byte.
  // NOLINTNEXTLINE(google-explicit-constructor): a literal becomes the argument.
  consteval FixedText(const char (&text)[Length]) {
    for (std::size_t i = 0; i < Length; ++i) bytes[i] = text[i];
  }
  /// Without the final zero byte.
  [[nodiscard]] constexpr std::string_view view() const { return {bytes, Length - 1}; }
};

/// A member whose value is fixed, such as `schema`. It has no state: it is always right, and
/// decoding any other value is an issue.
template <FixedText Text>
struct Constant {
  /// The text, without escapes.
  [[nodiscard]] static constexpr std::string_view value() { return Text.view(); }
  bool operator==(const Constant&) const = default;
};

/// A member that is always the same number, such as `version`.
template <int Number>
struct ConstantNumber {
  /// The number.
  [[nodiscard]] static constexpr int value() { return Number; }
  bool operator==(const ConstantNumber&) const = default;
};

/// The texts of an enumeration, in the order of its enumerators (which count from 0). Specialise
/// for each contract enumeration:
/// `template <> inline constexpr auto enum_texts<MountMode> = enum_texts_of("readonly",
/// "readwrite");`
template <class Enum>
inline constexpr std::array<std::string_view, 0> enum_texts{};

/// Makes the table for `enum_texts`.
template <class... Texts>
consteval std::array<std::string_view, sizeof...(Texts)> enum_texts_of(const Texts&... texts) {
  return {std::string_view(texts)...};
}

/// The text of an enumerator.
template <class Enum>
[[nodiscard]] constexpr std::string_view enum_text(Enum value) {
  return enum_texts<Enum>[static_cast<std::size_t>(value)];
}

/// The enumerator of a text, if there is one.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> enum_value(std::string_view text) {
  for (std::size_t i = 0; i < enum_texts<Enum>.size(); ++i) {
    if (enum_texts<Enum>[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// An open union, TypeScript's `"a" | "b" | (string & {})`: one of the known values, or any other
/// text, which is kept as it came.
template <class Enum>
class Open {
 public:
  Open() = default;
  /// The text of a known value.
  // NOLINTNEXTLINE(google-explicit-constructor): a known value is an open value.
  Open(Enum value) : text_(enum_text(value)) {}
  /// Any text, also one that the enumeration does not have.
  explicit Open(std::string text) : text_(std::move(text)) {}

  /// The text, known or not.
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The known value, or nothing.
  [[nodiscard]] std::optional<Enum> known() const { return enum_value<Enum>(text_); }

  /// For the engine over field tables.
  [[nodiscard]] std::string& mutable_text() { return text_; }

  friend bool operator==(const Open&, const Open&) = default;
  friend bool operator==(const Open& open, Enum value) { return open.text_ == enum_text(value); }

 private:
  std::string text_;
};

/// `Record<string, T>`: members in the order in which they came.
template <class T>
class Dictionary {
 public:
  using Entry = std::pair<std::string, T>;  ///< A name and its value.

  Dictionary() = default;
  /// In the order given; of equal names the first is found.
  Dictionary(std::initializer_list<Entry> entries) : entries_(entries) {}

  [[nodiscard]] bool empty() const { return entries_.empty(); }  ///< Whether it has no entry.

  /// Number of entries.
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  /// In the order in which they were read or added.
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] auto begin() const { return entries_.begin(); }  ///< First entry, for range loops.

  /// Behind the last entry, for range loops.
  [[nodiscard]] auto end() const { return entries_.end(); }
  /// The value of that name, or null.
  [[nodiscard]] const T* find(std::string_view name) const {
    for (const Entry& entry : entries_) {
      if (entry.first == name) return &entry.second;
    }
    return nullptr;
  }
  /// The value of that name, made when there is none.
  T& operator[](std::string_view name) {
    for (Entry& entry : entries_) {
      if (entry.first == name) return entry.second;
    }
    return append(std::string(name));
  }
  /// Appends without looking for the name first.
  T& append(std::string name) {
    Entry& entry = entries_.emplace_back();
    entry.first = std::move(name);
    return entry.second;
  }

  /// Same entries; order does not count.
  friend bool operator==(const Dictionary& left, const Dictionary& right) {
    if (left.size() != right.size()) return false;
    for (const Entry& entry : left.entries_) {
      const T* match = right.find(entry.first);
      if (match == nullptr || !(*match == entry.second)) return false;
    }
    return true;
  }

 private:
  std::vector<Entry> entries_;
};

/// A member of a type that contains itself: always holds a value, copies deeply, compares by value.
/// What was moved from may only be assigned to or destroyed.
template <class T>
class Box {
 public:
  Box() : value_(new T()) {}
  /// Takes the value over.
  // NOLINTNEXTLINE(google-explicit-constructor): a value is put into its box without ceremony.
  Box(T value) : value_(new T(std::move(value))) {}
  Box(const Box& other) : value_(new T(*other)) {}
  Box(Box&& other) noexcept : value_(std::exchange(other.value_, nullptr)) {}
  Box& operator=(const Box& other) {
    if (this != &other) *this = Box(other);
    return *this;
  }
  Box& operator=(Box&& other) noexcept {
    // The other may be inside the value that goes.
    T* const taken = std::exchange(other.value_, nullptr);
    delete std::exchange(value_, taken);
    return *this;
  }
  ~Box() { delete value_; }

  [[nodiscard]] T& operator*() { return *value_; }  ///< The value; not after it was moved away.

  /// The value; not after it was moved away.
  [[nodiscard]] const T& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return value_; }  ///< The value; not after it was moved away.

  /// The value; not after it was moved away.
  [[nodiscard]] const T* operator->() const { return value_; }

  friend bool operator==(const Box& left, const Box& right) { return *left == *right; }

 private:
  // A plain pointer: <memory> would bring the standard streams into every contract header.
  T* value_;
};

/// A member that may be `null` but not absent, TypeScript's `T | null`.
template <class T>
struct Nullable {
  std::optional<T> value;  ///< Empty stands for `null`.

  Nullable() = default;
  /// A value that is not `null`.
  // NOLINTNEXTLINE(google-explicit-constructor): mirrors the union.
  Nullable(T present) : value(std::move(present)) {}

  bool operator==(const Nullable&) const = default;
};

}  // namespace WP_CODEBOX_NAMESPACE::json
