#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "wp_codebox/contracts/wordpress_state_section.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/wordpress_state_observation.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace wordpress_states {

/// What the export says about a section beside its file.
WP_CODEBOX_INLINE json::Value section_summary(KnownWordPressStateSection section,
                                              const json::Value& data) {
  if (section == KnownWordPressStateSection::summary) return data;
  const json::Parsed parsed(data);
  WordPressStateCount count;
  count.count = static_cast<double>(parsed.root().size());
  if (parsed.root().is_object()) {
    count.keys.emplace();
    for (const json::Member& member : parsed.root().members()) {
      count.keys->emplace_back(member.name());
    }
  }
  if (!parsed.root().is_object() && !parsed.root().is_array()) count.count = 0;
  return json::to_value(count);
}

WP_CODEBOX_INLINE bool is_wanted(const WordPressStateConfig& config,
                                 KnownWordPressStateSection section) {
  const auto& asked = config.sections;
  return section == KnownWordPressStateSection::summary ||
         std::find(asked.begin(), asked.end(), section) != asked.end();
}

}  // namespace wordpress_states

WP_CODEBOX_INLINE WordPressStateConfig wordpress_state_config(const ObservationSpec& spec) {
  WordPressStateConfig config;
  for (const std::string& name : spec.sections.value_or(std::vector<std::string>())) {
    const auto section = json::enum_value<KnownWordPressStateSection>(name);
    const auto& kept = config.sections;
    if (section && std::find(kept.begin(), kept.end(), *section) == kept.end()) {
      config.sections.emplace_back(*section);
    }
  }
  if (config.sections.empty()) config.sections = {KnownWordPressStateSection::summary};
  config.redaction = spec.redaction.value_or(KnownObservationRedaction::safe);
  config.includeContent = spec.includeContent.value_or(false);
  config.optionNames = spec.optionNames.value_or(std::vector<std::string>());
  config.userFields = spec.userFields.value_or(std::vector<std::string>());
  return config;
}

WP_CODEBOX_INLINE WordPressStateObservation observe_wordpress_state(
    const WordPressStateConfig& config, const std::string& observation_id, std::string generated_at,
    const Redactor& redactor, const WordPressStateSource& source) {
  WordPressStateObservation seen;
  seen.data.generatedAt = std::move(generated_at);
  seen.data.config = config;
  for (std::size_t i = 0; i < json::enum_texts<KnownWordPressStateSection>.size(); ++i) {
    const auto section = static_cast<KnownWordPressStateSection>(i);
    if (!wordpress_states::is_wanted(config, section)) continue;
    const std::string name(json::enum_text(section));
    WordPressStateSection document;
    document.section = section;
    document.data = redactor.redact_value(source(section, config));
    WordPressStateFile file;
    file.section = section;
    file.path = "files/observations/" + observation_id + "-wordpress-state-" + name + ".json";
    file.text = json::to_pretty_json(document) + "\n";
    seen.data.sections[name] = wordpress_states::section_summary(section, document.data);
    seen.data.artifacts[name] = {
        file.path, sha256_hex(file.text), static_cast<double>(file.text.size()), {}};
    seen.files.push_back(std::move(file));
  }
  return seen;
}

}  // namespace WP_CODEBOX_NAMESPACE
