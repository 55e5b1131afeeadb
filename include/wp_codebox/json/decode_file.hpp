#pragma once

#include <optional>
#include <string>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From JSON files to contract structs without holding the file's text.

namespace WP_CODEBOX_NAMESPACE::json {

/// As `decode_text` for a file; `json-unreadable` when there is none.
[[nodiscard]] std::optional<ReadError> decode_file(const std::string& path, const TypeRow& row,
                                                   void* target, Issues& issues);

/// Reads a JSON file as `T`: what `from_json` gives for its text. After a read error the value is
/// an empty one, and there are no issues.
template <class T>
[[nodiscard]] Decoded<T> from_json_file(const std::string& path) {
  Decoded<T> result;
  if (auto error = decode_file(path, type_row<T>, &result.value, result.issues)) {
    result = {{}, std::move(error), {}};
  }
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/decode_file.inl.hpp"
#endif
