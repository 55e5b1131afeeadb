#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/locate.hpp"
#include "wp_codebox/json/stream.hpp"
#include "wp_codebox/validation/trace.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Checks episode traces of any length as they are read: one step is in memory at a time.

namespace WP_CODEBOX_NAMESPACE {

/// Most members that a trace may have when it is checked as a stream.
inline constexpr std::size_t max_trace_members = 100'000;

/// What came of a check.
struct TraceStreamResult {
  /// Set when the text could not be read to its end, also when it is no JSON; `issues` then holds
  /// what had been found before.
  std::optional<json::ReadError> error;
  /// As `trace_issues` gives them for the same text, in the same order.
  json::Issues issues;
  /// Where in the text each issue stands, by the issue's index.
  std::vector<json::SourcePosition> positions;
  std::size_t steps = 0;      ///< How many were looked at.
  std::size_t snapshots = 0;  ///< How many were looked at.

  /// Whether the text was read to its end and nothing was found.
  [[nodiscard]] bool valid() const { return !error && issues.empty(); }
};

/// Checks the trace that `reader` stands before, and reads it to its end. Besides the reader's
/// memory it needs some for each issue and for each member of the trace beyond the contract's; more
/// of these than `max_trace_members` are `json-too-large`. With strict rules it keeps all ids, and
/// when the trace's members stand in another order than the contract writes them, a repeated id may
/// be reported at the other one of its places. Never throws but for want of memory or without
/// SHA-256 (`sha256-unavailable`).
[[nodiscard]] TraceStreamResult check_trace_stream(json::StreamReader& reader,
                                                   TraceCheckOptions options = {});

/// Checks the trace in a file; `error` when there is no such file (`json-unreadable`).
[[nodiscard]] TraceStreamResult check_trace_file(const std::string& path,
                                                 TraceCheckOptions options = {});

/// Checks a trace in memory. Cheaper than reading it whole for `trace_issues`.
[[nodiscard]] TraceStreamResult check_trace_text(std::string_view text,
                                                 TraceCheckOptions options = {});

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/trace_stream.inl.hpp"
#include "wp_codebox/validation/impl/trace_typed.inl.hpp"
#endif
