#pragma once

#include <functional>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The observation `wordpress-state`: which sections are exported, and how they are recorded.

namespace WP_CODEBOX_NAMESPACE {

/// One exported section: the text of its file in the bundle.
struct WordPressStateFile {
  KnownWordPressStateSection section{};  ///< Which part of the site it tells of.
  std::string path;                      ///< Inside the bundle.
  std::string text;                      ///< Redacted JSON with a final line feed.
};

/// What a `wordpress-state` observation saw.
struct WordPressStateObservation {
  WordPressStateExport data;              ///< The record's `data`: sections with sizes and hashes.
  std::vector<WordPressStateFile> files;  ///< In export order.
};

/// Gives the records of a section.
using WordPressStateSource = std::function<json::Value(KnownWordPressStateSection section,
                                                       const WordPressStateConfig& config)>;

/// What an observation asks for: the sections that the contract knows, once each, in the order of
/// the request; `summary` when none is left (WPC-OBS-010).
[[nodiscard]] WordPressStateConfig wordpress_state_config(const ObservationSpec& spec);

/// Exports the sections, `summary` in any case, in the contract's order (WPC-OBS-009). Section data
/// are redacted; hash and size are those of the result. `generated_at` is in the form of an export,
/// with seconds and `+00:00`. Throws what `source` throws.
[[nodiscard]] WordPressStateObservation observe_wordpress_state(const WordPressStateConfig& config,
                                                                const std::string& observation_id,
                                                                std::string generated_at,
                                                                const Redactor& redactor,
                                                                const WordPressStateSource& source);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/wordpress_state_observation.inl.hpp"
#endif
