#pragma once

#include <algorithm>

#include "wp_codebox/json/impl/escape.hpp"
#include "wp_codebox/json/impl/unicode.hpp"
#include "wp_codebox/json/impl/write_scalar.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace impl {

/// True for a byte that stands for itself in a string: ASCII, no control, quote or backslash.
inline bool is_plain(char character) {
  const auto byte = static_cast<unsigned char>(character);
  return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/// Prints the character at `at`, which is not plain; returns what is behind it.
inline const char* write_special(const char* at, const char* end, Output& output) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD
  const CodePoint point = read_code(at, end);
  if (point.length == 0) {
    output.put(replacement);
    return at + 1;
  }
  if (const char letter = escape_letter(point.code); letter != 0) {
    output.put('\\');
    output.put(letter);
  } else if (point.code < 0x20 || is_surrogate(point.code)) {
    char text[6];
    write_hex_escape(point.code, text);
    output.put(std::string_view(text, sizeof text));
  } else {
    output.put(std::string_view(at, point.length));
  }
  return at + point.length;
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
  while (at != end) {
    const char* const special = std::find_if_not(at, end, impl::is_plain);
    output.put(std::string_view(at, static_cast<std::size_t>(special - at)));
    at = special == end ? end : impl::write_special(special, end, output);
  }
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
