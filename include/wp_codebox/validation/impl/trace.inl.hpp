#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/validation/trace.hpp"
#include "wp_codebox/validation/trace_part.hpp"
#include "wp_codebox/validation/trace_strict.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace trace_checks {

inline constexpr std::string_view trace_schema = "wp-codebox/runtime-episode-trace/v1";

/// The member of a node that may be absent.
WP_CODEBOX_INLINE const json::Node* member(const json::Node* node, std::string_view name) {
  return node == nullptr ? nullptr : node->find(name);
}

WP_CODEBOX_INLINE void reset(TracePartCheck& check, const json::Node* reset,
                             const json::PathFrame& at) {
  check.id_of(reset, at);
  const json::Node* observations = member(reset, "observations");
  const json::PathFrame observations_at = at.member("observations");
  std::size_t count = 0;
  if (check.array(observations, observations_at)) {
    for (const json::Node& observation : observations->items()) {
      check.observation(observation, observations_at.element(count++));
    }
  }
  const json::Node* refs = member(reset, "observationRefs");
  const json::PathFrame refs_at = at.member("observationRefs");
  if (!check.array(refs, refs_at)) return;
  for (std::size_t i = 0; i < refs->size(); ++i) {
    const json::Node* target = i < count ? &observations->items()[i] : nullptr;
    check.reference_to(refs->items()[i], "observation", target, refs_at.element(i));
  }
}

/// Checks each element of a member that must be an array.
template <class Check>
void each(TracePartCheck& check, const json::Node* list, const json::PathFrame& at,
          const Check& element) {
  if (!check.array(list, at)) return;
  for (std::size_t i = 0; i < list->size(); ++i) element(list->items()[i], i, at.element(i));
}

WP_CODEBOX_INLINE void strict(const json::Node& trace, const json::PathFrame& at,
                              json::Issues& issues) {
  TraceStrictCheck check(issues);
  check.time(trace.find("createdAt"), at.member("createdAt"));
  const json::PathFrame runtime_at = at.member("runtime");
  check.time(member(trace.find("runtime"), "createdAt"), runtime_at.member("createdAt"));
  if (const json::Node* start = trace.find("reset")) check.reset(*start, at.member("reset"));
  const auto items = [&trace](std::string_view name) {
    const json::Node* list = trace.find(name);
    return list == nullptr ? std::span<const json::Node>() : list->items();
  };
  const json::PathFrame steps_at = at.member("steps");
  const json::PathFrame snapshots_at = at.member("snapshots");
  std::size_t index = 0;
  check.begin(TraceStrictCheck::Section::steps);
  for (const json::Node& step : items("steps")) check.step(step, steps_at.element(index++));
  index = 0;
  check.begin(TraceStrictCheck::Section::snapshots);
  for (const json::Node& snapshot : items("snapshots")) {
    check.snapshot(snapshot, snapshots_at.element(index++));
  }
  check.artifact_ref(trace.find("artifactRef"), trace.find("artifacts"), at.member("artifactRef"));
}

}  // namespace trace_checks

WP_CODEBOX_INLINE json::Issues trace_issues(const json::Node& trace, TraceCheckOptions options) {
  json::Issues issues;
  const json::PathFrame at = json::PathFrame::root();
  if (!trace.is_object() && !trace.is_array()) {
    issues.push_back(
        {at.path(), std::string(trace_issue_code::type), "an object", json::describe(trace)});
    return issues;
  }
  TracePartCheck check(issues);
  check.constant(trace.find("schema"), trace_checks::trace_schema, at.member("schema"));
  check.version(trace.find("version"), at.member("version"));
  check.text(trace.find("id"), at.member("id"));
  check.text(trace.find("createdAt"), at.member("createdAt"));
  check.id_of(trace.find("runtime"), at.member("runtime"));
  trace_checks::reset(check, trace.find("reset"), at.member("reset"));
  trace_checks::each(
      check, trace.find("steps"), at.member("steps"),
      [&check](const json::Node& step, std::size_t index, const json::PathFrame& step_at) {
        check.step(step, index, step_at);
      });
  trace_checks::each(
      check, trace.find("snapshots"), at.member("snapshots"),
      [&check](const json::Node& snapshot, std::size_t, const json::PathFrame& snapshot_at) {
        check.snapshot(snapshot, snapshot_at);
      });
  check.forbidden_keys(trace, at);
  if (options.strict) trace_checks::strict(trace, at, issues);
  return issues;
}

WP_CODEBOX_INLINE RuntimeEpisodeTraceValidationResult
trace_validation_result(const json::Issues& issues) {
  RuntimeEpisodeTraceValidationResult result;
  result.valid = issues.empty();
  result.issues.reserve(issues.size());
  for (const json::Issue& issue : issues) {
    result.issues.push_back({issue.path.dotted(), issue.message(), {}});
  }
  return result;
}

WP_CODEBOX_INLINE RuntimeEpisodeTraceValidationResult validate_trace(const json::Node& trace,
                                                                     TraceCheckOptions options) {
  return trace_validation_result(trace_issues(trace, options));
}

}  // namespace WP_CODEBOX_NAMESPACE
