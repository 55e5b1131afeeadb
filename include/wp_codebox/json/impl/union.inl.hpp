#pragma once

#include "wp_codebox/json/union.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE bool accepts(const TypeRow& row, Kind kind) {
  switch (row.shape) {
    case Shape::boolean:
      return kind == Kind::boolean;
    case Shape::number:
    case Shape::constant_number:
      return kind == Kind::number;
    case Shape::string:
    case Shape::constant:
    case Shape::enumeration:
    case Shape::open_enumeration:
      return kind == Kind::string;
    case Shape::value:
      return true;
    case Shape::structure:
    case Shape::dictionary:
      return kind == Kind::object;
    case Shape::list:
      return kind == Kind::array;
    case Shape::nullable:
      return kind == Kind::null || accepts(*row.inner, kind);
    case Shape::optional:
    case Shape::box:
      return accepts(*row.inner, kind);
    case Shape::custom:
      break;
  }
  for (const TypeRow* alternative : row.custom->alternatives) {
    if (accepts(*alternative, kind)) return true;
  }
  return false;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
