#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "wp_codebox/artifacts/preview_url.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/contracts/url.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace preview_url {

inline ArtifactPreviewUrlRef omitted(PreviewUrlAvailability availability, std::string reason) {
  return {{}, availability, false, std::nullopt, std::move(reason), {}};
}

/// The host in lower case, without brackets and final dot.
inline std::string bare_host(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return ascii_lower(host);
}

inline bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "0.0.0.0" || host == "::1" || host.starts_with("127.");
}

using Ipv4 = std::array<unsigned, 4>;

/// The bytes of an address that the URL parser wrote, or nothing.
inline std::optional<Ipv4> ipv4_bytes(std::string_view host) {
  Ipv4 bytes{};
  std::size_t part = 0;
  std::size_t digits = 0;
  for (const char byte : host) {
    if (byte == '.') {
      if (digits == 0 || ++part == bytes.size()) return std::nullopt;
      digits = 0;
    } else if (byte >= '0' && byte <= '9' && digits < 3) {
      bytes[part] = bytes[part] * 10 + static_cast<unsigned>(byte - '0');
      ++digits;
    } else {
      return std::nullopt;
    }
  }
  return part == 3 && digits != 0 ? std::optional(bytes) : std::nullopt;
}

/// Addresses that are not routed on the internet.
inline bool is_special(const Ipv4& a) {
  return a[0] == 0 || a[0] == 10 || a[0] == 127 || a[0] >= 224 ||
         (a[0] == 100 && a[1] >= 64 && a[1] < 128) || (a[0] == 169 && a[1] == 254) ||
         (a[0] == 172 && a[1] >= 16 && a[1] < 32) || (a[0] == 192 && a[1] == 168) ||
         (a[0] == 192 && a[1] == 0 && (a[2] == 0 || a[2] == 2)) ||
         (a[0] == 198 && (a[1] == 18 || a[1] == 19)) ||
         (a[0] == 198 && a[1] == 51 && a[2] == 100) || (a[0] == 203 && a[1] == 0 && a[2] == 113);
}

/// Only global unicast addresses are public; of these not the ones that carry another address.
inline bool is_special_ipv6(std::string_view host) {
  const bool global = host.starts_with('2') || host.starts_with('3');
  const bool four_digits = host.find(':') == 4;
  return !global || !four_digits || host.starts_with("2001:db8:") || host.starts_with("2001::") ||
         host.starts_with("2002:");
}

inline bool is_private_host(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host.find(':') != std::string_view::npos) return is_special_ipv6(host);
  if (const auto address = ipv4_bytes(host)) return is_special(*address);
  if (host.find('.') == std::string_view::npos) return true;
  constexpr std::string_view endings[] = {".localhost", ".local", ".localdomain", ".internal",
                                          ".lan",       ".home",  ".home.arpa",   ".test",
                                          ".invalid",   ".corp",  ".intranet",    ".private"};
  return std::any_of(std::begin(endings), std::end(endings),
                     [host](std::string_view ending) { return host.ends_with(ending); });
}

}  // namespace preview_url

WP_CODEBOX_INLINE ArtifactPreviewUrlRef classify_preview_url(std::optional<std::string_view> url,
                                                             PreviewUrlProfile profile) {
  using Availability = PreviewUrlAvailability;
  if (!url || url->empty()) {
    return preview_url::omitted(Availability::unavailable, "preview-url-unavailable");
  }
  const auto parsed = parse_url(*url);
  if (!parsed) return preview_url::omitted(Availability::unavailable, "invalid-url-omitted");
  const std::string host = preview_url::bare_host(parsed->host);
  if (preview_url::is_loopback(host)) {
    return preview_url::omitted(Availability::local_only, "loopback-url-omitted");
  }
  if (profile == PreviewUrlProfile::strict) {
    if (!parsed->is_http()) {
      return preview_url::omitted(Availability::unavailable, "unsupported-scheme-omitted");
    }
    if (preview_url::is_private_host(host)) {
      return preview_url::omitted(Availability::local_only, "private-host-omitted");
    }
    if (parsed->has_userinfo) {
      return preview_url::omitted(Availability::unavailable, "credentials-omitted");
    }
  }
  return {{}, Availability::reviewer_safe, true, std::string(*url), std::nullopt, {}};
}

}  // namespace WP_CODEBOX_NAMESPACE
