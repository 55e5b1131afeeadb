#include "reference_backend/playground/startup_report.hpp"

#include <array>
#include <cctype>
#include <string_view>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

json::Dictionary<json::Value> members(const json::Value& object) {
  const json::Parsed parsed(object);
  json::Dictionary<json::Value> detail;
  for (const json::Member& member : parsed.root().members()) {
    detail.append(std::string(member.name())) = json::Value(member.value);
  }
  return detail;
}

/// The first text of the members that a step may carry its type in; "" without one.
std::string step_type(const json::Node& step) {
  for (const std::string_view key : {"step", "type", "command", "name"}) {
    const json::Node* type = step.find(key);
    if (type != nullptr && type->is_string()) return std::string(type->text());
  }
  return {};
}

template <std::size_t Count>
bool mentions(const std::string& type, const std::array<std::string_view, Count>& words) {
  std::string lower;
  for (const char letter : type) {
    lower += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  }
  for (const std::string_view word : words) {
    if (lower.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::optional<StartupBlueprintDetail> blueprint_detail(
    const std::optional<json::Value>& blueprint) {
  if (!blueprint || !blueprint->is_object()) return std::nullopt;
  const json::Parsed parsed(*blueprint);
  const json::Node* steps = parsed.root().find("steps");
  if (steps == nullptr || !steps->is_array() || steps->items().empty()) return std::nullopt;
  constexpr std::array<std::string_view, 4> installing{"install", "import", "download", "package"};
  constexpr std::array<std::string_view, 2> activating{"activate", "enable"};
  StartupBlueprintDetail detail;
  for (const json::Node& step : steps->items()) {
    const std::string type = step_type(step);
    detail.steps += 1;
    if (mentions(type, installing)) detail.dependencySteps += 1;
    if (mentions(type, activating)) detail.activationSteps += 1;
    if (!type.empty()) detail.stepTypes.push_back(type);
  }
  return detail;
}

template <class Detail>
void StartupReport::tell(KnownStartupPhase phase, const char* label, const Detail& detail) const {
  BrowserStartupProgressEvent event;
  event.phase = phase;
  event.label = label;
  event.detail = members(json::to_value(detail));
  tell(std::move(event));
}

void StartupReport::tell(BrowserStartupProgressEvent event) const {
  if (setup_.on_progress) setup_.on_progress(event);
}

void StartupReport::start() const {
  StartupStartDetail detail;
  detail.backend = KnownBackendKind::wordpress_playground;
  detail.mounts = static_cast<double>(setup_.mounts.size());
  if (setup_.preview) {
    detail.preview.hasPublicUrl = setup_.preview->publicUrl.has_value();
    detail.preview.hasSiteUrl = setup_.preview->siteUrl.has_value();
    detail.preview.hasFixedPort = setup_.preview->port.has_value();
    detail.preview.bind.value = setup_.preview->bind;
  }
  tell(KnownStartupPhase::start, "Starting the preview", detail);
}

void StartupReport::loading_client() const {
  BrowserStartupProgressEvent event;
  event.phase = KnownStartupPhase::loading_client;
  event.label = "Loading WordPress Playground";
  tell(std::move(event));
}

void StartupReport::loading_wordpress() const {
  StartupWordPressDetail detail;
  detail.wordpressVersion = setup_.environment.version;
  tell(KnownStartupPhase::loading_wordpress, "Loading WordPress", detail);
}

void StartupReport::blueprint() const {
  const auto detail = blueprint_detail(setup_.environment.blueprint);
  if (!detail) return;
  tell(KnownStartupPhase::applying_blueprint, "Applying the blueprint", *detail);
  if (detail->dependencySteps > 0) {
    tell(KnownStartupPhase::installing_dependencies, "Installing what it needs", *detail);
  }
  if (detail->activationSteps > 0) {
    tell(KnownStartupPhase::activating_dependencies, "Activating what it needs", *detail);
  }
}

void StartupReport::connecting_client(const std::string& local_url) const {
  StartupConnectDetail detail;
  detail.localUrl = local_url;
  if (setup_.preview) detail.fixedPreviewPort.value = setup_.preview->port;
  tell(KnownStartupPhase::connecting_client, "Connecting", detail);
}

void StartupReport::ready(const std::string& local_url) const {
  StartupReadyDetail detail;
  detail.localUrl = local_url;
  BrowserStartupProgressEvent event;
  event.phase = KnownStartupPhase::ready;
  event.status = BrowserStartupProgressStatus::complete;
  event.label = "Ready";
  event.detail = members(json::to_value(detail));
  tell(std::move(event));
}

void StartupReport::failed(const std::exception& error) const {
  StartupErrorDetail detail;
  detail.error.message = error.what();
  if (const auto* known = dynamic_cast<const ContractError*>(&error)) {
    detail.error.name = known->name();
    detail.error.code = known->code();
  }
  BrowserStartupProgressEvent event;
  event.phase = KnownStartupPhase::error;
  event.status = BrowserStartupProgressStatus::failed;
  event.label = "The preview did not start";
  event.detail = members(json::to_value(detail));
  tell(std::move(event));
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
