#pragma once

#include "wp_codebox/json/impl/utf8.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/record_text.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE std::string recordable_text(std::string text) {
  const char* const end = text.data() + text.size();
  if (json::impl::find_invalid_utf8(text.data(), end) == end) return text;
  return json::Parsed(json::Value::string(text)).root().text();
}

}  // namespace WP_CODEBOX_NAMESPACE
