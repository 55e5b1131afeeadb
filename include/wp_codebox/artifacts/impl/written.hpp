#pragma once

#include <string>
#include <utility>

#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/json/writer.hpp"

/// \file
/// A value from what is written.

namespace WP_CODEBOX_NAMESPACE::artifacts_impl {

/// The value that `write(json::Writer&)` prints.
template <class Write>
[[nodiscard]] json::Value written(const Write& write) {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  write(writer);
  output.flush();
  return json::Value::from_compact(std::move(text));
}

}  // namespace WP_CODEBOX_NAMESPACE::artifacts_impl
