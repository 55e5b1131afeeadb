#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "wp_codebox/json/impl/arena.hpp"
#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/json/impl/member_order.hpp"
#include "wp_codebox/json/impl/node_access.hpp"
#include "wp_codebox/json/impl/read_number.hpp"
#include "wp_codebox/json/impl/scan.hpp"

/// \file
/// From text to nodes, without recursion: open containers stand on a stack of their own.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// How a parse ended.
enum class ParseEnd {
  complete,    ///< A value was read.
  text_ended,  ///< The text ended inside the value.
  syntax,      ///< A character is not what JSON has there.
  too_deep
};

/// What is used again from parse to parse.
struct ParserMemory {
  struct Frame {
    std::size_t first = 0;  ///< Where the container's nodes begin on the stack.
    bool is_object = false;
    bool has_index_names = false;
  };

  Arena arena;
  Stack<Node> nodes;
  Stack<Frame> frames;
  MemberOrder order;

  [[nodiscard]] std::size_t bytes() const {
    return arena.bytes() + nodes.bytes() + frames.bytes() + order.bytes();
  }

  void clear() {
    arena.clear();
    nodes.clear();
    frames.clear();
    order.clear();
  }
};

/// Reads one value. The text need not be checked UTF-8: bytes outside strings must be ASCII anyway,
/// and those inside are kept as they are.
class Parser {
 public:
  Parser(ParserMemory& memory, std::string_view text, std::size_t max_depth)
      : at_(text.data()), memory_(memory), end_(text.data() + text.size()), max_depth_(max_depth) {
    memory_.nodes.resize_down(0);
    memory_.frames.resize_down(0);
  }

  /// Reads the value that begins here, white space before it included.
  ParseEnd value() {
    for (;;) {
      if (!begin_value()) return why_;
      if (opened_) continue;
      if (!end_value()) return why_;
      if (memory_.frames.size() == 0) return ParseEnd::complete;
    }
  }

  /// The value that was read.
  [[nodiscard]] Node root() { return memory_.nodes.data()[0]; }

  void skip_space() {
    while (at_ != end_ && is_space(*at_)) ++at_;
  }

  /// Where the parse stands: behind the value, or at what is wrong.
  [[nodiscard]] const char* at() const { return at_; }
  [[nodiscard]] bool at_end() const { return at_ == end_; }
  /// What would have been right there.
  [[nodiscard]] std::string_view expected() const { return expected_; }

 private:
  using Frame = ParserMemory::Frame;

  static bool is_space(char character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  bool fail(std::string_view expected, ParseEnd why = ParseEnd::syntax) {
    expected_ = expected;
    why_ = at_ == end_ ? ParseEnd::text_ended : why;
    return false;
  }

  /// Reads a scalar, an empty container, or the beginning of a container up to where its first
  /// value begins (then `opened_` is set).
  bool begin_value() {
    opened_ = false;
    skip_space();
    if (at_ == end_) return fail("a value");
    switch (*at_) {
      case '"':
        ++at_;
        return string_value();
      case '{':
        return open(true);
      case '[':
        return open(false);
      case 't':
        return literal("true", NodeAccess::boolean(true));
      case 'f':
        return literal("false", NodeAccess::boolean(false));
      case 'n':
        return literal("null", NodeAccess::null());
      default:
        if (*at_ != '-' && !is_digit(*at_)) return fail("a value");
        return number_value();
    }
  }

  /// After a value: goes on to the next one of its container, closing containers on the way, until
  /// a value is to be begun or the outermost container is closed.
  bool end_value() {
    while (memory_.frames.size() != 0) {
      Frame& frame = memory_.frames.top();
      skip_space();
      const char next = at_ == end_ ? '\0' : *at_;
      if (next == ',') {
        ++at_;
        if (!frame.is_object) return true;
        skip_space();
        return name(frame);
      }
      if (next != (frame.is_object ? '}' : ']')) {
        return fail(frame.is_object ? "\",\" or \"}\"" : "\",\" or \"]\"");
      }
      ++at_;
      close(frame);
    }
    return true;
  }

  bool open(bool is_object) {
    if (memory_.frames.size() == max_depth_) return fail({}, ParseEnd::too_deep);
    ++at_;
    skip_space();
    if (at_ != end_ && *at_ == (is_object ? '}' : ']')) {
      ++at_;
      memory_.nodes.push(is_object ? NodeAccess::object(nullptr, 0)
                                   : NodeAccess::array(nullptr, 0));
      return true;
    }
    memory_.frames.push({memory_.nodes.size(), is_object, false});
    opened_ = true;
    if (is_object) return name(memory_.frames.top(), "a member name in double quotes or \"}\"");
    if (at_ == end_) return fail("a value or \"]\"");
    return true;
  }

  void close(const Frame frame) {
    Node* const first = memory_.nodes.data() + frame.first;
    const std::size_t count = memory_.nodes.size() - frame.first;
    Node container;
    if (frame.is_object) {
      // Names and values lie as members do.
      auto* const members = reinterpret_cast<Member*>(first);
      const std::size_t kept = memory_.order.apply(members, count / 2, frame.has_index_names);
      const Member* const stored = store(members, kept);
      container = NodeAccess::object(stored, kept);
    } else {
      const Node* const stored = store(first, count);
      container = NodeAccess::array(stored, count);
    }
    memory_.nodes.resize_down(frame.first);
    memory_.frames.resize_down(memory_.frames.size() - 1);
    memory_.nodes.push(container);
  }

  template <class T>
  const T* store(const T* from, std::size_t count) {
    char* const to = memory_.arena.reserve(count * sizeof(T));
    std::memcpy(to, static_cast<const void*>(from), count * sizeof(T));
    memory_.arena.commit(count * sizeof(T));
    return reinterpret_cast<const T*>(to);
  }

  /// Reads a name and the colon behind it.
  bool name(Frame& frame, std::string_view expected = "a member name in double quotes") {
    if (at_ == end_ || *at_ != '"') return fail(expected);
    ++at_;
    const char* const begin = at_;
    StringScan scan;
    if (!string_inside(scan)) return false;
    const auto size = static_cast<std::size_t>(scan.at - begin);
    if (size != 0 && is_digit(*begin)) frame.has_index_names = true;
    memory_.nodes.push(scan.escapes ? resolved_name(frame, begin, scan.at)
                                    : NodeAccess::name(begin, size, 0));
    skip_space();
    if (at_ == end_ || *at_ != ':') return fail("\":\"");
    ++at_;
    return true;
  }

  WP_CODEBOX_NEVER_INLINE Node resolved_name(Frame& frame, const char* begin, const char* end) {
    char* const out = memory_.arena.reserve(static_cast<std::size_t>(end - begin) + 2);
    *out = '"';
    char* const out_end = resolve_escapes(begin, end, out + 1);
    *out_end = '"';
    const auto size = static_cast<std::size_t>(out_end - out) - 1;
    memory_.arena.commit(size + 2);
    if (size != 0 && is_digit(out[1])) frame.has_index_names = true;
    return NodeAccess::name(out + 1, size,
                            needs_escape(out + 1, out_end) ? NodeAccess::resolved : 0);
  }

  static bool needs_escape(const char* at, const char* end) {
    for (; at != end; ++at) {
      const auto byte = static_cast<unsigned char>(*at);
      if (byte < 0x20 || byte == '"' || byte == '\\') return true;
      // A surrogate: ED A0 80 to ED BF BF.
      if (byte == 0xED && static_cast<unsigned char>(at[1]) >= 0xA0) return true;
    }
    return false;
  }

  bool string_value() {
    const char* const begin = at_;
    StringScan scan;
    if (!string_inside(scan)) return false;
    const auto size = static_cast<std::size_t>(scan.at - begin);
    if (scan.stable) {
      memory_.nodes.push(NodeAccess::string(begin, size, scan.escapes ? NodeAccess::escaped : 0));
      return true;
    }
    char* const out = memory_.arena.reserve(size + 2);
    *out = '"';
    bool escapes = false;
    char* const out_end = normalize_escapes(begin, scan.at, out + 1, escapes);
    *out_end = '"';
    const auto out_size = static_cast<std::size_t>(out_end - out) - 1;
    memory_.arena.commit(out_size + 2);
    memory_.nodes.push(NodeAccess::string(out + 1, out_size, escapes ? NodeAccess::escaped : 0));
    return true;
  }

  /// Scans from behind the opening quotation mark to behind the closing one.
  WP_CODEBOX_ALWAYS_INLINE bool string_inside(StringScan& scan) {
    const char* const begin = at_;
    // Most strings are short and plain.
    if (end_ - begin >= 16) {
      const unsigned special = first_special(begin);
      if (special != 16 && begin[special] == '"') {
        scan.at = begin + special;
        at_ = begin + special + 1;
        return true;
      }
    }
    scan = scan_string(begin, end_);
    at_ = scan.at;
    if (scan.why != StringEnd::closed) return string_error(scan.why);
    ++at_;
    return true;
  }

  WP_CODEBOX_NEVER_INLINE bool string_error(StringEnd why) {
    switch (why) {
      case StringEnd::closed:
        break;
      case StringEnd::text_ended:
        return fail("the end of the string, a quotation mark");
      case StringEnd::control:
        return fail("an escape instead of a raw control character");
      case StringEnd::bad_escape:
        return fail("one of \" \\ / b f n r t u after the backslash");
      case StringEnd::bad_hex:
        return fail("a hexadecimal digit");
    }
    return false;
  }

  bool literal(std::string_view word, const Node& node) {
    const std::size_t left = static_cast<std::size_t>(end_ - at_);
    if (left >= word.size() && std::memcmp(at_, word.data(), word.size()) == 0) {
      at_ += word.size();
      memory_.nodes.push(node);
      return true;
    }
    for (const char letter : word) {
      if (at_ == end_ || *at_ != letter) break;
      ++at_;
    }
    return fail(word);
  }

  bool number_value() {
    NumberScanner scanner(at_, end_);
    const NumberEnd why = scanner.scan();
    at_ = scanner.at();
    if (why != NumberEnd::complete) return fail("a digit");
    memory_.nodes.push(NodeAccess::number(scanner.value()));
    return true;
  }

  // `at_` and `end_` are kept apart: next to each other they tempt compilers to load both at once
  // right after one was stored, which stalls.
  const char* at_;
  ParserMemory& memory_;
  const char* end_;
  std::size_t max_depth_;
  bool opened_ = false;
  ParseEnd why_ = ParseEnd::complete;
  std::string_view expected_;
};

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
