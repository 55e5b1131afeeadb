#pragma once

#include <string>
#include <string_view>

#include "reference_backend/playground/bridge_client.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a command's end means to its caller.

namespace WP_CODEBOX_NAMESPACE::playground {

/// The output of a run that succeeded. Error: `wp-codebox-playground-command-failed` with
/// `response {exitCode, errors, text}` when PHP ended with another exit code than 0 (WPC-EXEC-003).
[[nodiscard]] EngineOutput output_of(BridgeAnswer answer, std::string_view command);

/// `runtime-command-timeout`.
[[nodiscard]] RuntimeError timeout_error(std::string_view command, std::string_view what_happened);

/// `wp-codebox-playground-command-crashed` with `command` and `cause` (WPC-EXEC-004).
[[nodiscard]] RuntimeError crash_error(std::string_view command, const std::string& cause);

}  // namespace WP_CODEBOX_NAMESPACE::playground
