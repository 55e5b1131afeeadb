#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <string_view>

#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/envelope.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Serves any `RuntimeBackend` over two file descriptors, as `docs/backend-protocol.md` describes.

namespace WP_CODEBOX_NAMESPACE {

/// How to serve.
struct ServeOptions {
  /// Longest line until `initialize` names another limit.
  std::size_t line_limit = default_line_limit;
  /// Requests under way at the same time; one more is refused with `backend-protocol-error`.
  std::size_t request_limit = 1000;
  /// How long the end may take: destroying what lives, and writing what is left to say.
  std::chrono::milliseconds end_limit{15000};
  /// Asked to stop: ends as if the input had ended.
  std::stop_token stop = {};
  /// Told of what cannot be answered, for people, one line at a time; called from any thread, must
  /// not throw.
  std::function<void(std::string_view line)> on_log = nullptr;
};

/// Why serving ended.
enum class ServeCause : std::uint8_t {
  shutdown,       ///< The client asked for it and got its answer.
  end_of_input,   ///< The client closed the input.
  stopped,        ///< `ServeOptions::stop` asked for it.
  output_closed,  ///< Nobody reads the output any more.
  input_failed    ///< Reading the input failed.
};

/// How serving ended.
struct ServeEnd {
  ServeCause cause = ServeCause::end_of_input;  ///< What made it end.

  /// Every runtime was destroyed and every call has returned. When not, threads of this process
  /// still use the backend: it must not be destroyed, and the process is to be ended with `_Exit`.
  bool complete = true;
};

/// Reads requests from `input` and writes answers to `output`, one JSON-RPC message a line, until
/// one of the causes above; then every runtime is destroyed. Each request runs on a thread of its
/// own; events are written before the answers that follow them. The descriptors stay the caller's;
/// SIGPIPE does not reach the process. Never throws but for want of memory or threads.
[[nodiscard]] ServeEnd serve(RuntimeBackend& backend, int input, int output,
                             const ServeOptions& options = {});

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/stdio/impl/server.inl.hpp"
#include "wp_codebox/stdio/impl/server_session.inl.hpp"
#endif
