#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include "wp_codebox/contracts/timestamp.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/validation/trace_part.hpp"
#include "wp_codebox/validation/trace_strict.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace trace_strictness {

/// The member of a node that may be absent.
WP_CODEBOX_INLINE const json::Node* member(const json::Node* node, std::string_view name) {
  return node == nullptr ? nullptr : node->find(name);
}

}  // namespace trace_strictness

WP_CODEBOX_INLINE void TraceStrictCheck::report(std::string_view code, std::string expected,
                                                const json::Node* node, const json::PathFrame& at) {
  issues_->push_back({at.path(), std::string(code), std::move(expected),
                      node == nullptr ? "nothing" : json::describe(*node)});
}

WP_CODEBOX_INLINE void TraceStrictCheck::time(const json::Node* node, const json::PathFrame& at) {
  if (node == nullptr || !node->is_string() || is_contract_timestamp(node->text())) return;
  report(trace_issue_code::time, "a time such as 2026-01-02T03:04:05.006Z", node, at);
}

WP_CODEBOX_INLINE void TraceStrictCheck::unique_id(const json::Node* part,
                                                   const json::PathFrame& at) {
  const json::Node* id = trace_strictness::member(part, "id");
  if (id == nullptr || !id->is_string() || id->is_empty_string()) return;
  std::string text = id->text();
  const bool known = std::ranges::any_of(
      sections_, [&text](const auto& ids) { return ids.find(text) != ids.end(); });
  if (!known) {
    ids_->insert(std::move(text));
    return;
  }
  report(trace_issue_code::id_repeated, "an id of its own", id, at.member("id"));
}

WP_CODEBOX_INLINE void TraceStrictCheck::target(const json::Node* reference,
                                                const json::Node* target,
                                                const json::PathFrame& at) {
  const json::Node* id = trace_strictness::member(reference, "id");
  if (id == nullptr || !id->is_string()) return;
  const json::Node* target_id = trace_strictness::member(target, "id");
  if (target_id == nullptr) {
    return report(trace_issue_code::ref_target, "the id of a part that is there", id,
                  at.member("id"));
  }
  const std::string expected = target_id->text();
  if (id->equals(expected)) return;
  report(trace_issue_code::ref_target, '"' + expected + '"', id, at.member("id"));
}

WP_CODEBOX_INLINE void TraceStrictCheck::observation(const json::Node& observation,
                                                     const json::PathFrame& at) {
  unique_id(&observation, at);
  time(observation.find("observedAt"), at.member("observedAt"));
}

WP_CODEBOX_INLINE void TraceStrictCheck::reset(const json::Node& reset, const json::PathFrame& at) {
  begin(Section::reset);
  unique_id(&reset, at);
  const json::PathFrame runtime_at = at.member("runtime");
  time(trace_strictness::member(reset.find("runtime"), "createdAt"),
       runtime_at.member("createdAt"));
  const json::Node* observations = reset.find("observations");
  const json::Node* refs = reset.find("observationRefs");
  const json::PathFrame observations_at = at.member("observations");
  const json::PathFrame refs_at = at.member("observationRefs");
  const std::size_t count =
      observations != nullptr && observations->is_array() ? observations->size() : 0;
  for (std::size_t i = 0; i < count; ++i) {
    observation(observations->items()[i], observations_at.element(i));
  }
  if (refs == nullptr || !refs->is_array()) return;
  for (std::size_t i = 0; i < refs->size(); ++i) {
    target(&refs->items()[i], i < count ? &observations->items()[i] : nullptr, refs_at.element(i));
  }
}

WP_CODEBOX_INLINE void TraceStrictCheck::step(const json::Node& step, const json::PathFrame& at) {
  const json::Node* action = step.find("action");
  const json::Node* execution = step.find("execution");
  const json::Node* seen = step.find("observation");
  const json::PathFrame execution_at = at.member("execution");
  unique_id(&step, at);
  unique_id(action, at.member("action"));
  target(step.find("actionRef"), action, at.member("actionRef"));
  unique_id(execution, execution_at);
  for (const std::string_view name : {"startedAt", "finishedAt"}) {
    time(trace_strictness::member(execution, name), execution_at.member(name));
  }
  target(step.find("executionRef"), execution, at.member("executionRef"));
  if (json::is_truthy(seen)) observation(*seen, at.member("observation"));
  const json::Node* seen_ref = step.find("observationRef");
  if (json::is_truthy(seen_ref)) target(seen_ref, seen, at.member("observationRef"));
}

WP_CODEBOX_INLINE void TraceStrictCheck::snapshot(const json::Node& snapshot,
                                                  const json::PathFrame& at) {
  unique_id(&snapshot, at);
  time(snapshot.find("createdAt"), at.member("createdAt"));
}

WP_CODEBOX_INLINE void TraceStrictCheck::artifact_ref(const json::Node* reference,
                                                      const json::Node* artifacts,
                                                      const json::PathFrame& at) {
  if (reference == nullptr) return;
  TracePartCheck(*issues_).reference(*reference, "artifact-bundle", at);
  if (!json::is_truthy(artifacts)) return;
  target(reference, artifacts, at);
  const json::Node* digest = reference->find("digest");
  const json::Node* content = artifacts->find("contentDigest");
  if (!is_digest_record(digest) || content == nullptr || !content->is_string()) return;
  const std::string expected = content->text();
  if (digest->find("value")->equals(expected)) return;
  report(trace_issue_code::digest_mismatch, "the digest " + expected, digest->find("value"),
         at.member("digest"));
}

}  // namespace WP_CODEBOX_NAMESPACE
