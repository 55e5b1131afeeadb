#pragma once

#include <array>
#include <cstdint>

#include "wp_codebox/runtime/base64.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace base64 {

inline constexpr std::string_view digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Value of each byte as a digit; 64 for none.
inline constexpr auto values = [] {
  std::array<std::uint8_t, 256> table{};
  table.fill(64);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    table[static_cast<unsigned char>(digits[i])] = static_cast<std::uint8_t>(i);
  }
  return table;
}();

WP_CODEBOX_INLINE std::uint32_t byte_at(std::string_view bytes, std::size_t index) {
  return index < bytes.size() ? static_cast<unsigned char>(bytes[index]) : 0;
}

}  // namespace base64

WP_CODEBOX_INLINE std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t group = base64::byte_at(bytes, i) << 16U |
                                base64::byte_at(bytes, i + 1) << 8U | base64::byte_at(bytes, i + 2);
    for (unsigned shift = 18; shift <= 18; shift -= 6) {
      text += base64::digits[group >> shift & 63U];
    }
  }
  const std::size_t padding = (3 - bytes.size() % 3) % 3;
  text.replace(text.size() - padding, padding, padding, '=');
  return text;
}

WP_CODEBOX_INLINE std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t length = text.size() / 4 * 3;
  for (int i = 0; i < 2 && text.ends_with('='); ++i, --length) text.remove_suffix(1);
  std::string bytes;
  bytes.reserve(length);
  std::uint32_t group = 0;
  unsigned bits = 0;
  for (const char letter : text) {
    const std::uint8_t value = base64::values[static_cast<unsigned char>(letter)];
    if (value == 64) return std::nullopt;
    group = (group << 6U | value) & 0xFFFFFFU;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(group >> bits & 255U);
  }
  // Bits that no byte takes have to be zero, so that each text of bytes has one form.
  if ((group & ((1U << bits) - 1U)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace WP_CODEBOX_NAMESPACE
