#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/validation/tool_schema.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace tool_schemas {

/// Members that every JavaScript object has: the reference system takes them for present.
inline constexpr std::string_view inherited_names[] = {
    "constructor",      "hasOwnProperty",   "isPrototypeOf",    "propertyIsEnumerable",
    "toLocaleString",   "toString",         "valueOf",          "__proto__",
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"};

WP_CODEBOX_INLINE bool is_inherited(std::string_view name) {
  return std::find(std::begin(inherited_names), std::end(inherited_names), name) !=
         std::end(inherited_names);
}

/// Whether the value is of the type; a type that the subset does not have fits everything.
WP_CODEBOX_INLINE bool has_type(const json::Node& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "number") return value.is_number();
  if (type == "integer") {
    return value.is_number() && std::isfinite(value.number()) &&
           std::trunc(value.number()) == value.number();
  }
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  return true;
}

WP_CODEBOX_INLINE std::string expectation(const std::string& path, std::string_view expected,
                                          const json::Node& found) {
  return path + " has to be of type " + std::string(expected) + ", not " + json::describe(found);
}

using Issue = std::optional<std::string>;

WP_CODEBOX_INLINE Issue find_issue(const json::Node& schema, const json::Node& value,
                                   const std::string& path);

/// A required member that the object lacks.
WP_CODEBOX_INLINE Issue find_missing(const json::Node& required, const json::Node& value,
                                     const std::string& path) {
  for (const json::Node& name : required.items()) {
    if (!name.is_string() || value.find(name.text()) != nullptr) continue;
    if (is_inherited(name.text())) continue;
    return path + "." + name.text() + " is required";
  }
  return std::nullopt;
}

/// The first property that does not fit. A property that objects inherit counts as present, and
/// what stands there is a function: it fits no type.
WP_CODEBOX_INLINE Issue find_misfit(const json::Node& properties, const json::Node& value,
                                    const std::string& path) {
  for (const json::Member& property : properties.members()) {
    const std::string name(property.name());
    const std::string place = path + "." + name;
    if (const json::Node* member = value.find(name)) {
      if (Issue issue = find_issue(property.value, *member, place)) return issue;
    } else if (is_inherited(name)) {
      const json::Node* type = property.value.find("type");
      if (type != nullptr && type->is_string()) {
        return place + " has to be of type " + type->text() + ", not what every object has";
      }
    }
  }
  return std::nullopt;
}

WP_CODEBOX_INLINE Issue find_object_issue(const json::Node& schema, const json::Node& value,
                                          const std::string& path) {
  const json::Node* type = schema.find("type");
  const json::Node* required = schema.find("required");
  const json::Node* properties = schema.find("properties");
  const bool about_objects =
      (type != nullptr && type->equals("object")) || required != nullptr || properties != nullptr;
  if (!about_objects) return std::nullopt;
  if (!value.is_object()) return expectation(path, "object", value);
  if (required != nullptr) {
    if (Issue issue = find_missing(*required, value, path)) return issue;
  }
  if (properties != nullptr) {
    if (Issue issue = find_misfit(*properties, value, path)) return issue;
  }
  const json::Node* additional = schema.find("additionalProperties");
  if (additional == nullptr || !additional->is_boolean() || additional->boolean()) {
    return std::nullopt;
  }
  for (const json::Member& member : value.members()) {
    const bool known = properties != nullptr &&
                       (properties->find(member.name()) != nullptr || is_inherited(member.name()));
    if (!known) return path + "." + std::string(member.name()) + " is not expected";
  }
  return std::nullopt;
}

WP_CODEBOX_INLINE Issue find_issue(const json::Node& schema, const json::Node& value,
                                   const std::string& path) {
  const json::Node* type = schema.find("type");
  if (type != nullptr && type->is_string() && !has_type(value, type->text())) {
    return expectation(path, type->text(), value);
  }
  if (Issue issue = find_object_issue(schema, value, path)) return issue;
  const json::Node* items = schema.find("items");
  if (items == nullptr || !items->is_object() || !value.is_array()) return std::nullopt;
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    const std::string place = path + "[" + std::to_string(i) + "]";
    if (Issue issue = find_issue(*items, value.items()[i], place)) return issue;
  }
  return std::nullopt;
}

}  // namespace tool_schemas

WP_CODEBOX_INLINE std::optional<std::string> tool_schema_issue(const json::Node& schema,
                                                               const json::Node& value,
                                                               std::string_view root) {
  return tool_schemas::find_issue(schema, value, std::string(root));
}

}  // namespace WP_CODEBOX_NAMESPACE
