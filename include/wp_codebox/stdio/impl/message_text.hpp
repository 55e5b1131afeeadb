#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/stdio/envelope.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Puts lines of the protocol together from parts that are JSON already.

namespace WP_CODEBOX_NAMESPACE::message_text {

/// An object with `jsonrpc` and what the function writes, and the LF.
template <class Members>
std::string line(const Members& members) {
  std::string text;
  {
    json::StringOutput output(text);
    json::Writer writer(output);
    writer.begin_object();
    writer.key("jsonrpc");
    writer.string("2.0");
    members(writer);
    writer.end_object();
  }
  text += '\n';
  return text;
}

inline std::string request(std::string_view id, std::string_view method, std::string_view params) {
  return line([&](json::Writer& writer) {
    writer.key("id");
    writer.raw(id);
    writer.key("method");
    writer.string(method);
    writer.key("params");
    writer.raw(params);
  });
}

inline std::string notification(std::string_view method, std::string_view params) {
  return line([&](json::Writer& writer) {
    writer.key("method");
    writer.string(method);
    writer.key("params");
    writer.raw(params);
  });
}

inline std::string answer(std::string_view id, std::string_view result) {
  return line([&](json::Writer& writer) {
    writer.key("id");
    writer.raw(id);
    writer.key("result");
    writer.raw(result);
  });
}

inline std::string error(std::string_view id, int number, const ContractError& failure) {
  return line([&](json::Writer& writer) {
    writer.key("id");
    writer.raw(id);
    writer.key("error");
    writer.begin_object();
    writer.key("code");
    writer.number(number);
    writer.key("message");
    writer.string(failure.message());
    writer.key("data");
    writer.raw(failure.to_json().text());
    writer.end_object();
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::message_text
