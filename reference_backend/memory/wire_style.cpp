#include "reference_backend/memory/wire_style.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <iostream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Ordered = nlohmann::ordered_json;

Ordered reversed(const Ordered& value) {
  if (value.is_array()) {
    Ordered list = Ordered::array();
    for (const Ordered& element : value) list.push_back(reversed(element));
    return list;
  }
  if (!value.is_object()) return value;
  std::vector<std::pair<std::string, Ordered>> members;
  for (const auto& [name, member] : value.items()) members.emplace_back(name, reversed(member));
  Ordered object = Ordered::object();
  for (auto at = members.rbegin(); at != members.rend(); ++at) object[at->first] = at->second;
  return object;
}

/// Calls `outside` for each character that is not inside a string, and copies the others.
template <class Outside>
std::string rewritten(const std::string& text, Outside outside) {
  std::string result;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (inside) {
      result += text[i];
      if (text[i] == '"') inside = false;
      if (text[i] == '\\') result += text[++i];
    } else if (text[i] == '"') {
      result += text[i];
      inside = true;
    } else {
      outside(result, i);
    }
  }
  return result;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string reversed_json(const std::string& text) { return reversed(Ordered::parse(text)).dump(); }

std::string spaced_json(const std::string& text) {
  return rewritten(text, [&text](std::string& result, std::size_t at) {
    const bool punctuation = std::string_view("{}[]:,").find(text[at]) != std::string_view::npos;
    result += punctuation ? std::string(" ") + text[at] + "\t" : std::string(1, text[at]);
  });
}

std::string escaped_json(const std::string& text) {
  std::string escaped = Ordered::parse(text).dump(-1, ' ', true);
  // A slash stands only inside strings.
  for (std::size_t at = escaped.find('/'); at != std::string::npos;
       at = escaped.find('/', at + 2)) {
    escaped.insert(at, 1, '\\');
  }
  return escaped;
}

std::string fractional_json(const std::string& text) {
  // The head of a message stays: an id has to come back as it went out.
  const std::size_t result = text.find("\"result\":");
  if (result == std::string::npos) return text;
  const std::string body = text.substr(result);
  return text.substr(0, result) + rewritten(body, [&body](std::string& written, std::size_t at) {
           written += body[at];
           const bool ends = is_digit(body[at]) && at + 1 < body.size() &&
                             (body[at + 1] == ',' || body[at + 1] == '}' || body[at + 1] == ']');
           if (!ends) return;
           std::size_t begin = at;
           while (begin > 0 && is_digit(body[begin - 1])) --begin;
           const char before = begin > 0 ? body[begin - 1] : ':';
           if (before == ':' || before == ',' || before == '[' || before == '-') written += ".0";
         });
}

StyledOutput::StyledOutput(int output, WireStyle style)
    : output_(output), style_(std::move(style)) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
  }
  read_end_ = FileDescriptor(ends[0]);
  input_ = FileDescriptor(ends[1]);
  thread_ = std::thread([this] { pump(); });
}

StyledOutput::~StyledOutput() {
  input_.reset();
  thread_.join();
}

void StyledOutput::pump() {
  sigset_t broken_pipe;
  ::sigemptyset(&broken_pipe);
  ::sigaddset(&broken_pipe, SIGPIPE);
  ::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
  std::string pending;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t count = ::read(read_end_.number(), buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    pending.append(buffer.data(), static_cast<std::size_t>(count));
    std::size_t begin = 0;
    for (std::size_t end = pending.find('\n'); end != std::string::npos;
         end = pending.find('\n', begin)) {
      write(pending.substr(begin, end - begin));
      begin = end + 1;
    }
    pending.erase(0, begin);
  }
}

void StyledOutput::write(const std::string& line) {
  if (style_.chatters) std::cerr << "writing a line of " << line.size() << " bytes\n" << std::flush;
  const std::string text = (style_.line ? style_.line(line) : line) + "\n";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t left = text.size() - at;
    const std::size_t size = style_.piece == 0 ? left : std::min(left, style_.piece);
    const ssize_t count = ::write(output_, text.data() + at, size);
    if (count < 0 && errno != EINTR) return;
    if (count > 0) at += static_cast<std::size_t>(count);
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
