#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

namespace WP_CODEBOX_NAMESPACE::url {

/// One character of a host name, decoded.
struct HostCharacter {
  char32_t code = 0;
  std::size_t bytes = 1;
};

WP_CODEBOX_INLINE HostCharacter host_character(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0xC0) return {first, 1};
  if (first < 0xE0) return {((first & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
  if (first < 0xF0) {
    return {((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
  }
  return {((first & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
              (byte(3) & 0x3FU),
          4};
}

/// Characters that UTS #46 drops from host names.
WP_CODEBOX_INLINE bool is_ignored_in_hosts(char32_t code) {
  return code == 0xAD || code == 0x34F || (code >= 0x180B && code <= 0x180F) || code == 0x200B ||
         code == 0x2060 || code == 0x2064 || code == 0xFEFF || (code >= 0xFE00 && code <= 0xFE0F);
}

/// The ASCII letter or digit that UTS #46 makes of a compatibility character: full-width, circled,
/// mathematical, raised and lowered forms. So `ⓛocalhost` is seen for what browsers make of it.
WP_CODEBOX_INLINE std::optional<char> ascii_in_hosts(char32_t code) {
  const auto letter = [](char32_t index) { return static_cast<char>('a' + index % 26); };
  const auto digit = [](char32_t index) { return static_cast<char>('0' + index % 10); };
  if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + 0x21);
  if (code >= 0x24B6 && code <= 0x24E9) return letter(code - 0x24B6);
  if (code >= 0x2460 && code <= 0x2468) return digit(code - 0x2460 + 1);
  if (code == 0x24EA) return '0';
  if (code >= 0x1D400 && code <= 0x1D6A3) return letter(code - 0x1D400);
  if (code >= 0x1D7CE && code <= 0x1D7FF) return digit(code - 0x1D7CE);
  if (code >= 0x1F130 && code <= 0x1F149) return letter(code - 0x1F130);
  if (code >= 0x2080 && code <= 0x2089) return digit(code - 0x2080);
  if (code >= 0x2074 && code <= 0x2079) return digit(code - 0x2070);
  struct Single {
    char32_t code;
    char ascii;
  };
  static constexpr Single singles[] = {
      {0xAA, 'a'},   {0xB2, '2'},   {0xB3, '3'},   {0xB9, '1'},   {0xBA, 'o'},   {0x17F, 's'},
      {0x2B0, 'h'},  {0x2B2, 'j'},  {0x2B3, 'r'},  {0x2B7, 'w'},  {0x2B8, 'y'},  {0x2E1, 'l'},
      {0x2E2, 's'},  {0x2E3, 'x'},  {0x1D2C, 'a'}, {0x1D2E, 'b'}, {0x1D30, 'd'}, {0x1D31, 'e'},
      {0x1D33, 'g'}, {0x1D34, 'h'}, {0x1D35, 'i'}, {0x1D36, 'j'}, {0x1D37, 'k'}, {0x1D38, 'l'},
      {0x1D39, 'm'}, {0x1D3A, 'n'}, {0x1D3C, 'o'}, {0x1D3E, 'p'}, {0x1D3F, 'r'}, {0x1D40, 't'},
      {0x1D41, 'u'}, {0x1D42, 'w'}, {0x1D43, 'a'}, {0x1D47, 'b'}, {0x1D48, 'd'}, {0x1D49, 'e'},
      {0x1D4D, 'g'}, {0x1D4F, 'k'}, {0x1D50, 'm'}, {0x1D52, 'o'}, {0x1D56, 'p'}, {0x1D57, 't'},
      {0x1D58, 'u'}, {0x1D5B, 'v'}, {0x1D62, 'i'}, {0x1D63, 'r'}, {0x1D64, 'u'}, {0x1D65, 'v'},
      {0x1D9C, 'c'}, {0x1DA0, 'f'}, {0x1DBB, 'z'}, {0x2070, '0'}, {0x2071, 'i'}, {0x207F, 'n'},
      {0x2090, 'a'}, {0x2091, 'e'}, {0x2092, 'o'}, {0x2093, 'x'}, {0x2095, 'h'}, {0x2096, 'k'},
      {0x2097, 'l'}, {0x2098, 'm'}, {0x2099, 'n'}, {0x209A, 'p'}, {0x209B, 's'}, {0x209C, 't'},
      {0x2102, 'c'}, {0x210A, 'g'}, {0x210B, 'h'}, {0x210C, 'h'}, {0x210D, 'h'}, {0x210E, 'h'},
      {0x2110, 'i'}, {0x2111, 'i'}, {0x2112, 'l'}, {0x2113, 'l'}, {0x2115, 'n'}, {0x2119, 'p'},
      {0x211A, 'q'}, {0x211B, 'r'}, {0x211C, 'r'}, {0x211D, 'r'}, {0x2124, 'z'}, {0x2128, 'z'},
      {0x212A, 'k'}, {0x212C, 'b'}, {0x212D, 'c'}, {0x212F, 'e'}, {0x2130, 'e'}, {0x2131, 'f'},
      {0x2133, 'm'}, {0x2134, 'o'}, {0x2139, 'i'}, {0x2145, 'd'}, {0x2146, 'd'}, {0x2147, 'e'},
      {0x2148, 'i'}, {0x2149, 'j'}, {0x2160, 'i'}, {0x2164, 'v'}, {0x2169, 'x'}, {0x216C, 'l'},
      {0x216D, 'c'}, {0x216E, 'd'}, {0x216F, 'm'}, {0x2170, 'i'}, {0x2174, 'v'}, {0x2179, 'x'},
      {0x217C, 'l'}, {0x217D, 'c'}, {0x217E, 'd'}, {0x217F, 'm'}, {0x3002, '.'}, {0xFF61, '.'}};
  for (const Single& single : singles) {
    if (single.code == code) return single.ascii;
  }
  return std::nullopt;
}

/// A host name as browsers compare it: ASCII in lower case, compatibility characters that stand for
/// ASCII replaced, ignored ones dropped. Other characters stay.
WP_CODEBOX_INLINE std::string mapped_host(std::string_view name) {
  std::string mapped;
  while (!name.empty()) {
    const HostCharacter character = host_character(name);
    const std::size_t bytes = character.bytes < name.size() ? character.bytes : name.size();
    const std::string_view text = name.substr(0, bytes);
    name.remove_prefix(bytes);
    if (is_ignored_in_hosts(character.code)) continue;
    const auto ascii = ascii_in_hosts(character.code);
    for (const char c : ascii ? std::string_view(&*ascii, 1) : text) {
      mapped += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return mapped;
}

}  // namespace WP_CODEBOX_NAMESPACE::url
