#pragma once

#include <filesystem>
#include <string_view>

#include "reference_backend/playground/php_script.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The programs of the commands that ask WordPress something (shapes: command registry).

namespace WP_CODEBOX_NAMESPACE::playground {

/// Where the sandbox sees WP-CLI while a `wordpress.wp-cli` runs.
inline constexpr std::string_view wp_cli_place = "/codebox/run/wp-cli.phar";

/// The program of `wordpress.rest-request`. Beside the contract's arguments it takes `user` (id or
/// login name): who asks; nobody without it. Error: `runtime-argument-invalid`.
[[nodiscard]] PhpProgram rest_request_program(const EngineCommand& command);

/// The program of `wordpress.ability`, with `user` as above. Error: `runtime-argument-invalid`.
[[nodiscard]] PhpProgram ability_program(const EngineCommand& command);

/// The program of `wordpress.wp-cli`. Error: `runtime-argument-invalid`.
[[nodiscard]] PhpProgram wp_cli_program(const EngineCommand& command);

/// The phar in the sandbox for as long as this object lives: other commands must not reach it
/// (WPC-POL-014).
class WpCliPhar {
 public:
  /// Error: `std::filesystem::filesystem_error`.
  WpCliPhar(const std::filesystem::path& phar, const RunFolder& folder);
  WpCliPhar(const WpCliPhar&) = delete;
  WpCliPhar& operator=(const WpCliPhar&) = delete;
  ~WpCliPhar();

 private:
  std::filesystem::path copy_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
