#pragma once

#include <cstddef>
#include <utility>

#include "wp_codebox/contracts/shell_words.hpp"
#include "wp_codebox/json/whitespace.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE std::optional<std::vector<std::string>> split_shell_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  char quote = '\0';
  const auto finish = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  // Quotes, backslash and white space never occur inside a character of more bytes, so bytes can be
  // copied one by one.
  while (!line.empty()) {
    const char character = line.front();
    const std::size_t space = quote == '\0' ? json::leading_whitespace(line) : 0;
    if (space != 0) {
      finish();
      line.remove_prefix(space);
      continue;
    }
    line.remove_prefix(1);
    if (character == '\\' && !line.empty()) {
      word += line.front();
      line.remove_prefix(1);
    } else if (quote != '\0' && character == quote) {
      quote = '\0';
    } else if (quote == '\0' && (character == '\'' || character == '"')) {
      quote = character;
    } else {
      word += character;
    }
  }
  if (quote != '\0') return std::nullopt;
  finish();
  return words;
}

}  // namespace WP_CODEBOX_NAMESPACE
