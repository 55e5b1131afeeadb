#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// One configured text to look for, however a program spelled it (WPC-RED-004).

namespace WP_CODEBOX_NAMESPACE {

/// A text together with the spellings that printing it as JSON (also JSON inside JSON), as a quoted
/// literal of PHP, JavaScript or a shell, as HTML, in a URL or by WordPress (curly quotation marks,
/// dashes, `<br />`) gives it. Letters, digits and `-._` are spelled as they are unless WordPress
/// changes them; so most secrets have one spelling. Immutable; safe to share between threads.
class SpelledSecret {
 public:
  /// `text` is UTF-8 or WTF-8 and not empty. A secret that is looked for `literally` has no other
  /// spelling than itself.
  explicit SpelledSecret(std::string text, bool literally = false);

  /// Length of the longest spelling that starts at the first byte of `text`; 0 when there is none.
  /// `before` is the byte in front of it, or NUL.
  [[nodiscard]] std::size_t match(std::string_view text, char before) const;

  /// The text itself.
  [[nodiscard]] const std::string& text() const { return text_; }

  /// The bytes with which a spelling can start.
  [[nodiscard]] const std::string& first_bytes() const { return first_bytes_; }
  /// The only second byte of a spelling that starts with the text's own first byte, or -1 when
  /// several are possible.
  [[nodiscard]] int second_byte() const;

 private:
  /// A code point, or a run of backslashes.
  struct Unit {
    std::uint32_t code = 0;
    std::size_t start = 0;   ///< Where its bytes lie in `text_`.
    std::size_t length = 0;  ///< How many bytes; for backslashes also how many of them.
    bool plain = false;      ///< Always spelled as it is.
  };

  [[nodiscard]] std::string_view bytes(const Unit& unit) const {
    return std::string_view(text_).substr(unit.start, unit.length);
  }
  [[nodiscard]] std::size_t match_spelled(std::string_view text) const;
  [[nodiscard]] std::size_t match_unit(const Unit& unit, std::string_view rest) const;

  std::string text_;
  std::string first_bytes_;
  std::vector<Unit> units_;  // Empty when the text has one spelling only.
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/spelled_secret.inl.hpp"
#endif
