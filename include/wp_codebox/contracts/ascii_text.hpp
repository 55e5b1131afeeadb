#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Letters of words that are compared without case: hosts, methods, names of headers.

namespace WP_CODEBOX_NAMESPACE {

/// The text with the ASCII letters in lower case; everything else stays, whatever the locale.
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

}  // namespace WP_CODEBOX_NAMESPACE
