#pragma once

#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks episode traces (WPC-EPI-014 to WPC-EPI-017). For traces that do not fit into memory see
/// `trace_stream.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// What a check of a trace goes into.
struct TraceCheckOptions {
  /// Also the contract's strict rules: references name the id of what they point at, ids are
  /// unique, times have the contract's form, artifactRef fits the bundle (WPC-EPI-017). Their
  /// issues come after all others.
  bool strict = false;
};

/// Everything that is wrong with a trace, in the contract's order, with codes and positions; empty
/// for a valid one. Digests are taken again. Any JSON may be given. Never throws but for want of
/// memory or without SHA-256 (`sha256-unavailable`).
[[nodiscard]] json::Issues trace_issues(const json::Node& trace, TraceCheckOptions options = {});

/// The same as the contract's result, `validateRuntimeEpisodeTrace`.
[[nodiscard]] RuntimeEpisodeTraceValidationResult validate_trace(const json::Node& trace,
                                                                 TraceCheckOptions options = {});
[[nodiscard]] RuntimeEpisodeTraceValidationResult validate_trace(const RuntimeEpisodeTrace& trace,
                                                                 TraceCheckOptions options = {});

/// Issues in the form of the contract's result.
[[nodiscard]] RuntimeEpisodeTraceValidationResult trace_validation_result(
    const json::Issues& issues);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/trace.inl.hpp"
#include "wp_codebox/validation/trace_stream.hpp"  // A typed trace is checked as a stream.
#endif
