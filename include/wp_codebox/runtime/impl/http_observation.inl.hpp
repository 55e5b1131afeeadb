#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/url.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/runtime/http_observation.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace http_observations {

/// A body up to this length can stand in the record.
inline constexpr std::size_t max_inline_units = 4096;
inline constexpr int max_redirects = 20;

[[noreturn]] WP_CODEBOX_INLINE void fail(const std::string& why) {
  throw RuntimeError(error_code::runtime_observation_failed,
                     "The http-response observation failed: " + why);
}

/// Scheme, host and port as a URL writes them.
WP_CODEBOX_INLINE std::string origin_of(const Url& url) {
  std::string origin = url.scheme + "://" + url.host;
  if (url.port) origin += ":" + std::to_string(*url.port);
  return origin;
}

/// Without segments `.` and `..`.
WP_CODEBOX_INLINE std::string plain_path(std::string_view path) {
  std::vector<std::string_view> kept;
  bool ends_open = false;
  for (std::string_view rest = path.substr(std::min<std::size_t>(1, path.size()));;) {
    const std::size_t slash = rest.find('/');
    const std::string_view segment = rest.substr(0, slash);
    ends_open = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!ends_open) kept.push_back(segment);
    if (slash == std::string_view::npos) break;
    rest.remove_prefix(slash + 1);
  }
  std::string plain;
  for (const std::string_view segment : kept) plain.append("/").append(segment);
  if (ends_open || plain.empty()) plain += "/";
  return plain;
}

/// Characters that a URL does not have as they are, in the form %XX.
WP_CODEBOX_INLINE std::string escaped(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte > 0x20 && byte < 0x7F && std::string_view("\"<>`").find(letter) == std::string::npos) {
      out += letter;
    } else {
      out.append("%").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
    }
  }
  return out;
}

WP_CODEBOX_INLINE bool has_scheme(std::string_view text) {
  const std::size_t colon = text.find(':');
  return colon != std::string_view::npos && text.find_first_of("/?#") > colon;
}

WP_CODEBOX_INLINE bool is_allowed(const Url& url, const std::string& site_url,
                                  const NetworkPolicy& network) {
  const std::optional<Url> site = parse_url(site_url);
  if (site && origin_of(*site) == origin_of(url)) return true;
  if (network.allows_all()) return true;
  const std::vector<std::string>* const hosts = network.hosts();
  return hosts != nullptr && std::any_of(hosts->begin(), hosts->end(), [&url](const auto& host) {
           return ascii_lower(host) == url.host;
         });
}

/// Methods that browsers write in upper case whatever the caller wrote.
WP_CODEBOX_INLINE std::string sent_method(const std::string& method) {
  const std::string lower = ascii_lower(method);
  for (const char* const name : {"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"}) {
    if (lower == ascii_lower(name)) return name;
  }
  return method;
}

WP_CODEBOX_INLINE bool has_header(const json::Dictionary<std::string>& headers,
                                  std::string_view name) {
  return std::any_of(headers.begin(), headers.end(),
                     [name](const auto& header) { return ascii_lower(header.first) == name; });
}

WP_CODEBOX_INLINE EngineHttpRequest first_request(const ObservationSpec& spec, std::string url) {
  EngineHttpRequest request;
  request.url = std::move(url);
  request.method = sent_method(spec.method.value_or("GET"));
  if (spec.headers) request.headers = *spec.headers;
  if (!spec.body) return request;
  if (request.method == "GET" || request.method == "HEAD") {
    fail("a " + request.method + " request has no body");
  }
  request.body = *spec.body;
  if (!has_header(request.headers, "content-type")) {
    request.headers["content-type"] = "text/plain;charset=UTF-8";
  }
  return request;
}

/// Turns the request into the one that a redirect asks for.
WP_CODEBOX_INLINE void redirect(EngineHttpRequest& request, int status, const std::string& to) {
  const std::optional<std::string> url = resolve_url(to, request.url);
  if (!url) fail("it was redirected to " + to + ", which is no URL");
  request.url = *url;
  const bool becomes_get = (status == 303 && request.method != "GET" && request.method != "HEAD") ||
                           ((status == 301 || status == 302) && request.method == "POST");
  if (!becomes_get) return;
  request.method = "GET";
  request.body.clear();
  json::Dictionary<std::string> headers;
  for (const auto& [name, value] : request.headers) {
    if (!ascii_lower(name).starts_with("content-")) headers[name] = value;
  }
  request.headers = std::move(headers);
}

WP_CODEBOX_INLINE const std::string* redirect_target(const EngineHttpResponse& response) {
  constexpr int statuses[] = {301, 302, 303, 307, 308};
  if (std::find(std::begin(statuses), std::end(statuses), response.status) == std::end(statuses)) {
    return nullptr;
  }
  return response.headers.find("location");
}

/// Makes the request and those that redirects ask for.
WP_CODEBOX_INLINE EngineHttpResponse fetch_all(EngineHttpRequest request,
                                               const std::string& site_url,
                                               const NetworkPolicy& network,
                                               const HttpFetch& fetch) {
  for (int redirects = 0;; ++redirects) {
    const std::optional<Url> url = parse_url(request.url);
    if (!url || !url->is_http()) fail(request.url + " is no http or https URL");
    if (!is_allowed(*url, site_url, network)) {
      throw RuntimeError(error_code::runtime_observation_refused,
                         "The policy does not allow a request to " + origin_of(*url),
                         {{"url", json::Value::string(request.url)}});
    }
    EngineHttpResponse response = fetch(request);
    const std::string* const to = redirect_target(response);
    if (to == nullptr) return response;
    if (redirects == max_redirects) fail("there were too many redirects");
    redirect(request, response.status, *to);
  }
}

}  // namespace http_observations

WP_CODEBOX_INLINE std::optional<std::string> resolve_url(std::string_view reference,
                                                         std::string_view base) {
  const std::optional<Url> from = parse_url(base);
  if (!from) return std::nullopt;
  std::string text(trim_text(reference));
  if (text.starts_with("//")) text = from->scheme + ":" + text;
  if (!http_observations::has_scheme(text)) {
    std::string path = from->path.empty() ? "/" : from->path;
    if (text.starts_with('/')) {
      path.clear();
    } else if (!text.empty() && text.front() != '?' && text.front() != '#') {
      path.resize(path.rfind('/') + 1);
    }
    text = http_observations::origin_of(*from) + path + text;
  }
  const std::optional<Url> url = parse_url(text);
  // As `fetch`, which takes no URL with a password in it.
  if (!url || !url->is_http() || url->has_userinfo) return std::nullopt;
  const std::size_t tail = std::min(text.find_first_of("?#"), text.size());
  return http_observations::origin_of(*url) +
         http_observations::escaped(http_observations::plain_path(url->path)) +
         http_observations::escaped(std::string_view(text).substr(tail));
}

WP_CODEBOX_INLINE HttpObservation observe_http(const ObservationSpec& spec,
                                               const std::string& site_url,
                                               const NetworkPolicy& network,
                                               const Redactor& redactor, const HttpFetch& fetch) {
  const std::string asked = spec.url ? *spec.url : spec.path.value_or("/");
  const std::optional<std::string> url = resolve_url(asked, site_url);
  if (!url) http_observations::fail(asked + " is no http or https URL");
  EngineHttpRequest request = http_observations::first_request(spec, *url);
  const EngineHttpResponse response =
      http_observations::fetch_all(std::move(request), site_url, network, fetch);
  std::string body = to_utf8(response.body);
  if (body.starts_with("\xEF\xBB\xBF")) body.erase(0, 3);
  body = redactor.redact_text(body);
  HttpObservation seen;
  const bool absolute = asked.starts_with("http://") || asked.starts_with("https://");
  seen.data.url = absolute ? asked : *url;
  seen.data.method = spec.method.value_or("GET");
  seen.data.status = response.status;
  seen.data.statusText = response.status_text;
  for (const auto& [name, value] : response.headers) seen.data.headers[ascii_lower(name)] = value;
  seen.data.bodySha256 = sha256_hex(body);
  seen.data.bodyBytes = static_cast<double>(body.size());
  const bool short_enough = utf16_length(body) <= http_observations::max_inline_units;
  if (spec.includeBody.value_or(false) && short_enough) {
    seen.data.body = std::move(body);
  } else if (!body.empty()) {
    seen.body_file = std::move(body);
  }
  return seen;
}

}  // namespace WP_CODEBOX_NAMESPACE
