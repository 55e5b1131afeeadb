#pragma once

#include <cstddef>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/impl/decode_pieces.hpp"
#include "wp_codebox/json/stream.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE std::optional<ReadError> decode_text(std::string_view json_text,
                                                       const TypeRow& row, void* target,
                                                       Issues& issues) {
  // A short text costs less as a whole.
  constexpr std::size_t long_text = std::size_t{256} * 1024;
  if (json_text.size() < long_text) {
    Document document;
    auto error = document.read(json_text);
    if (!error) decode_any(document.root(), row, target, PathFrame::root(), issues);
    return error;
  }
  StreamReader reader(json_text);
  decoding::PieceRun(reader, json_text.size()).read(row, target, issues);
  if (!reader.finish()) return reader.error();
  return std::nullopt;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
