#pragma once

#include <algorithm>
#include <utility>

#include "wp_codebox/artifacts/impl/written.hpp"
#include "wp_codebox/artifacts/startup_progress.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/number.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace startup_progress {

using Phase = KnownStartupPhase;
using Detail = json::Dictionary<json::Value>;

inline BrowserStartupProgressEvent event(Phase phase, BrowserStartupProgressStatus status,
                                         std::string label, std::optional<Detail> detail = {}) {
  BrowserStartupProgressEvent progress;
  progress.phase = phase;
  progress.status = status;
  progress.label = std::move(label);
  progress.detail = std::move(detail);
  return progress;
}

/// A struct as an event's detail.
template <class T>
Detail detail_of(const T& value) {
  const json::Parsed parsed(json::to_json(value));
  Detail detail;
  for (const json::Member& member : parsed.root().members()) {
    detail.append(std::string(member.name())) = json::Value(member.value);
  }
  return detail;
}

inline bool is_given(const std::optional<std::string>& text) { return text && !text->empty(); }

/// The type of a step: the first text of its keys, also an empty one.
inline std::string step_type(const json::Node& step) {
  for (const std::string_view name : {"step", "type", "command", "name"}) {
    const json::Node* const member = step.find(name);
    if (member != nullptr && member->is_string()) return member->text();
  }
  return {};
}

inline bool mentions(const std::string& type, std::initializer_list<std::string_view> words) {
  const std::string lower = ascii_lower(type);
  return std::any_of(words.begin(), words.end(), [&lower](std::string_view word) {
    return lower.find(word) != std::string::npos;
  });
}

inline StartupBlueprintDetail blueprint_detail(const StartupSpec& spec) {
  StartupBlueprintDetail detail;
  if (!spec.blueprint) return detail;
  const json::Parsed blueprint(*spec.blueprint);
  const json::Node* const steps = blueprint.root().find("steps");
  if (steps == nullptr) return detail;
  for (const json::Node& step : steps->items()) {
    detail.steps += 1;
    std::string type = step_type(step);
    if (mentions(type, {"install", "import", "download", "package"})) detail.dependencySteps += 1;
    if (mentions(type, {"activate", "enable"})) detail.activationSteps += 1;
    if (!type.empty()) detail.stepTypes.push_back(std::move(type));
  }
  return detail;
}

inline bool allows(const StartupSpec& spec, std::string_view command) {
  return std::find(spec.commands.begin(), spec.commands.end(), command) != spec.commands.end();
}

inline json::Value install_plugin_step(const std::string& slug) {
  return json::Value::from_compact(
      R"({"step":"installPlugin","pluginData":{"resource":"wordpress.org/plugins","slug":")" +
      slug + R"("},"options":{"activate":true}})");
}

/// The steps that go before the spec's own.
inline std::vector<json::Value> added_steps(const StartupSpec& spec) {
  std::vector<json::Value> steps;
  if (spec.preview && is_given(spec.preview->siteUrl)) {
    steps.push_back(artifacts_impl::written([&spec](json::Writer& writer) {
      writer.begin_object();
      writer.key("step");
      writer.string("defineSiteUrl");
      writer.key("siteUrl");
      writer.string(*spec.preview->siteUrl);
      writer.end_object();
    }));
  }
  if (allows(spec, "wordpress.plugin-check")) steps.push_back(install_plugin_step("plugin-check"));
  if (allows(spec, "wordpress.theme-check")) steps.push_back(install_plugin_step("theme-check"));
  return steps;
}

inline void write_steps(const std::vector<json::Value>& added, const json::Node& blueprint,
                        json::Writer& writer) {
  writer.key("steps");
  writer.begin_array();
  for (const json::Value& step : added) writer.raw(step.text());
  if (const json::Node* const steps = blueprint.find("steps")) {
    for (const json::Node& step : steps->items()) writer.node(step);
  }
  writer.end_array();
}

inline void write_libraries(const json::Node& blueprint, json::Writer& writer) {
  constexpr std::string_view library = "wp-cli";
  bool present = false;
  writer.key("extraLibraries");
  writer.begin_array();
  if (const json::Node* const libraries = blueprint.find("extraLibraries")) {
    for (const json::Node& item : libraries->items()) {
      present = present || item.equals(library);
      writer.node(item);
    }
  }
  if (!present) writer.string(library);
  writer.end_array();
}

}  // namespace startup_progress

WP_CODEBOX_INLINE std::vector<BrowserStartupProgressEvent> startup_begin_events(
    const StartupSpec& spec) {
  namespace progress = startup_progress;
  const RuntimePreviewSpec preview = spec.preview.value_or(RuntimePreviewSpec());
  StartupStartDetail detail;
  detail.backend = spec.backend;
  detail.preview.hasPublicUrl = progress::is_given(preview.publicUrl);
  detail.preview.hasSiteUrl = progress::is_given(preview.siteUrl);
  detail.preview.hasFixedPort = preview.port.has_value();
  if (preview.bind) detail.preview.bind = *preview.bind;
  detail.mounts = static_cast<double>(spec.mounts);
  constexpr auto running = BrowserStartupProgressStatus::running;
  return {progress::event(progress::Phase::start, running, "Starting the sandbox",
                          progress::detail_of(detail)),
          progress::event(progress::Phase::loading_client, running, "Loading the engine")};
}

WP_CODEBOX_INLINE std::vector<BrowserStartupProgressEvent> startup_loading_events(
    const StartupSpec& spec) {
  namespace progress = startup_progress;
  constexpr auto running = BrowserStartupProgressStatus::running;
  std::vector<BrowserStartupProgressEvent> events;
  StartupWordPressDetail wordpress;
  wordpress.wordpressVersion = spec.version;
  events.push_back(progress::event(progress::Phase::loading_wordpress, running, "Loading WordPress",
                                   progress::detail_of(wordpress)));
  const StartupBlueprintDetail blueprint = progress::blueprint_detail(spec);
  if (blueprint.steps == 0) return events;
  const progress::Detail detail = progress::detail_of(blueprint);
  events.push_back(progress::event(progress::Phase::applying_blueprint, running,
                                   "Applying the blueprint", detail));
  if (blueprint.dependencySteps != 0) {
    events.push_back(progress::event(progress::Phase::installing_dependencies, running,
                                     "Installing what the site needs", detail));
  }
  if (blueprint.activationSteps != 0) {
    events.push_back(progress::event(progress::Phase::activating_dependencies, running,
                                     "Activating what the site needs", detail));
  }
  return events;
}

WP_CODEBOX_INLINE bool has_fixed_port(const StartupSpec& spec) {
  return spec.preview && spec.preview->port && *spec.preview->port != 0;
}

WP_CODEBOX_INLINE std::string startup_site_url(const StartupSpec& spec,
                                               const std::string& engine_url) {
  if (!has_fixed_port(spec)) return engine_url;
  const std::string bind = spec.preview->bind.value_or("127.0.0.1");
  return "http://" + bind + ":" + json::number_text(*spec.preview->port);
}

WP_CODEBOX_INLINE BrowserStartupProgressEvent
startup_connecting_event(const StartupSpec& spec, const std::optional<std::string>& engine_url,
                         const std::optional<json::Value>& cache_validation) {
  namespace progress = startup_progress;
  progress::Detail detail;
  if (engine_url) detail.append("localUrl") = json::Value::string(*engine_url);
  if (cache_validation) detail.append("cacheValidation") = *cache_validation;
  detail.append("fixedPreviewPort") =
      spec.preview && spec.preview->port ? json::Value::number(*spec.preview->port) : json::Value();
  return progress::event(progress::Phase::connecting_client, BrowserStartupProgressStatus::running,
                         "Connecting the preview", std::move(detail));
}

WP_CODEBOX_INLINE BrowserStartupProgressEvent
startup_ready_event(const StartupSpec& spec, const std::optional<std::string>& engine_url) {
  namespace progress = startup_progress;
  progress::Detail detail;
  if (engine_url) {
    detail.append("localUrl") = json::Value::string(startup_site_url(spec, *engine_url));
    if (has_fixed_port(spec)) detail.append("upstreamUrl") = json::Value::string(*engine_url);
  }
  return progress::event(progress::Phase::ready, BrowserStartupProgressStatus::complete,
                         "The preview is ready", std::move(detail));
}

WP_CODEBOX_INLINE BrowserStartupProgressEvent startup_error_event(const StartupFailure& failure) {
  StartupErrorDetail detail;
  detail.error = failure;
  return startup_progress::event(startup_progress::Phase::error,
                                 BrowserStartupProgressStatus::failed, "The boot failed",
                                 startup_progress::detail_of(detail));
}

WP_CODEBOX_INLINE std::optional<json::Value> startup_blueprint(const StartupSpec& spec) {
  namespace progress = startup_progress;
  const std::vector<json::Value> added = progress::added_steps(spec);
  const bool library = progress::allows(spec, "wordpress.wp-cli") ||
                       progress::allows(spec, "wordpress.plugin-check") ||
                       progress::allows(spec, "wordpress.theme-check");
  const bool given = spec.blueprint && !spec.blueprint->is_null();
  if (added.empty() && !library) return given ? spec.blueprint : std::nullopt;
  const json::Parsed base(given ? *spec.blueprint : json::Value::object());
  const json::Node& blueprint = base.root();
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    for (const json::Member& member : blueprint.members()) {
      if (member.name() == "steps" || (library && member.name() == "extraLibraries")) continue;
      writer.key(member.name());
      writer.node(member.value);
    }
    progress::write_steps(added, blueprint, writer);
    if (library) progress::write_libraries(blueprint, writer);
    writer.end_object();
  });
}

}  // namespace WP_CODEBOX_NAMESPACE
