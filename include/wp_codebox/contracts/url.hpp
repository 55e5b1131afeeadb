#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/version.hpp"

/// \file
/// Absolute URLs as browsers read them (WHATWG URL), as far as the contract looks at them.

namespace WP_CODEBOX_NAMESPACE {

/// The parts of an absolute URL after parsing. International names stay as they are written,
/// lower-cased in ASCII only; nothing in the contract depends on their encoding.
struct Url {
  std::string scheme;  ///< Lower case, without the colon.
  std::string host;    ///< Normalised: lower case, IPv4 in dotted form, IPv6 in `[]`.
  std::optional<std::uint16_t> port;  ///< As written, unless it is the scheme's default.
  std::string path;                   ///< From the first `/` to before `?` or `#`.
  bool has_userinfo = false;          ///< Whether a user or password stands before the host.

  /// Whether a browser or HTTP client can open it: the scheme is http or https.
  [[nodiscard]] bool is_http() const { return scheme == "http" || scheme == "https"; }
};

/// Parses an absolute URL; nothing when a browser would not.
[[nodiscard]] std::optional<Url> parse_url(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/contracts/impl/url.inl.hpp"
#endif
