#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/json/impl/scan.hpp"
#include "wp_codebox/json/impl/unicode.hpp"
#include "wp_codebox/json/impl/utf8.hpp"
#include "wp_codebox/json/impl/write_scalar.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

/// What the characters below 0x80 are printed as, where that is not themselves.
struct PrintedEscapes {
  struct Escape {
    char text[7];
    std::uint8_t size;
  };
  Escape escapes[0x80] = {};

  constexpr PrintedEscapes() {
    for (std::uint32_t code = 0; code < 0x80; ++code) {
      Escape& escape = escapes[code];
      const char letter = escape_letter(code);
      if (letter == 0 && code >= 0x20) continue;
      escape.text[0] = '\\';
      escape.text[1] = letter;
      escape.size = 2;
      if (letter == 0)
        escape.size = static_cast<std::uint8_t>(write_hex_escape(code, escape.text) - escape.text);
    }
  }
};
inline constexpr PrintedEscapes printed_escapes;

/// Prints the escape of a character that needs one and is ASCII.
inline void write_escape(char character, Output& output) {
  const PrintedEscapes::Escape& escape =
      printed_escapes.escapes[static_cast<unsigned char>(character)];
  static_assert(sizeof escape == 8);
  std::memcpy(output.prepare(8), &escape, 8);
  output.commit(escape.size);
}

/// Prints the code point at `at`, which may be no character at all; returns what is behind it.
inline const char* write_character(const char* at, const char* end, Output& output) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
  const CodePoint point = read_code(at, end);
  if (point.length == 0) {
    output.put(replacement);
    return at + 1;
  }
  if (is_surrogate(point.code)) {
    char* const out = output.prepare(6);
    output.commit(static_cast<std::size_t>(write_hex_escape(point.code, out) - out));
  } else if (point.code < 0x80 && printed_escapes.escapes[point.code].size != 0) {
    write_escape(*at, output);
  } else {
    output.put(std::string_view(at, point.length));
  }
  return at + point.length;
}

/// Up to 15 bytes in a block of 16, followed by anything.
inline void load_rest(const char* at, std::size_t size, char (&block)[16]) {
  // Two halves that overlap, instead of a copy of any size.
  if (size >= 8) {
    std::memcpy(block, at, 8);
    std::memcpy(block + size - 8, at + size - 8, 8);
  } else if (size >= 4) {
    std::memcpy(block, at, 4);
    std::memcpy(block + size - 4, at + size - 4, 4);
  } else {
    for (std::size_t index = 0; index < size; ++index) block[index] = at[index];
  }
}

/// Prints the inside of a string as long as `First` finds nothing that needs a closer look; returns
/// where that is, or `end`.
template <unsigned (*First)(const char*)>
const char* write_plain(const char* at, const char* end, Output& output) {
  while (end - at >= 16) {
    char* const out = output.prepare(16);
    std::memcpy(out, at, 16);
    const unsigned plain = First(at);
    output.commit(plain);
    at += plain;
    if (plain != 16) return at;
  }
  const auto size = static_cast<std::size_t>(end - at);
  char block[16] = {};
  load_rest(at, size, block);
  char* const out = output.prepare(16);
  std::memcpy(out, block, 16);
  const std::size_t plain = std::min<std::size_t>(First(block), size);
  output.commit(plain);
  return at + plain;
}

/// The indented form; keeps the depth.
class PrettyPrinter {
 public:
  explicit PrettyPrinter(Output& output) : output_(output) {}

  void print(const Node& node) {
    if (node.is_array() && node.size() != 0) {
      container('[', ']', node.items(), [&](const Node& item) { print(item); });
    } else if (node.is_object() && node.size() != 0) {
      container('{', '}', node.members(), [&](const Member& member) {
        write_string_node(member.key, output_);
        output_.put(std::string_view(": "));
        print(member.value);
      });
    } else if (node.is_array() || node.is_object()) {
      output_.put(node.is_array() ? std::string_view("[]") : std::string_view("{}"));
    } else {
      write_scalar(node, output_);
    }
  }

 private:
  template <class Range, class Print>
  void container(char opening, char closing, Range range, Print print_one) {
    output_.put(opening);
    ++depth_;
    bool first = true;
    for (const auto& entry : range) {
      if (!first) output_.put(',');
      first = false;
      line();
      print_one(entry);
    }
    --depth_;
    line();
    output_.put(closing);
  }

  void line() {
    output_.put('\n');
    for (std::size_t level = 0; level < depth_; ++level) output_.put(std::string_view("  "));
  }

  Output& output_;
  std::size_t depth_ = 0;
};

}  // namespace impl

WP_CODEBOX_INLINE void write_string(std::string_view text, Output& output) {
  const char* at = text.data();
  const char* const end = at + text.size();
  output.put('"');
  while ((at = impl::write_plain<impl::first_special_or_wide>(at, end, output)) != end) {
    if (static_cast<unsigned char>(*at) >= 0x80) break;
    impl::write_escape(*at++, output);
  }
  // From the first character on that is not ASCII; what is UTF-8 needs no look at each.
  if (impl::find_invalid_utf8(at, end) == end) {
    while ((at = impl::write_plain<impl::first_special>(at, end, output)) != end) {
      impl::write_escape(*at++, output);
    }
  }
  while (at != end) at = impl::write_character(at, end, output);
  output.put('"');
}

// Recursion is bounded by `depth_limit`, which the reader keeps.
WP_CODEBOX_INLINE void write_compact(const Node& node, Output& output) {
  if (node.is_array()) {
    output.put('[');
    bool first = true;
    for (const Node& item : node.items()) {
      if (!first) output.put(',');
      first = false;
      write_compact(item, output);
    }
    output.put(']');
  } else if (node.is_object()) {
    output.put('{');
    bool first = true;
    for (const Member& member : node.members()) {
      if (!first) output.put(',');
      first = false;
      impl::write_string_node(member.key, output);
      output.put(':');
      write_compact(member.value, output);
    }
    output.put('}');
  } else {
    impl::write_scalar(node, output);
  }
}

WP_CODEBOX_INLINE void write_pretty(const Node& node, Output& output) {
  impl::PrettyPrinter(output).print(node);
}

WP_CODEBOX_INLINE std::string compact_json(const Node& node) {
  std::string text;
  {
    StringOutput output(text);
    write_compact(node, output);
  }
  return text;
}

WP_CODEBOX_INLINE std::string pretty_json(const Node& node) {
  std::string text;
  {
    StringOutput output(text);
    write_pretty(node, output);
  }
  return text;
}

WP_CODEBOX_INLINE void Writer::separate() {
  if (comma_) output_.put(',');
  comma_ = true;
}

WP_CODEBOX_INLINE void Writer::begin_object() {
  separate();
  output_.put('{');
  comma_ = false;
}

WP_CODEBOX_INLINE void Writer::end_object() {
  output_.put('}');
  comma_ = true;
}

WP_CODEBOX_INLINE void Writer::begin_array() {
  separate();
  output_.put('[');
  comma_ = false;
}

WP_CODEBOX_INLINE void Writer::end_array() {
  output_.put(']');
  comma_ = true;
}

WP_CODEBOX_INLINE void Writer::key(std::string_view name) {
  separate();
  write_string(name, output_);
  output_.put(':');
  comma_ = false;
}

WP_CODEBOX_INLINE void Writer::null() { raw("null"); }

WP_CODEBOX_INLINE void Writer::boolean(bool value) { raw(value ? "true" : "false"); }

WP_CODEBOX_INLINE void Writer::number(double value) {
  separate();
  write_number(value, output_);
}

WP_CODEBOX_INLINE void Writer::string(std::string_view text) {
  separate();
  write_string(text, output_);
}

WP_CODEBOX_INLINE void Writer::node(const Node& node) {
  separate();
  write_compact(node, output_);
}

WP_CODEBOX_INLINE void Writer::stable_node(const Node& node) {
  separate();
  write_stable(node, output_);
}

WP_CODEBOX_INLINE void Writer::raw(std::string_view json_text) {
  separate();
  output_.put(json_text);
}

}  // namespace WP_CODEBOX_NAMESPACE::json
