#pragma once

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

/// \file
/// Pipes for tests that speak with something on the other end.

namespace stdio_test {

/// Long enough for an answer on a machine that is busy.
inline constexpr std::chrono::milliseconds patience{30000};

/// A pipe whose ends close themselves.
class Pipe {
 public:
  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category());
    read_end = ends[0];
    write_end = ends[1];
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_read();
    close_write();
  }

  void close_read() { close(read_end); }
  void close_write() { close(write_end); }

  void write(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(write_end, text.data(), text.size());
      if (written <= 0) throw std::system_error(errno, std::generic_category(), "write");
      text.remove_prefix(static_cast<std::size_t>(written));
    }
  }

  /// The next line without its LF; none at the end, or when nothing comes.
  [[nodiscard]] std::optional<std::string> read_line() {
    while (true) {
      const std::size_t end = buffer_.find('\n');
      if (end != std::string::npos) {
        std::string line = buffer_.substr(0, end);
        buffer_.erase(0, end + 1);
        return line;
      }
      pollfd waiting = {read_end, POLLIN, 0};
      if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return std::nullopt;
      char bytes[4096];
      const ssize_t count = ::read(read_end, bytes, sizeof bytes);
      if (count <= 0) return std::nullopt;
      buffer_.append(bytes, static_cast<std::size_t>(count));
    }
  }

  int read_end = -1;
  int write_end = -1;

 private:
  static void close(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }

  std::string buffer_;
};

}  // namespace stdio_test
