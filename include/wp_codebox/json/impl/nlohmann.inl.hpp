#pragma once

#include <cmath>
#include <cstdint>
#include <type_traits>

#include "wp_codebox/json/nlohmann.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace nlohmann_bridge {

template <class Json>
Json from_number(double number) {
  constexpr double exact = 9007199254740992.0;
  if (!std::isfinite(number)) return nullptr;
  if (number == std::trunc(number) && std::fabs(number) <= exact) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

template <class Json>
Json from_node(const Node& node) {
  switch (node.kind()) {
    case Kind::null:
      return nullptr;
    case Kind::boolean:
      return node.boolean();
    case Kind::number:
      return from_number<Json>(node.number());
    case Kind::string:
      return node.text();
    case Kind::array: {
      Json array = Json::array();
      for (const Node& item : node.items()) array.push_back(from_node<Json>(item));
      return array;
    }
    case Kind::object: {
      Json object = Json::object();
      for (const Member& member : node.members()) {
        object[std::string(member.name())] = from_node<Json>(member.value);
      }
      return object;
    }
  }
  return nullptr;
}

template <class Json>
void write(const Json& value, Writer& writer) {
  switch (value.type()) {
    case Json::value_t::boolean:
      writer.boolean(value.template get<bool>());
      return;
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float:
      writer.number(value.template get<double>());
      return;
    case Json::value_t::string:
      writer.string(value.template get_ref<const std::string&>());
      return;
    case Json::value_t::array:
      writer.begin_array();
      for (const Json& item : value) write(item, writer);
      writer.end_array();
      return;
    case Json::value_t::object:
      writer.begin_object();
      for (auto member = value.begin(); member != value.end(); ++member) {
        writer.key(member.key());
        write(member.value(), writer);
      }
      writer.end_object();
      return;
    default:
      writer.null();
  }
}

template <class Json>
std::string compact_text(const Json& value) {
  std::string text;
  StringOutput output(text);
  Writer writer(output);
  write(value, writer);
  output.flush();
  return text;
}

}  // namespace nlohmann_bridge

template <class Json>
Json to_nlohmann(const Node& node) {
  return nlohmann_bridge::from_node<Json>(node);
}

template <class Json>
requires requires { typename Json::value_t; }
Value::Value(const Json& value) : Value(Parsed(nlohmann_bridge::compact_text(value)).root()) {}

template <class Json>
auto Value::get() const {
  using Wanted = std::conditional_t<std::is_void_v<Json>, nlohmann::json, Json>;
  return to_nlohmann<Wanted>(Parsed(*this).root());
}

}  // namespace WP_CODEBOX_NAMESPACE::json
