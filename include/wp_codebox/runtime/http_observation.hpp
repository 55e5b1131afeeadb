#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The observation `http-response`: which request is made, which is refused, what is recorded.

namespace WP_CODEBOX_NAMESPACE {

/// What an `http-response` observation saw.
struct HttpObservation {
  HttpResponseData data;  ///< For the record; the body in it is redacted.

  /// The body, when it belongs into a file beside the record (WPC-OBS-006).
  std::optional<std::string> body_file;
};

/// One exchange with a server.
using HttpFetch = std::function<EngineHttpResponse(const EngineHttpRequest& request)>;

/// Makes the request that `spec` describes and follows redirects, 20 at most. Every URL on the way
/// has to be of the site's own origin, that of `site_url`, or of a host that the network policy
/// allows (WPC-OBS-008): `runtime-observation-refused` otherwise, before anything is sent. The body
/// is decoded as UTF-8, whatever the answer says, and redacted; hash and length are those of the
/// result. Errors: also `runtime-observation-failed` (a GET with a body, no valid URL, too many
/// redirects), and what `fetch` throws.
[[nodiscard]] HttpObservation observe_http(const ObservationSpec& spec, const std::string& site_url,
                                           const NetworkPolicy& network, const Redactor& redactor,
                                           const HttpFetch& fetch);

/// A URL as `new URL(reference, base)` makes it, for http and https; nothing when there is none.
[[nodiscard]] std::optional<std::string> resolve_url(std::string_view reference,
                                                     std::string_view base);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/http_observation.inl.hpp"
#endif
