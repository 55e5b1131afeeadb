#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/contracts/diagnostics.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What observations complain about, in one form: `files/diagnostics.json` (WPC-ART-022).

namespace WP_CODEBOX_NAMESPACE {

/// An observation as far as diagnostics look at it.
struct DiagnosticSource {
  std::optional<std::string> id;  ///< The observation's; none: its place stands in for it.
  std::string type;               ///< The observation's, such as `http-response`.
  std::string observedAt;         ///< The observation's time; stands at each entry.
  const json::Node& data;         ///< The observation's data; the caller owns it.
};

/// Appends the entries of an observation's `diagnostics`, `findings`, `issues` and `diagnostic`.
/// `position` is the observation's place among all, for one that has no id.
void append_diagnostics(const DiagnosticSource& source, std::size_t position,
                        std::vector<ArtifactDiagnostic>& diagnostics);

/// The entries of all observations, in their order.
[[nodiscard]] std::vector<ArtifactDiagnostic> collect_diagnostics(
    const std::vector<ObservationResult>& observations);

/// The document with its counts.
[[nodiscard]] ArtifactDiagnostics diagnostics_document(std::vector<ArtifactDiagnostic> diagnostics);

/// An entry of the capture of artifacts itself: something could not be written as asked.
[[nodiscard]] ArtifactDiagnostic capture_diagnostic(std::string id, std::string type,
                                                    ArtifactDiagnosticSeverity severity,
                                                    std::string message);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/diagnostics.inl.hpp"
#endif
