#include "reference_backend/playground/php_library.hpp"

#include <string>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

constexpr std::string_view refusal_start = R"({"wpCodeboxRefusal":)";

}  // namespace

PhpProgram library_program(std::string_view file, const nlohmann::json& input,
                           bool with_wordpress) {
  const std::string json = input.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return {"<?php $input = json_decode(" + php_literal(json) + ", true); require '/codebox/php/" +
              std::string(file) + "';",
          with_wordpress};
}

std::string library_answer(std::string printed) {
  if (!printed.starts_with(refusal_start)) return printed;
  const auto answer = nlohmann::json::parse(printed, nullptr, false);
  if (!answer.is_object()) return printed;
  const auto& refusal = answer.at("wpCodeboxRefusal");
  throw RuntimeError(refusal.value("code", "runtime-command-failed"),
                     refusal.value("message", "the command was refused"));
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
