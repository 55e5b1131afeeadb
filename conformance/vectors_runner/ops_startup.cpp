#include <string>
#include <utility>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/startup_progress.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/truthiness.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// Stands for the row's `<port>`.
constexpr int stand_in_port = 65501;
/// Where the rows' engine listens.
constexpr const char* engine_url = "http://127.0.0.1:1007";

std::optional<std::string> text_member(const json::Node& object, std::string_view name) {
  const json::Node* const member = object.find(name);
  return json::is_nullish(member) ? std::nullopt : std::optional(member->text());
}

StartupSpec spec_of(const VectorRow& row) {
  StartupSpec spec;
  spec.backend = RuntimeBackendKind(row.text("backend"));
  spec.version = text_member(row.input, "version");
  if (const json::Node* const blueprint = row.input.find("blueprint")) {
    spec.blueprint = json::Value(*blueprint);
  }
  if (const json::Node* const preview = row.input.find("preview")) {
    spec.preview.emplace();
    spec.preview->publicUrl = text_member(*preview, "publicUrl");
    spec.preview->siteUrl = text_member(*preview, "siteUrl");
    spec.preview->bind = text_member(*preview, "bind");
    if (const json::Node* const port = preview->find("port")) {
      spec.preview->port = port->is_number() ? port->number() : stand_in_port;
    }
  }
  if (const json::Node* const mounts = row.input.find("mounts")) {
    spec.mounts = static_cast<std::size_t>(mounts->number());
  }
  if (const json::Node* const commands = row.input.find("commands")) {
    for (const json::Node& command : commands->items()) spec.commands.push_back(command.text());
  }
  return spec;
}

/// A boot as the row describes it.
class Boot {
 public:
  explicit Boot(const VectorRow& row) : row_(row), spec_(spec_of(row)) {}

  json::Value run() {
    add(startup_begin_events(spec_));
    if (json::is_truthy(row_.input.find("portTaken"))) return failed(port_in_use());
    add(startup_loading_events(spec_));
    engine_ = true;
    const json::Node* const failure = row_.input.find("engineFails");
    if (!json::is_nullish(failure)) return failed(engine_failure(*failure));
    add({startup_connecting_event(spec_, engine_url), startup_ready_event(spec_, engine_url)});
    return document(R"({"ok":true,"serverUrl":)" +
                    json::Value::string(startup_site_url(spec_, engine_url)).text() + "}");
  }

 private:
  void add(const std::vector<BrowserStartupProgressEvent>& events) {
    events_.insert(events_.end(), events.begin(), events.end());
  }

  static StartupFailure port_in_use() {
    return {"PlaygroundPreviewPortUnavailableError", "", "wp-codebox-preview-port-in-use", {}};
  }

  StartupFailure engine_failure(const json::Node& failure) const {
    if (failure.find("text") != nullptr) return {};
    const auto code = text_member(failure, "code");
    if (code == "EADDRINUSE" && has_fixed_port(spec_)) return port_in_use();
    return {text_member(failure, "name").value_or("Error"), "", code, {}};
  }

  json::Value failed(const StartupFailure& failure) {
    add({startup_error_event(failure)});
    std::string error = R"({"notAnError":true})";
    if (failure.name) {
      error = R"({"name":)" + json::Value::string(*failure.name).text();
      if (failure.code) error += R"(,"code":)" + json::Value::string(*failure.code).text();
      error += "}";
    }
    return document(R"({"ok":false,"error":)" + error + "}");
  }

  json::Value document(const std::string& result) const {
    std::string engine = "null";
    if (engine_) {
      const auto site_url =
          spec_.preview && spec_.preview->siteUrl && !spec_.preview->siteUrl->empty()
              ? json::Value::string(*spec_.preview->siteUrl)
              : json::Value();
      engine = R"({"siteUrl":)" + site_url.text() + R"(,"fixedPort":)" +
               (has_fixed_port(spec_) ? "true" : "false") + R"(,"blueprint":)" +
               startup_blueprint(spec_).value_or(json::Value()).text() + "}";
    }
    return json::Value::from_compact(R"({"events":)" + json::to_json(events_) + R"(,"result":)" +
                                     result + R"(,"engine":)" + engine + "}");
  }

  const VectorRow& row_;
  StartupSpec spec_;
  std::vector<BrowserStartupProgressEvent> events_;
  bool engine_ = false;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

std::optional<std::string> run_startup_progress(const VectorRow& row) {
  const std::string port = std::to_string(stand_in_port);
  std::string got = Boot(row).run().text();
  got = replaced(got, "\"fixedPreviewPort\":" + port, "\"fixedPreviewPort\":\"<port>\"");
  got = replaced(got, ":" + port, ":<port>");
  // How mounts are handed to an engine is the engine's business.
  return difference(row.expect, json::Value::from_compact(got),
                    {.ignored = {"label", "elapsed_ms", "cacheValidation", "message", "mount"}});
}

}  // namespace

void add_startup_ops(VectorOps& ops) { ops["startup-progress"] = run_startup_progress; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
