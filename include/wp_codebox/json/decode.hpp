#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From JSON to contract structs: one engine over the field tables.

namespace WP_CODEBOX_NAMESPACE::json {

/// Where a decoder stands and where it reports. Custom types get one.
struct DecodeContext {
  Issues& issues;          ///< Where to report; the caller owns it.
  const PathFrame& frame;  ///< The place of the value that is decoded.

  /// Reports an issue at this place. `found` describes the node.
  void report(std::string_view code, std::string expected, const Node& node) const;
  /// Reports an issue about a member that is absent.
  void report_absent(std::string_view member, std::string expected) const;
};

/// Words for what stands at a node: its kind, and its value when it is short.
[[nodiscard]] std::string describe(const Node& node);

/// Words for what a type wants: `a string`, `"allow" or "deny"`.
[[nodiscard]] std::string expectation(const TypeRow& row);

/// The engine: reads `node` as the type of `row` into the object at `target`. Reports every issue
/// in table order; members without an issue are set all the same. Without a target it only reports,
/// which costs much less. True when there was no issue. Never throws but for want of memory.
bool decode_any(const Node& node, const TypeRow& row, void* target, const PathFrame& frame,
                Issues& issues);

/// As `decode_any` for a text. A long text is read piece by piece: besides the object there is
/// never more in memory than the nodes of one member, or of one element of a list. After a read
/// error nothing of `target` or `issues` is to be used.
[[nodiscard]] std::optional<ReadError> decode_text(std::string_view json_text, const TypeRow& row,
                                                   void* target, Issues& issues);

/// Reads `node` into `target`, appending what is wrong to `issues`.
template <class T>
bool decode(const Node& node, T& target, Issues& issues, const PathFrame& frame = {}) {
  return decode_any(node, type_row<T>, &target, frame, issues);
}

/// Reports to `issues` what `decode` would, without making a `T`.
template <class T>
bool check(const Node& node, Issues& issues) {
  return decode_any(node, type_row<T>, nullptr, PathFrame::root(), issues);
}

/// What came of reading a text: a value, or why not.
template <class T>
struct Decoded {
  T value{};                       ///< Complete only when `ok`.
  std::optional<ReadError> error;  ///< Set when the text is not JSON.
  Issues issues;                   ///< What does not fit the type.

  /// Whether the text is JSON and fits the type.
  [[nodiscard]] bool ok() const { return !error && issues.empty(); }
  /// One line per problem; empty when `ok`.
  [[nodiscard]] std::string message() const;
};

/// As `Decoded::message`, for any type.
[[nodiscard]] std::string decode_message(const std::optional<ReadError>& error,
                                         const Issues& issues);

template <class T>
std::string Decoded<T>::message() const {
  return decode_message(error, issues);
}

/// Reads a node as `T`.
template <class T>
[[nodiscard]] Decoded<T> decode_as(const Node& node) {
  Decoded<T> result;
  decode(node, result.value, result.issues);
  return result;
}

/// Reads JSON text as `T`. After a read error the value is an empty one, and there are no issues.
template <class T>
[[nodiscard]] Decoded<T> from_json(std::string_view json_text) {
  Decoded<T> result;
  if (auto error = decode_text(json_text, type_row<T>, &result.value, result.issues)) {
    result = {{}, std::move(error), {}};
  }
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/decode.inl.hpp"
#include "wp_codebox/json/impl/decode_text.inl.hpp"
#endif
