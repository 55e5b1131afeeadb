#pragma once

#include "wp_codebox/json/issue.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE std::string Issue::message() const {
  std::string text = path.dotted();
  text += ": expected ";
  text += expected;
  text += ", found ";
  text += found;
  text += " (";
  text += code;
  text += ')';
  return text;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
