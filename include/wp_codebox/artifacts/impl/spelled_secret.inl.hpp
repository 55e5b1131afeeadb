#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "wp_codebox/artifacts/spelled_secret.hpp"
#include "wp_codebox/json/impl/unicode.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace spelling {

inline constexpr std::size_t none = std::string_view::npos;

inline bool is_plain(std::uint32_t code) {
  return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
         (code >= '0' && code <= '9') || code == '-' || code == '.' || code == '_';
}

/// What WordPress (`wptexturize`) shows instead of `from`: one of these characters. Longer texts
/// first. The quotation marks are those of its English form and of its larger translations.
struct TypesetRow {
  std::string_view from;
  std::array<std::uint32_t, 7> to;
};
inline constexpr TypesetRow typeset_rows[] = {
    {"(tm)", {0x2122}},
    {"---", {0x2014}},
    {"...", {0x2026}},
    {"--", {0x2013, 0x2014}},
    {"``", {0x201C, 0x201E, 0xAB}},
    {"''", {0x201D, 0x201C, 0xBB}},
    {"\"", {0x201C, 0x201D, 0x201E, 0x2033, 0xAB, 0xBB}},
    {"'", {0x2018, 0x2019, 0x201A, 0x2032, 0x2039, 0x203A}},
    {"-", {0x2013}},
    {"x", {0xD7}},
};
/// First bytes of what these characters look like in UTF-8.
inline constexpr std::string_view typeset_first_bytes = "\xE2\xC2\xC3";

inline bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

/// Whether WordPress changes `row.from`, which stands at `at`. A hyphen has spaces around it then,
/// an x digits.
inline bool is_typeset_at(const TypesetRow& row, std::string_view text, std::size_t at) {
  if (!text.substr(at).starts_with(row.from)) return false;
  const auto space = [text](std::size_t place) {
    return place >= text.size() || text[place] == ' ' || text[place] == '\n';
  };
  if (row.from == "-") return (at == 0 || space(at - 1)) && space(at + 1);
  if (row.from == "x") return at > 0 && is_digit_at(text, at - 1) && is_digit_at(text, at + 1);
  return true;
}

/// Whether anything that begins before or at `at` and reaches it is changed.
inline bool is_typeset(std::string_view text, std::size_t at) {
  for (const TypesetRow& row : typeset_rows) {
    const std::size_t first = at + 1 < row.from.size() ? 0 : at + 1 - row.from.size();
    for (std::size_t begin = first; begin <= at; ++begin) {
      if (is_typeset_at(row, text, begin)) return true;
    }
  }
  return false;
}

inline void append_utf8(std::uint32_t code, std::string& out) {
  if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
  } else {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  }
  out += static_cast<char>(0x80 | (code & 0x3F));
}

/// The number that `digits` spell in full, if they do.
inline std::optional<std::uint32_t> read_number(std::string_view digits, int base) {
  std::uint32_t number = 0;
  const char* end = digits.data() + digits.size();
  const auto result = std::from_chars(digits.data(), end, number, base);
  if (digits.empty() || result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return number;
}

inline std::size_t count_backslashes(std::string_view text) {
  const std::size_t end = text.find_first_not_of('\\');
  return end == none ? text.size() : end;
}

/// The letter that follows a backslash for a control character; 0 when there is none.
inline char control_letter(std::uint32_t code) {
  switch (code) {
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\v':
      return 'v';
    case 0:
      return '0';
    default:
      return 0;
  }
}

/// Length of `uXXXX` for this UTF-16 unit at the front of `text`, or `none`.
inline std::size_t match_unicode(std::uint32_t unit, std::string_view text) {
  if (text.size() < 5 || text[0] != 'u') return none;
  return read_number(text.substr(1, 4), 16) == unit ? 5 : none;
}

inline std::size_t match_entity(std::uint32_t code, std::string_view text);

/// A code point behind backslashes, any number of them: `\"`, `\\\n`, `\u00e9`, `\&quot;`.
inline std::size_t match_backslashed(std::uint32_t code, std::string_view raw,
                                     std::string_view text) {
  const std::size_t run = count_backslashes(text);
  if (run == 0) return none;
  const std::string_view rest = text.substr(run);
  const char letter = control_letter(code);
  if (letter != 0 && rest.starts_with(letter)) return run + 1;
  if (code < 0x10000) {
    const std::size_t length = match_unicode(code, rest);
    if (length != none) return run + length;
  } else {
    const std::uint32_t high = 0xD800 + ((code - 0x10000) >> 10);
    const std::uint32_t low = 0xDC00 + ((code - 0x10000) & 0x3FF);
    if (match_unicode(high, rest) != none) {
      const std::string_view second = rest.substr(5);
      const std::size_t between = count_backslashes(second);
      if (between != 0 && match_unicode(low, second.substr(between)) != none) {
        return run + 5 + between + 5;
      }
    }
  }
  if (rest.starts_with(raw)) return run + raw.size();
  const std::size_t entity = match_entity(code, rest);
  return entity == none ? none : run + entity;
}

/// Bytes as a URL spells them, `%C3%A9`.
inline std::size_t match_percent(std::string_view raw, std::string_view text) {
  if (text.size() < raw.size() * 3) return none;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (text[i * 3] != '%') return none;
    if (read_number(text.substr(i * 3 + 1, 2), 16) != static_cast<unsigned char>(raw[i])) {
      return none;
    }
  }
  return raw.size() * 3;
}

/// A code point as HTML spells it, `&quot;`, `&#039;`, `&#x27;`.
inline std::size_t match_entity(std::uint32_t code, std::string_view text) {
  constexpr std::size_t longest = 12;
  if (!text.starts_with('&')) return none;
  const std::size_t end = text.substr(0, longest).find(';');
  if (end == none) return none;
  const std::string_view name = text.substr(1, end - 1);
  std::optional<std::uint32_t> spelled;
  if (name.starts_with("#x") || name.starts_with("#X")) {
    spelled = read_number(name.substr(2), 16);
  } else if (name.starts_with('#')) {
    spelled = read_number(name.substr(1), 10);
  } else {
    constexpr std::pair<std::string_view, char> names[] = {
        {"quot", '"'}, {"apos", '\''}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}};
    for (const auto& [entity, character] : names) {
      if (entity == name) spelled = static_cast<std::uint32_t>(character);
    }
  }
  return spelled == code ? end + 1 : none;
}

/// The tag `<br />` that WordPress puts before a line end, with or without slash and backslashes;
/// 0 when there is none.
inline std::size_t break_length(std::string_view text) {
  if (!text.starts_with("<br")) return 0;
  const std::size_t end = text.find_first_not_of(" /\\", 3);
  return end != none && text[end] == '>' ? end + 1 : 0;
}

inline std::size_t match_line_end(std::string_view text);

/// The same behind a tag `<br />`, where the line end itself may be missing.
inline std::size_t match_break(std::string_view text) {
  const std::size_t tag = break_length(text);
  if (tag == 0) return none;
  const std::size_t line_end = match_line_end(text.substr(tag));
  return line_end == none ? tag : tag + line_end;
}

/// A line end, whichever way it is written.
inline std::size_t match_line_end(std::string_view text) {
  if (text.starts_with("\r\n")) return 2;
  if (text.starts_with('\n') || text.starts_with('\r')) return 1;
  const std::size_t run = count_backslashes(text);
  if (run == 0) return none;
  const std::string_view rest = text.substr(run);
  if (rest.starts_with('n')) return run + 1;
  if (!rest.starts_with('r')) return none;
  const std::size_t second = count_backslashes(rest.substr(1));
  if (second != 0 && rest.substr(1 + second).starts_with('n')) return run + 2 + second;
  return run + 1;
}

/// How many of `run` backslashes in the text spell `count` of them when the secret ends there: each
/// level of quoting doubles them.
inline std::size_t trailing_backslashes(std::size_t count, std::size_t run) {
  std::size_t spelled = count;
  while (spelled * 2 <= run) spelled *= 2;
  return spelled;
}

inline std::size_t longer(std::size_t left, std::size_t right) {
  if (left == none) return right;
  return right == none ? left : std::max(left, right);
}

/// What WordPress made of the secret's text at `start`: how many bytes of it, and the length of the
/// form in which they stand at the front of `rest`.
struct Typeset {
  std::size_t taken = 0;
  std::size_t length = 0;
};

inline Typeset match_typeset(std::string_view secret, std::size_t start, std::string_view rest) {
  if (rest.empty()) return {};
  for (const TypesetRow& row : typeset_rows) {
    if (!is_typeset_at(row, secret, start)) continue;
    for (const std::uint32_t code : row.to) {
      if (code == 0) break;
      std::string raw;
      append_utf8(code, raw);
      std::size_t length = rest.starts_with(raw) ? raw.size() : none;
      length = longer(length, match_backslashed(code, raw, rest));
      length = longer(length, match_percent(raw, rest));
      length = longer(length, match_entity(code, rest));
      if (length != none) return {row.from.size(), length};
    }
  }
  return {};
}

}  // namespace spelling

WP_CODEBOX_INLINE SpelledSecret::SpelledSecret(std::string text, bool literally)
    : text_(std::move(text)) {
  bool all_plain = true;
  const char* const begin = text_.data();
  const char* const end = begin + text_.size();
  for (const char* at = begin; at != end;) {
    auto point = json::impl::read_code(at, end);
    if (point.length == 0) point = {static_cast<unsigned char>(*at), 1};
    Unit unit{point.code, static_cast<std::size_t>(at - begin), point.length,
              spelling::is_plain(point.code) &&
                  !spelling::is_typeset(text_, static_cast<std::size_t>(at - begin))};
    if (point.code == '\\') {
      unit.length = spelling::count_backslashes(std::string_view(text_).substr(unit.start));
    }
    if (point.code == '\r' && end - at > 1 && at[1] == '\n') unit.length = 2;
    all_plain = all_plain && unit.plain;
    at += unit.length;
    units_.push_back(unit);
  }
  first_bytes_ = text_.substr(0, 1);
  if (literally || all_plain) {
    units_.clear();
    return;
  }
  if (units_.front().plain) return;
  first_bytes_ += "\\%&'\"+\r\n<";
  if (spelling::is_typeset(text_, 0)) first_bytes_ += spelling::typeset_first_bytes;
}

WP_CODEBOX_INLINE int SpelledSecret::second_byte() const {
  if (text_.size() < 2) return -1;
  const bool fixed = units_.empty() || (units_.front().plain && units_[1].plain);
  return fixed ? static_cast<unsigned char>(text_[1]) : -1;
}

WP_CODEBOX_INLINE std::size_t SpelledSecret::match(std::string_view text, char before) const {
  const std::size_t literal = text.starts_with(text_) ? text_.size() : 0;
  if (units_.empty()) return literal;
  // Of a run of backslashes all belong to the spelling, so it starts at the first of them; this
  // also keeps a long run from being read again and again.
  if (before == '\\' && text.starts_with('\\')) return literal;
  return std::max(literal, match_spelled(text));
}

WP_CODEBOX_INLINE std::size_t SpelledSecret::match_spelled(std::string_view text) const {
  std::size_t at = 0;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const Unit& unit = units_[i];
    const std::string_view rest = text.substr(at);
    std::size_t length = spelling::none;
    const spelling::Typeset typeset =
        unit.plain ? spelling::Typeset() : spelling::match_typeset(text_, unit.start, rest);
    if (typeset.taken != 0) {
      i += typeset.taken - 1;  // Each of them is a unit of its own.
      length = typeset.length;
    } else if (unit.plain) {
      if (rest.starts_with(text_[unit.start])) length = 1;
    } else if (unit.code == '\\') {
      const std::size_t run = spelling::count_backslashes(rest);
      if (run >= unit.length) {
        const bool last = i + 1 == units_.size();
        length = last ? spelling::trailing_backslashes(unit.length, run) : run;
      } else {
        length = spelling::match_percent(bytes(unit), rest);
      }
    } else {
      length = match_unit(unit, rest);
    }
    if (length == spelling::none) return 0;
    at += length;
  }
  return at;
}

WP_CODEBOX_INLINE std::size_t SpelledSecret::match_unit(const Unit& unit,
                                                        std::string_view rest) const {
  const std::string_view raw = bytes(unit);
  std::size_t length = rest.starts_with(raw) ? raw.size() : spelling::none;
  if (unit.code == '\n' || unit.code == '\r') {
    length = spelling::longer(length, spelling::match_line_end(rest));
    length = spelling::longer(length, spelling::match_break(rest));
  }
  if (unit.code == '\'') {
    // A shell ends the quoted text, adds the quotation mark, and begins another.
    if (rest.starts_with("'\\''")) length = 4;
    if (rest.starts_with("'\"'\"'")) length = 5;
  }
  if (unit.code == ' ' && rest.starts_with('+')) length = 1;
  length = spelling::longer(length, spelling::match_backslashed(unit.code, raw, rest));
  length = spelling::longer(length, spelling::match_percent(raw, rest));
  return spelling::longer(length, spelling::match_entity(unit.code, rest));
}

}  // namespace WP_CODEBOX_NAMESPACE
