#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The bridge through which code in a sandbox asks for commands of WP-CLI. An engine opens one only
/// for a runtime whose policy names `wordpress.wp-cli` (WPC-POL-014).

namespace WP_CODEBOX_NAMESPACE {

/// A request to the bridge, as an HTTP server got it.
struct WpCliBridgeRequest {
  std::string method = "POST";  ///< Only `POST` is answered.
  std::string path;             ///< Only `WpCliBridge::path` is answered.
  std::string authorization;    ///< The header of that name; `Bearer` and the token.
  std::string body;             ///< JSON with a `command`.
};

/// What the bridge answers.
struct WpCliBridgeAnswer {
  int status = 0;    ///< Of HTTP; see `WpCliBridge`.
  json::Value body;  ///< The JSON body.
};

/// What one command of WP-CLI gave.
struct WpCliRun {
  double exit_code = 0;  ///< 0 when the command succeeded.
  std::string output;    ///< What it printed.
  std::string errors;    ///< What it printed to stderr.
};

/// Runs one command; the words come without a leading `wp`.
using WpCliRunner = std::function<WpCliRun(const std::vector<std::string>& words)>;

/// Answers `POST /wp-cli` with a body `{type:"wp_cli", command}`. A command line may name several
/// commands: `&&` and `;` go on after a success, `||` after a failure, and whatever else comes is
/// left out. Operators are words by themselves, quoted or not. Output of all that ran is joined.
///
/// Statuses: 200, also when a command failed; 400 without a command, 401 without the token, 404 for
/// another method or path, 500 when the request cannot be understood or the runner threw. Safe for
/// several threads when the runner is.
class WpCliBridge {
 public:
  static constexpr std::string_view path = "/wp-cli";  ///< The only path that is served.

  /// `token` is what callers have to know; an empty one lets nobody in.
  WpCliBridge(std::string token, WpCliRunner run,
              std::shared_ptr<Clock> clock = std::make_shared<Clock>());

  /// The answer to one call.
  [[nodiscard]] WpCliBridgeAnswer answer(const WpCliBridgeRequest& request) const;

 private:
  [[nodiscard]] WpCliBridgeAnswer run_line(std::string_view line) const;

  std::string token_;
  WpCliRunner run_;
  std::shared_ptr<Clock> clock_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/wp_cli_bridge.inl.hpp"
#endif
