#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// Where the rows' server is; stands for `<server>`.
constexpr const char* server = "127.0.0.1:4000";

/// The reason phrase that the rows' server sends.
std::string phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 418:
      return "I'm a Teapot";
    case 500:
      return "Internal Server Error";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

/// What engines hand over is in lower case; of repeated headers the last stays.
std::string lower(std::string text) {
  for (char& byte : text) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return text;
}

EngineHttpResponse answer_of(const json::Node& described) {
  EngineHttpResponse response;
  const json::Node* const status = described.find("status");
  response.status = status == nullptr ? 200 : static_cast<int>(status->number());
  response.status_text = phrase(response.status);
  const json::Node* const encoded = described.find("base64");
  response.body =
      encoded == nullptr ? member_text(described, "text") : base64_bytes(encoded->text());
  if (const json::Node* const headers = described.find("headers")) {
    for (const json::Node& header : headers->items()) {
      response.headers[lower(header.items()[0].text())] = header.items()[1].text();
    }
  }
  return response;
}

/// What the rows' server was asked, and what it answers.
struct Site {
  EngineHttpResponse first;
  EngineHttpResponse next;  ///< The answer to `/next`.
  std::vector<EngineHttpRequest> requests = {};
};

/// An engine that is nothing but a site.
class SiteEngine final : public Engine {
 public:
  explicit SiteEngine(std::shared_ptr<Site> site) : site_(std::move(site)) {}

  [[nodiscard]] bool has_command(std::string_view /*command*/) const override { return false; }
  void boot(const EngineSetup& /*setup*/) override {}
  EngineOutput run(const EngineCommand& /*command*/) override { return {}; }
  void mount(const MountSpec& /*mount*/) override {}
  [[nodiscard]] std::optional<std::string> server_url() const override {
    return std::string("http://") + server;
  }
  EngineHttpResponse fetch(const EngineHttpRequest& request) override {
    site_->requests.push_back(request);
    return request.url.ends_with("/next") ? site_->next : site_->first;
  }
  void stop() noexcept override {}
  void dispose() override {}

 private:
  std::shared_ptr<Site> site_;
};

std::unique_ptr<Runtime> runtime_of(const std::shared_ptr<Site>& site, const VectorTree& tree) {
  BackendDescriptor descriptor;
  descriptor.kind = RuntimeBackendKind(std::string("x-site"));
  descriptor.capabilities = {KnownBackendCapability::http_observation};
  RecordingBackend backend(descriptor, [&site](const RuntimeCreateSpec& /*spec*/) {
    return std::make_unique<SiteEngine>(site);
  });
  RuntimeCreateSpec spec;
  spec.backend = descriptor.kind;
  spec.environment.kind = "site";
  spec.artifactsDirectory = tree.path().string();
  return create_runtime(spec, backend);
}

json::Value text_or_null(const std::string* text) {
  return text == nullptr ? json::Value() : json::Value::string(*text);
}

/// The requests as rows tell of them.
std::string requests_text(const std::vector<EngineHttpRequest>& requests) {
  const auto header = [](const EngineHttpRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.headers) {
      if (lower(key) == name) return json::Value::string(value).text();
    }
    return json::Value().text();
  };
  std::string text;
  for (const EngineHttpRequest& request : requests) {
    const std::size_t path = request.url.find('/', std::string_view("http://").size());
    text += (text.empty() ? "" : ",") +
            (R"({"method":)" + json::Value::string(request.method).text()) + R"(,"path":)" +
            json::Value::string(request.url.substr(path)).text() + R"(,"body":)" +
            json::Value::string(request.body).text() + R"(,"contentType":)" +
            header(request, "content-type") + R"(,"xOwn":)" + header(request, "x-own") + "}";
  }
  return "[" + text + "]";
}

/// The file that an observation refers to, as rows tell of it.
std::string file_text(const std::string& folder, const ObservationResult& result) {
  if (!result.artifactRefs || result.artifactRefs->empty()) return "null";
  const std::string& path = *result.artifactRefs->front().path;
  const auto bytes = read_below(HostDirectory(folder), path, std::size_t{64} << 20);
  return R"({"path":)" + json::Value::string(path).text() + R"(,"text":)" +
         text_or_null(bytes ? &*bytes : nullptr).text() + "}";
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

std::optional<std::string> run_http_response(const VectorRow& row) {
  const json::Node* const response = row.input.find("response");
  const json::Node* const described = row.input.find("spec");
  if (response == nullptr || described == nullptr) return "the row has no response or no spec";
  const json::Node* const next = response->find("next");
  const auto site = std::make_shared<Site>(
      Site{answer_of(*response), answer_of(next == nullptr ? json::Node() : *next)});
  // A wrong type in a row stands for a value that the typed form does not take over.
  ObservationSpec spec = json::decode_as<ObservationSpec>(*described).value;
  spec.type = KnownObservationType::http_response;
  spec.path = row.text("path");
  const VectorTree tree;
  const auto runtime = runtime_of(site, tree);
  try {
    const ObservationResult result = runtime->observe(spec);
    const std::string folder = (tree.path() / runtime->info().id).string();
    std::string got =
        R"({"ok":true,"data":)" + result.data.text() + R"(,"artifactRefs":)" +
        json::to_json(result.artifactRefs.value_or(std::vector<RuntimeEpisodeTraceRef>())) +
        R"(,"file":)" + file_text(folder, result) + R"(,"requests":)" +
        requests_text(site->requests) + "}";
    got = replaced(replaced(std::move(got), server, "<server>"), *result.id, "observation-1");
    return difference(row.expect, json::Value::from_compact(got));
  } catch (const ContractError&) {
    return difference(row.expect,
                      json::Value::from_compact(R"({"ok":false,"requests":)" +
                                                requests_text(site->requests) + "}"),
                      {.ignored = {"error"}});
  }
}

}  // namespace

void add_http_ops(VectorOps& ops) { ops["http-response"] = run_http_response; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
