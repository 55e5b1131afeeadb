#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "reference_backend/playground/bridge_client.hpp"
#include "reference_backend/playground/php_script.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What observations ask of the sandbox, and what its answers say.

namespace WP_CODEBOX_NAMESPACE::playground {

/// The program that lists what lies below a folder.
[[nodiscard]] PhpProgram list_files_program(const std::string& path, std::size_t limit);

/// What that program printed. Error: `runtime-observation-failed`.
[[nodiscard]] Engine::Listing listing_of(const std::string& printed);

/// The bridge's request for an HTTP exchange.
[[nodiscard]] nlohmann::json fetch_request(const EngineHttpRequest& request);

/// The response that the bridge gave. Error: `runtime-observation-failed`.
[[nodiscard]] EngineHttpResponse http_response_of(BridgeAnswer answer);

}  // namespace WP_CODEBOX_NAMESPACE::playground
