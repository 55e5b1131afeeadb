#pragma once

#include <algorithm>
#include <cstring>
#include <utility>

#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/encoded_source.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

// The accessors of tables take and give non-const addresses; nothing is written through them here.
WP_CODEBOX_INLINE EncodedSource::EncodedSource(const StructTable& table, const void* object)
    : table_(table), object_(const_cast<void*>(object)), piece_("{") {}

WP_CODEBOX_INLINE std::optional<std::size_t> EncodedSource::read(char* to, std::size_t size) {
  std::size_t done = 0;
  while (done < size && (taken_ < piece_.size() || next_piece())) {
    const std::size_t count = std::min(size - done, piece_.size() - taken_);
    std::memcpy(to + done, piece_.data() + taken_, count);
    done += count;
    taken_ += count;
  }
  return done;
}

/// Makes the next piece of the text, which may be empty; false when there is no more.
WP_CODEBOX_INLINE bool EncodedSource::next_piece() {
  piece_.clear();
  taken_ = 0;
  if (list_ != nullptr) {
    next_element();
  } else if (field_ < table_.fields.size()) {
    begin_field(table_.fields[field_++]);
  } else if (!is_ended_) {
    StringOutput output(piece_);
    for (const Extra::Entry& entry : table_.extra(object_)->entries()) {
      if (!std::exchange(is_first_, false)) output.put(',');
      write_string(entry.first, output);
      output.put(':');
      output.put(entry.second.text());
    }
    output.put('}');
    is_ended_ = true;
  } else {
    return false;
  }
  return true;
}

WP_CODEBOX_INLINE void EncodedSource::begin_field(const FieldRow& field) {
  const TypeRow* type = field.type;
  const void* value = field.access(object_);
  if (type->shape == Shape::optional) {
    if (type->container->size(value) == 0) return;
    value = type->container->at(value, 0);
    type = type->inner;
  }
  StringOutput output(piece_);
  if (!std::exchange(is_first_, false)) output.put(',');
  write_string(field.name, output);
  output.put(':');
  if (type->shape == Shape::list) {
    list_ = type;
    elements_ = value;
    element_ = 0;
    output.put('[');
  } else {
    Writer writer(output);
    encode_any(*type, value, writer);
  }
}

WP_CODEBOX_INLINE void EncodedSource::next_element() {
  StringOutput output(piece_);
  if (element_ == list_->container->size(elements_)) {
    output.put(']');
    list_ = nullptr;
    return;
  }
  if (element_ != 0) output.put(',');
  Writer writer(output);
  encode_any(*list_->inner, list_->container->at(elements_, element_++), writer);
}

}  // namespace WP_CODEBOX_NAMESPACE::json
