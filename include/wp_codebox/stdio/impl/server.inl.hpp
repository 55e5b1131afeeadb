#pragma once

// First: where the definitions are wanted inline, it brings both files of the server in order.
#include "wp_codebox/stdio/server.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>
#include <vector>

#include "wp_codebox/stdio/impl/server_session.hpp"
#include "wp_codebox/stdio/line_buffer.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace serving {

/// Waits for input or the wake-up pipe. False when the wake-up pipe called.
WP_CODEBOX_INLINE bool wait_for_input(int input, const WakePipe& wake) {
  pollfd descriptors[2] = {{input, POLLIN, 0}, {wake.descriptor(), POLLIN, 0}};
  while (::poll(descriptors, 2, -1) < 0 && errno == EINTR) {
  }
  if ((descriptors[1].revents & POLLIN) == 0) return true;
  char bytes[64];
  while (::read(wake.descriptor(), bytes, sizeof bytes) > 0) {
  }
  return false;
}

/// Reads until something ends the session, and begins its end.
WP_CODEBOX_INLINE ServeCause read_input(Session& session, int input, const std::stop_token& stop) {
  LineBuffer lines(
      session.line_limit(),
      [&session, &lines](std::string line) {
        session.take_line(std::move(line));
        lines.set_limit(session.line_limit());
      },
      [&session](std::size_t bytes) { session.take_long_line(bytes); });
  std::vector<char> buffer(std::size_t{64} << 10);
  while (true) {
    if (session.ended()) return ServeCause::shutdown;
    if (stop.stop_requested()) return ServeCause::stopped;
    if (session.output_broken()) return ServeCause::output_closed;
    if (!wait_for_input(input, session.wake_pipe())) continue;
    const ssize_t count = ::read(input, buffer.data(), buffer.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count < 0) return ServeCause::input_failed;
    if (count == 0) return ServeCause::end_of_input;
    lines.feed({buffer.data(), static_cast<std::size_t>(count)});
  }
}

/// Waits until the session has ended; nothing is read any more.
WP_CODEBOX_INLINE void wait_for_end(const Session& session) {
  while (!session.ended()) {
    // A descriptor below 0 is one that poll leaves alone.
    (void)wait_for_input(-1, session.wake_pipe());
  }
}

}  // namespace serving

WP_CODEBOX_INLINE ServeEnd serve(RuntimeBackend& backend, int input, int output,
                                 const ServeOptions& options) {
  const auto session = std::make_shared<serving::Session>(backend, output, options);
  const std::stop_callback on_stop(options.stop, [&session] { session->wake_pipe().wake(); });
  ServeEnd end;
  end.cause = serving::read_input(*session, input, options.stop);
  if (end.cause != ServeCause::shutdown) {
    if (session->ending()) end.cause = ServeCause::shutdown;
    if (end.cause != ServeCause::stopped) session->lose_client();
    session->end(std::nullopt);
    serving::wait_for_end(*session);
  }
  end.complete = session->finish();
  // Threads that are stuck go on using it until the process ends.
  if (!end.complete) static_cast<void>(new std::shared_ptr<serving::Session>(session));
  return end;
}

}  // namespace WP_CODEBOX_NAMESPACE
