#pragma once

#include <nlohmann/json.hpp>

#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/nlohmann.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Free-form JSON as the cases handle it.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Member order does not count when two are compared, as in the contract.
using Json = nlohmann::json;

/// A contract struct in its JSON form, as another program would see it.
template <class T>
[[nodiscard]] Json json_form(const T& contract_struct) {
  return json::to_value(contract_struct).template get<Json>();
}

/// The member, or null when it is absent or `object` is no object: for looking, not for judging
/// whether it is there.
[[nodiscard]] inline const Json& member(const Json& object, const char* name) {
  static const Json absent;
  if (!object.is_object()) return absent;
  const auto found = object.find(name);
  return found == object.end() ? absent : *found;
}

/// The member as text; empty when it is no string.
[[nodiscard]] inline std::string text_member(const Json& object, const char* name) {
  const Json& found = member(object, name);
  return found.is_string() ? found.get<std::string>() : std::string();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
