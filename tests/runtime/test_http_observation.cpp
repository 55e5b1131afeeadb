#include "wp_codebox/runtime/http_observation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../vector_file.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace wp_codebox {
namespace {

constexpr const char* site = "http://127.0.0.1:4000";

/// A site that remembers what it was asked.
struct Site {
  std::vector<EngineHttpResponse> answers;  ///< One after the other; the last one again and again.
  std::vector<EngineHttpRequest> requests = {};

  EngineHttpResponse answer(const EngineHttpRequest& request) {
    const std::size_t index = std::min(requests.size(), answers.size() - 1);
    requests.push_back(request);
    return answers[index];
  }
};

EngineHttpResponse ok(std::string body) {
  EngineHttpResponse response;
  response.status = 200;
  response.status_text = "OK";
  response.body = std::move(body);
  return response;
}

EngineHttpResponse moved(int status, std::string to) {
  EngineHttpResponse response;
  response.status = status;
  response.headers["location"] = std::move(to);
  return response;
}

HttpObservation observe(const ObservationSpec& spec, Site& server,
                        const NetworkPolicy& network = NetworkMode::deny) {
  return observe_http(spec, site, network, Redactor(),
                      [&](const EngineHttpRequest& request) { return server.answer(request); });
}

ObservationSpec for_url(std::string url) {
  ObservationSpec spec;
  spec.url = std::move(url);
  return spec;
}

std::string code(const ObservationSpec& spec, Site& server,
                 const NetworkPolicy& network = NetworkMode::deny) {
  try {
    (void)observe(spec, server, network);
  } catch (const ContractError& error) {
    return error.code();
  }
  return "none";
}

std::string decoded_base64(const std::string& text) {
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char letter : text) {
    const std::size_t value =
        std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
            .find(letter);
    if (value == std::string::npos) break;
    bits = bits << 6U | static_cast<unsigned>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 255U);
  }
  return bytes;
}

/// The answer that a row describes.
EngineHttpResponse answer_of(const json::Node& node) {
  EngineHttpResponse response = ok("");
  if (const json::Node* status = node.find("status")) {
    response.status = static_cast<int>(status->number());
    response.status_text = response.status == 404   ? "Not Found"
                           : response.status == 304 ? "Not Modified"
                                                    : "See Other";
  }
  if (const json::Node* text = node.find("text")) response.body = text->text();
  if (const json::Node* base64 = node.find("base64")) {
    response.body = decoded_base64(base64->text());
  }
  if (const json::Node* headers = node.find("headers")) {
    for (const json::Node& header : headers->items()) {
      response.headers[header.items()[0].text()] = header.items()[1].text();
    }
  }
  return response;
}

TEST(HttpObservation, AnswersAsTheReferenceSystemDoes) {
  test::for_each_row("http-response", [](const test::VectorRow& row) {
    ObservationSpec spec;
    // A wrong type in a row stands for a value that the typed form does not take over.
    json::Issues issues;
    json::decode(*row.input.find("spec"), spec, issues);
    spec.path = row.text("path");
    Site server;
    server.answers.push_back(answer_of(*row.input.find("response")));
    if (const json::Node* next = row.input.find("response")->find("next")) {
      server.answers.push_back(answer_of(*next));
    }
    if (!row.expect.find("ok")->boolean()) {
      EXPECT_NE(code(spec, server), "none");
      EXPECT_TRUE(server.requests.empty());
      return;
    }
    const HttpObservation seen = observe(spec, server);
    std::string expected = json::stable_json(*row.expect.find("data"));
    const std::size_t at = expected.find("<server>");
    expected.replace(at, 8, "127.0.0.1:4000");
    EXPECT_EQ(json::to_stable_json(seen.data), expected);
    const json::Node& file = *row.expect.find("file");
    EXPECT_EQ(seen.body_file.has_value(), file.is_object());
    if (file.is_object()) {
      EXPECT_EQ(*seen.body_file, file.find("text")->text());
    }
    const auto requests = row.expect.find("requests")->items();
    ASSERT_EQ(server.requests.size(), requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      EXPECT_EQ(server.requests[i].url, site + requests[i].find("path")->text());
      EXPECT_EQ(server.requests[i].method, requests[i].find("method")->text());
      EXPECT_EQ(server.requests[i].body, requests[i].find("body")->text());
      const std::string* const type = server.requests[i].headers.find("content-type");
      EXPECT_EQ(type == nullptr ? "" : *type, requests[i].find("contentType")->text());
    }
  });
}

TEST(HttpObservation, ResolvesAsBrowsersDo) {
  EXPECT_EQ(resolve_url("/?p=1", site), "http://127.0.0.1:4000/?p=1");
  EXPECT_EQ(resolve_url("a/b", "http://h/x/y?z"), "http://h/x/a/b");
  EXPECT_EQ(resolve_url("?q", "http://h/x/y?z"), "http://h/x/y?q");
  EXPECT_EQ(resolve_url("", "http://h/x/y"), "http://h/x/y");
  EXPECT_EQ(resolve_url("/a/./b/../c/..", "http://h"), "http://h/a/");
  EXPECT_EQ(resolve_url("/../../x", "http://h"), "http://h/x");
  EXPECT_EQ(resolve_url("//other:81/x", "https://h"), "https://other:81/x");
  EXPECT_EQ(resolve_url("HTTP://Host:80/a b", "https://h"), "http://host/a%20b");
  EXPECT_EQ(resolve_url("/\xC3\xA4", "http://h"), "http://h/%C3%A4");
  for (const char* const wrong : {"ftp://h/", "file:///etc/passwd", "http://u:p@h/", "http://"}) {
    EXPECT_FALSE(resolve_url(wrong, "http://h")) << wrong;
  }
  EXPECT_FALSE(resolve_url("/", "no url"));
}

TEST(HttpObservation, AsksTheRootByDefault) {
  Site server{{ok("")}};
  EXPECT_EQ(observe({}, server).data.url, "http://127.0.0.1:4000/");
  EXPECT_EQ(server.requests[0].method, "GET");
}

TEST(HttpObservation, AUrlWinsOverAPath) {
  Site server{{ok("")}};
  ObservationSpec spec = for_url("/url");
  spec.path = "/path";
  (void)observe(spec, server);
  EXPECT_EQ(server.requests[0].url, "http://127.0.0.1:4000/url");
}

TEST(HttpObservation, OnlyTheSiteAndAllowedHostsAreAsked) {
  Site server{{ok("")}};
  for (const char* const other :
       {"http://127.0.0.1:4001/", "https://127.0.0.1:4000/", "http://localhost:4000/",
        "//example.org/", "http://example.org/"}) {
    EXPECT_EQ(code(for_url(other), server), "runtime-observation-refused") << other;
  }
  EXPECT_TRUE(server.requests.empty());
  const NetworkPolicy listed = NetworkPolicy::to_hosts({"Example.org"});
  EXPECT_EQ(code(for_url("http://example.org/"), server, listed), "none");
  EXPECT_EQ(code(for_url("http://www.example.org/"), server, listed),
            "runtime-observation-refused");
  EXPECT_EQ(code(for_url("http://www.example.org/"), server, NetworkMode::allow), "none");
  EXPECT_EQ(code(for_url("http://127.0.0.1:4000/"), server), "none");
  EXPECT_EQ(code(for_url("file:///etc/passwd"), server, NetworkMode::allow),
            "runtime-observation-failed");
}

TEST(HttpObservation, ARedirectDoesNotLeadPastThePolicy) {
  Site server{{moved(302, "http://example.org/")}};
  EXPECT_EQ(code(for_url("/"), server), "runtime-observation-refused");
  EXPECT_EQ(server.requests.size(), 1U);
}

TEST(HttpObservation, RedirectsEnd) {
  Site server{{moved(302, "/again")}};
  EXPECT_EQ(code(for_url("/"), server), "runtime-observation-failed");
  EXPECT_EQ(server.requests.size(), 21U);
}

TEST(HttpObservation, RedirectsKeepOrDropTheBodyByStatus) {
  ObservationSpec spec = for_url("/");
  spec.method = "POST";
  spec.body = "b";
  spec.headers = json::Dictionary<std::string>{{"Content-Type", "x/y"}, {"X-Own", "1"}};
  for (const int status : {301, 302, 303}) {
    Site server{{moved(status, "next"), ok("")}};
    (void)observe(spec, server);
    EXPECT_EQ(server.requests[1].method, "GET") << status;
    EXPECT_EQ(server.requests[1].body, "");
    EXPECT_EQ(json::to_json(server.requests[1].headers), R"({"X-Own":"1"})");
  }
  for (const int status : {307, 308}) {
    Site server{{moved(status, "next"), ok("")}};
    const HttpObservation seen = observe(spec, server);
    EXPECT_EQ(server.requests[1].method, "POST") << status;
    EXPECT_EQ(server.requests[1].body, "b");
    EXPECT_EQ(server.requests[1].url, "http://127.0.0.1:4000/next");
    EXPECT_EQ(seen.data.url, "http://127.0.0.1:4000/");
  }
}

TEST(HttpObservation, ThreeHundredWithoutLocationIsAnAnswer) {
  EngineHttpResponse response = ok("x");
  response.status = 301;
  Site server{{response}};
  EXPECT_EQ(observe({}, server).data.status, 301);
}

TEST(HttpObservation, TheBodyIsTextHashedAfterDecodingAndRedaction) {
  Site server{
      {ok("a\xFF"
          "b hunter2-hunter2")}};
  ObservationSpec spec;
  spec.includeBody = true;
  const HttpObservation seen =
      observe_http(spec, site, NetworkMode::deny, Redactor({{"T0KEN", "hunter2-hunter2"}}),
                   [&](const EngineHttpRequest& request) { return server.answer(request); });
  EXPECT_EQ(*seen.data.body,
            "a\xEF\xBF\xBD"
            "b [REDACTED:configured-secret-value]");
  EXPECT_EQ(seen.data.bodySha256, sha256_hex(*seen.data.body));
  EXPECT_EQ(seen.data.bodyBytes, static_cast<double>(seen.data.body->size()));
}

}  // namespace
}  // namespace wp_codebox
