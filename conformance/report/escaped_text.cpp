#include "conformance/report/escaped_text.hpp"

#include <cstdint>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80U; }

/// The length of the character that begins the text when XML allows it, else 0.
std::size_t character_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || text.size() < length) return 0;
  std::uint32_t code = first & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if (!is_continuation(text[i])) return 0;
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3fU);
  }
  const bool shortest = length < 3 || code >= (length == 3 ? 0x800U : 0x10000U);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  const bool forbidden = code == 0xfffe || code == 0xffff || code > 0x10ffff;
  return shortest && !surrogate && !forbidden ? length : 0;
}

/// U+2400 and on; the picture of DEL is U+2421. The C1 controls are two bytes long and stay.
std::string picture_of(unsigned char control) {
  std::string picture = "\xe2\x90";
  picture += static_cast<char>(0x80U + (control == 0x7f ? 0x21U : control));
  return picture;
}

/// Walks over the characters; `write` appends one that is valid, a broken byte is replaced.
template <class Write>
std::string rewritten(std::string_view text, Write write) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = character_length(text);
    if (length == 0) {
      out += replacement;
      text.remove_prefix(1);
      // The rest of one broken character is not counted again.
      while (!text.empty() && is_continuation(text.front())) text.remove_prefix(1);
      continue;
    }
    write(out, text.substr(0, length));
    text.remove_prefix(length);
  }
  return out;
}

void write_printable(std::string& out, std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.front());
  const bool control = byte < 0x20 || byte == 0x7f;
  if (control && byte != '\n' && byte != '\t') {
    out += picture_of(byte);
  } else {
    out += character;
  }
}

void write_markup(std::string& out, std::string_view character) {
  switch (character.front()) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      write_printable(out, character);
  }
}

}  // namespace

std::string printable(std::string_view text) { return rewritten(text, write_printable); }

std::string markup_text(std::string_view text) { return rewritten(text, write_markup); }

std::string attribute_text(std::string_view text) {
  return rewritten(text, [](std::string& out, std::string_view character) {
    if (character == "\n") {
      out += "&#10;";
    } else if (character == "\t") {
      out += "&#9;";
    } else {
      write_markup(out, character);
    }
  });
}

std::string one_line(std::string_view text) {
  return rewritten(text, [](std::string& out, std::string_view character) {
    if (character == "\n" || character == "\t") {
      out += picture_of(static_cast<unsigned char>(character.front()));
    } else {
      write_printable(out, character);
    }
  });
}

std::string bounded(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit;
  while (end > 0 && is_continuation(text[end])) --end;
  return std::string(text.substr(0, end)) + " … (" + std::to_string(text.size() - end) +
         " bytes more)";
}

std::string bounded_end(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t begin = text.size() - limit;
  while (begin < text.size() && is_continuation(text[begin])) ++begin;
  return "(" + std::to_string(begin) + " bytes before) … " + std::string(text.substr(begin));
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
