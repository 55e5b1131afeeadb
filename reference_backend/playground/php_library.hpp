#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "reference_backend/playground/php_script.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The PHP files of `php/`, which the sandbox sees at `/codebox/php`.

namespace WP_CODEBOX_NAMESPACE::playground {

/// A program that runs a file of the library with `input` as its `$input`.
[[nodiscard]] PhpProgram library_program(std::string_view file, const nlohmann::json& input,
                                         bool with_wordpress = true);

/// What a file of the library printed, unless it is a refusal: that is thrown as an error with the
/// code and the message in it.
[[nodiscard]] std::string library_answer(std::string printed);

}  // namespace WP_CODEBOX_NAMESPACE::playground
