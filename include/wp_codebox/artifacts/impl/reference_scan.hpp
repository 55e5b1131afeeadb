#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Patterns of references in pages, style sheets and markdown, without regular expressions: each
/// function takes time linear in the text.

namespace WP_CODEBOX_NAMESPACE::reference_scan {

inline constexpr std::size_t none = std::string_view::npos;

inline bool is_space(char byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r'); }

inline bool is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '_';
}

inline std::size_t after_spaces(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

inline bool starts_with_any_case(std::string_view text, std::size_t at, std::string_view word) {
  return text.size() - at >= word.size() && ascii_lower(text.substr(at, word.size())) == word;
}

/// Finds the next place of a byte again and again, without reading anything twice.
class NextByte {
 public:
  NextByte(std::string_view text, char byte) : text_(text), byte_(byte) {}

  std::size_t from(std::size_t at) {
    if (!known_ || (found_ != none && found_ < at)) {
      found_ = text_.find(byte_, at);
      known_ = true;
    }
    return found_;
  }

 private:
  std::string_view text_;
  char byte_;
  std::size_t found_ = 0;
  bool known_ = false;
};

/// A value between quotation marks, or bare up to white space or `>`; the place after it is put
/// into `end`.
inline std::optional<std::string_view> attribute_value(std::string_view text, std::size_t at,
                                                       std::size_t& end) {
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '"' || text[at] == '\'') {
    const std::size_t close = text.find(text[at], at + 1);
    if (close != none) {
      end = close + 1;
      return text.substr(at + 1, close - at - 1);
    }
  }
  std::size_t bare = at;
  while (bare < text.size() && !is_space(text[bare]) && text[bare] != '>') ++bare;
  if (bare == at) return std::nullopt;
  end = bare;
  return text.substr(at, bare - at);
}

/// Calls `found(name, value)` for each `name=value` of those names, which begin at a word's start.
template <class Found>
void scan_attributes(std::string_view text, const std::vector<std::string_view>& names,
                     const Found& found) {
  for (std::size_t at = 0; at < text.size();) {
    const bool word_start = is_word(text[at]) && (at == 0 || !is_word(text[at - 1]));
    const auto name =
        !word_start ? names.end() : std::find_if(names.begin(), names.end(), [&](auto candidate) {
          return starts_with_any_case(text, at, candidate);
        });
    std::size_t next = at + 1;
    if (name != names.end()) {
      const std::size_t equals = after_spaces(text, at + name->size());
      if (equals < text.size() && text[equals] == '=') {
        std::size_t end = next;
        const auto value = attribute_value(text, after_spaces(text, equals + 1), end);
        if (value) {
          found(*name, *value);
          next = end;
        }
      }
    }
    at = next;
  }
}

/// Whether a style sheet is named: `.css` at the end of what stands before `?` and `#`.
inline bool names_style_sheet(std::string_view raw) {
  return ascii_lower(raw.substr(0, raw.find_first_of("?#"))).ends_with(".css");
}

/// The value of a `url(…)` whose parenthesis opens before `at`; `end` becomes the place after it.
inline std::optional<std::string_view> css_value(std::string_view text, std::size_t at,
                                                 NextByte& parenthesis, std::size_t& end) {
  at = after_spaces(text, at);
  if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
    const std::size_t quote = text.find(text[at], at + 1);
    const std::size_t close = quote == none ? none : after_spaces(text, quote + 1);
    if (close != none && close < text.size() && text[close] == ')') {
      end = close + 1;
      return text.substr(at + 1, quote - at - 1);
    }
  }
  const std::size_t close = parenthesis.from(at);
  if (close == none) return std::nullopt;
  end = close + 1;
  std::size_t last = close;
  while (last > at && is_space(text[last - 1])) --last;
  return text.substr(at, last - at);
}

/// The target of an image whose parenthesis opens before `at`: no white space, then perhaps a title
/// in double quotation marks.
inline std::optional<std::string_view> markdown_target(std::string_view text, std::size_t at,
                                                       std::size_t& end) {
  std::size_t stop = at;
  while (stop < text.size() && text[stop] != ')' && !is_space(text[stop])) ++stop;
  if (stop == at || stop == text.size()) return std::nullopt;
  if (text[stop] == ')') {
    end = stop + 1;
    return text.substr(at, stop - at);
  }
  const std::size_t title = after_spaces(text, stop);
  if (title >= text.size() || text[title] != '"') return std::nullopt;
  const std::size_t quote = text.find('"', title + 1);
  if (quote == none || quote + 1 >= text.size() || text[quote + 1] != ')') return std::nullopt;
  end = quote + 2;
  return text.substr(at, stop - at);
}

}  // namespace WP_CODEBOX_NAMESPACE::reference_scan
