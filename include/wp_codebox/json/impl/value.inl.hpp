#pragma once

#include <algorithm>

#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE Value::Value(const Node& node) : text_(compact_json(node)) {}

WP_CODEBOX_INLINE std::optional<Value> Value::parse(std::string_view json_text) {
  Document document;
  if (document.read(json_text)) return std::nullopt;
  return Value(document.root());
}

WP_CODEBOX_INLINE Value Value::from_compact(std::string compact_text) {
  Value value;
  value.text_ = std::move(compact_text);
  return value;
}

WP_CODEBOX_INLINE Value Value::string(std::string_view text) {
  Value value;
  value.text_.clear();
  StringOutput output(value.text_);
  write_string(text, output);
  output.flush();
  return value;
}

WP_CODEBOX_INLINE Value Value::number(double number) { return from_compact(number_text(number)); }

WP_CODEBOX_INLINE Value Value::boolean(bool boolean) {
  return from_compact(boolean ? "true" : "false");
}

WP_CODEBOX_INLINE Kind Value::kind() const {
  switch (text_.front()) {
    case '{':
      return Kind::object;
    case '[':
      return Kind::array;
    case '"':
      return Kind::string;
    case 't':
    case 'f':
      return Kind::boolean;
    case 'n':
      return Kind::null;
    default:
      return Kind::number;
  }
}

WP_CODEBOX_INLINE bool Value::same_as(const Value& other) const {
  if (text_ == other.text_) return true;
  if (kind() != other.kind() || text_.size() != other.text_.size()) return false;
  return stable_json(Parsed(*this).root()) == stable_json(Parsed(other).root());
}

WP_CODEBOX_INLINE Parsed::Parsed(std::string json_text)
    : text_(std::move(json_text)), error_(document_.read(*text_)) {}

WP_CODEBOX_INLINE const Value* Extra::find(std::string_view name) const {
  const auto entry = std::find_if(entries_.begin(), entries_.end(), [name](const Entry& candidate) {
    return candidate.first == name;
  });
  return entry == entries_.end() ? nullptr : &entry->second;
}

WP_CODEBOX_INLINE void Extra::set(std::string name, Value value) {
  for (Entry& entry : entries_) {
    if (entry.first == name) {
      entry.second = std::move(value);
      return;
    }
  }
  entries_.emplace_back(std::move(name), std::move(value));
}

WP_CODEBOX_INLINE void Extra::erase(std::string_view name) {
  std::erase_if(entries_, [name](const Entry& entry) { return entry.first == name; });
}

WP_CODEBOX_INLINE bool Extra::same_as(const Extra& other) const {
  if (entries_.size() != other.entries_.size()) return false;
  return std::all_of(entries_.begin(), entries_.end(), [&other](const Entry& entry) {
    const Value* match = other.find(entry.first);
    return match != nullptr && *match == entry.second;
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::json
