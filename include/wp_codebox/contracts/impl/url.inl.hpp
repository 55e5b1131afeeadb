#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "wp_codebox/contracts/impl/host_mapping.inl.hpp"
#include "wp_codebox/contracts/url.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace url {

WP_CODEBOX_INLINE bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
WP_CODEBOX_INLINE bool is_digit(char c) { return c >= '0' && c <= '9'; }
WP_CODEBOX_INLINE char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
WP_CODEBOX_INLINE int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

struct SpecialScheme {
  std::string_view name;
  int default_port;
};

inline constexpr SpecialScheme special_schemes[] = {{"http", 80}, {"https", 443}, {"ws", 80},
                                                    {"wss", 443}, {"ftp", 21},    {"file", -1}};

WP_CODEBOX_INLINE const SpecialScheme* special(std::string_view scheme) {
  for (const SpecialScheme& candidate : special_schemes) {
    if (candidate.name == scheme) return &candidate;
  }
  return nullptr;
}

/// Without control characters and spaces at the ends, and without tabs and line ends anywhere.
WP_CODEBOX_INLINE std::string cleaned(std::string_view text) {
  const auto is_edge = [](char c) { return static_cast<unsigned char>(c) <= 0x20; };
  while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
  std::string clean(text);
  std::erase_if(clean, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  return clean;
}

/// A part of an IPv4 address: decimal, octal with a leading 0, hexadecimal with 0x.
WP_CODEBOX_INLINE std::optional<std::uint64_t> ipv4_number(std::string_view part) {
  if (part.empty()) return std::nullopt;
  unsigned base = 10;
  if (part.size() >= 2 && part[0] == '0' && lower(part[1]) == 'x') {
    part.remove_prefix(2);
    base = 16;
  } else if (part.size() >= 2 && part[0] == '0') {
    part.remove_prefix(1);
    base = 8;
  }
  std::uint64_t value = 0;
  for (const char c : part) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    value = std::min<std::uint64_t>(value * base + static_cast<unsigned>(digit), 1ULL << 40U);
  }
  return value;
}

WP_CODEBOX_INLINE std::vector<std::string_view> labels(std::string_view host) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t dot = host.find('.');
    parts.push_back(host.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    host.remove_prefix(dot + 1);
  }
}

/// Whether the last label makes the host an IPv4 address, well formed or not.
WP_CODEBOX_INLINE bool ends_in_number(std::vector<std::string_view> parts) {
  if (parts.back().empty()) {
    if (parts.size() == 1) return false;
    parts.pop_back();
  }
  const std::string_view last = parts.back();
  if (!last.empty() && std::all_of(last.begin(), last.end(), is_digit)) return true;
  return last.size() >= 2 && last[0] == '0' && lower(last[1]) == 'x' &&
         ipv4_number(last).has_value();
}

WP_CODEBOX_INLINE std::optional<std::string> ipv4(std::vector<std::string_view> parts) {
  if (parts.back().empty() && parts.size() > 1) parts.pop_back();
  if (parts.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto number = ipv4_number(parts[i]);
    if (!number) return std::nullopt;
    const bool last = i + 1 == parts.size();
    if (!last && *number > 255) return std::nullopt;
    const std::size_t bytes_left = 4 - i;
    if (last && *number >= 1ULL << (8 * bytes_left)) return std::nullopt;
    address |= last ? *number : *number << (8 * (3 - i));
  }
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) {
    text += std::to_string((address >> static_cast<unsigned>(shift)) & 0xFFU);
    if (shift != 0) text += '.';
  }
  return text;
}

/// The eight pieces of an IPv6 address.
using Ipv6 = std::array<std::uint16_t, 8>;

/// Reads `1.2.3.4` at the end of an IPv6 address into two pieces.
WP_CODEBOX_INLINE bool ipv6_tail(std::string_view text, Ipv6& pieces, std::size_t piece) {
  const auto parts = labels(text);
  if (parts.size() != 4 || piece + 2 > pieces.size()) return false;
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string_view part = parts[i];
    if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return false;
    if (!std::all_of(part.begin(), part.end(), is_digit)) return false;
    const auto value = static_cast<unsigned>(*ipv4_number(part));
    if (value > 255) return false;
    auto& target = pieces[piece + i / 2];
    target = static_cast<std::uint16_t>(target * 256U + value);
  }
  return true;
}

WP_CODEBOX_INLINE std::optional<Ipv6> ipv6(std::string_view text) {
  Ipv6 pieces{};
  std::size_t piece = 0;
  std::optional<std::size_t> compress;
  if (text.starts_with(':')) {
    if (!text.starts_with("::")) return std::nullopt;
    text.remove_prefix(2);
    compress = 0;
  }
  while (!text.empty()) {
    if (piece == pieces.size()) return std::nullopt;
    if (text.front() == ':') {
      if (compress) return std::nullopt;
      text.remove_prefix(1);
      compress = piece;
      continue;
    }
    std::size_t length = 0;
    unsigned value = 0;
    while (length < 4 && length < text.size() && hex_value(text[length]) >= 0) {
      value = value * 16 + static_cast<unsigned>(hex_value(text[length++]));
    }
    if (length < text.size() && text[length] == '.') {
      if (length == 0 || !ipv6_tail(text, pieces, piece)) return std::nullopt;
      piece += 2;
      break;
    }
    pieces[piece++] = static_cast<std::uint16_t>(value);
    text.remove_prefix(length);
    if (text.empty()) break;
    if (length == 0 || text.front() != ':' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  if (compress) {
    const auto begin = pieces.begin() + static_cast<std::ptrdiff_t>(*compress);
    std::rotate(begin, pieces.begin() + static_cast<std::ptrdiff_t>(piece), pieces.end());
    return pieces;
  }
  if (piece != pieces.size()) return std::nullopt;
  return pieces;
}

WP_CODEBOX_INLINE std::string ipv6_text(const Ipv6& pieces) {
  std::size_t best = 0;
  std::size_t best_length = 1;
  for (std::size_t start = 0; start < pieces.size(); ++start) {
    std::size_t end = start;
    while (end < pieces.size() && pieces[end] == 0) ++end;
    if (end - start > best_length) {
      best = start;
      best_length = end - start;
    }
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "[";
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (best_length > 1 && i == best) {
      text += i == 0 ? "::" : ":";
      i += best_length - 1;
      continue;
    }
    bool started = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const unsigned digit = (pieces[i] >> static_cast<unsigned>(shift)) & 0xFU;
      started = started || digit != 0 || shift == 0;
      if (started) text += digits[digit];
    }
    if (i + 1 < pieces.size()) text += ':';
  }
  return text + ']';
}

WP_CODEBOX_INLINE std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 &&
        hex_value(text[i + 2]) >= 0) {
      decoded += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

WP_CODEBOX_INLINE bool is_forbidden(char c, bool is_special) {
  constexpr std::string_view always = " #/:<>?@[\\]^|";
  const auto byte = static_cast<unsigned char>(c);
  if (byte == 0 || c == '\t' || c == '\n' || c == '\r' || always.find(c) != always.npos)
    return true;
  return is_special && (byte < 0x20 || byte == 0x7F || c == '%');
}

WP_CODEBOX_INLINE std::optional<std::string> host(std::string_view text, bool is_special) {
  if (text.starts_with('[')) {
    if (!text.ends_with(']')) return std::nullopt;
    const auto pieces = ipv6(text.substr(1, text.size() - 2));
    return pieces ? std::optional(ipv6_text(*pieces)) : std::nullopt;
  }
  const std::string name = is_special ? mapped_host(percent_decoded(text)) : std::string(text);
  const auto forbidden = [is_special](char c) { return is_forbidden(c, is_special); };
  if (std::any_of(name.begin(), name.end(), forbidden)) return std::nullopt;
  if (!is_special) return name;
  if (name.empty()) return std::nullopt;
  const auto parts = labels(name);
  return ends_in_number(parts) ? ipv4(parts) : std::optional(name);
}

/// Reads `user:password@host:port` into the URL.
WP_CODEBOX_INLINE bool authority(std::string_view text, const SpecialScheme* scheme, Url& parsed) {
  const std::size_t at = text.rfind('@');
  if (at != std::string_view::npos) {
    parsed.has_userinfo = at != 0;
    text.remove_prefix(at + 1);
  }
  std::size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find(']', colon) != std::string_view::npos) {
    colon = std::string_view::npos;
  }
  if (colon != std::string_view::npos) {
    const std::string_view digits = text.substr(colon + 1);
    unsigned port = 0;
    for (const char c : digits) {
      if (!is_digit(c)) return false;
      port = port * 10 + static_cast<unsigned>(c - '0');
      if (port > 65535) return false;
    }
    if (!digits.empty() && (scheme == nullptr || static_cast<int>(port) != scheme->default_port)) {
      parsed.port = static_cast<std::uint16_t>(port);
    }
    text = text.substr(0, colon);
    if (text.empty()) return false;
  }
  if (text.empty()) return scheme == nullptr && at == std::string_view::npos;
  auto name = host(text, scheme != nullptr);
  if (!name) return false;
  parsed.host = std::move(*name);
  return true;
}

WP_CODEBOX_INLINE std::optional<Url> file_url(std::string_view rest, Url parsed) {
  if (rest.starts_with("//")) {
    rest.remove_prefix(2);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    if (end != 0) {
      auto name = host(rest.substr(0, end), true);
      if (!name) return std::nullopt;
      if (*name != "localhost") parsed.host = std::move(*name);
    }
    rest.remove_prefix(end);
  }
  parsed.path = rest.starts_with('/') ? std::string(rest) : '/' + std::string(rest);
  return parsed;
}

}  // namespace url

WP_CODEBOX_INLINE std::optional<Url> parse_url(std::string_view text) {
  std::string clean = url::cleaned(text);
  const std::size_t colon = clean.find(':');
  if (colon == std::string::npos || colon == 0 || !url::is_alpha(clean.front())) {
    return std::nullopt;
  }
  Url parsed;
  for (std::size_t i = 0; i < colon; ++i) {
    const char c = clean[i];
    if (!url::is_alpha(c) && !url::is_digit(c) && c != '+' && c != '-' && c != '.') {
      return std::nullopt;
    }
    parsed.scheme += url::lower(c);
  }
  const url::SpecialScheme* scheme = url::special(parsed.scheme);
  std::string_view rest(clean);
  rest.remove_prefix(colon + 1);
  rest = rest.substr(0, rest.find_first_of("?#"));
  std::string slashed(rest);
  if (scheme != nullptr) std::replace(slashed.begin(), slashed.end(), '\\', '/');
  rest = slashed;
  if (parsed.scheme == "file") return url::file_url(rest, std::move(parsed));
  if (scheme == nullptr && !rest.starts_with("//")) {
    parsed.path = std::string(rest);
    return parsed;
  }
  if (scheme != nullptr) {
    // Browsers take any number of slashes before a special scheme's host.
    rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
  } else {
    rest.remove_prefix(2);
  }
  const std::size_t end = std::min(rest.find('/'), rest.size());
  if (!url::authority(rest.substr(0, end), scheme, parsed)) return std::nullopt;
  parsed.path = std::string(rest.substr(end));
  if (parsed.path.empty() && scheme != nullptr) parsed.path = "/";
  return parsed;
}

}  // namespace WP_CODEBOX_NAMESPACE
