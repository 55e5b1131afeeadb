#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/validation/trace_part.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace trace_parts {

inline constexpr std::string_view action_schema = "wp-codebox/runtime-episode-action/v1";
inline constexpr std::string_view observation_schema = "wp-codebox/runtime-episode-observation/v1";
inline constexpr std::string_view snapshot_schema = "wp-codebox/runtime-episode-snapshot/v1";

WP_CODEBOX_INLINE bool is_text(const json::Node* node) {
  return node != nullptr && node->is_string() && !node->is_empty_string();
}

WP_CODEBOX_INLINE bool is_object(const json::Node* node) {
  return node != nullptr && node->is_object();
}

/// What JavaScript's `String(kind)` leaves of nested arrays of one element.
WP_CODEBOX_INLINE const json::Node& unwrapped(const json::Node& node) {
  const json::Node* inner = &node;
  while (inner->is_array() && inner->size() == 1) inner = &inner->items().front();
  return *inner;
}

WP_CODEBOX_INLINE bool is_action_kind(const json::Node* node) {
  if (node == nullptr) return false;
  return std::ranges::any_of(
      json::enum_texts<RuntimeEpisodeActionKind>,
      [&kind = unwrapped(*node)](std::string_view text) { return kind.equals(text); });
}

WP_CODEBOX_INLINE bool are_texts(const json::Node* node) {
  return node != nullptr && node->is_array() &&
         std::ranges::all_of(node->items(),
                             [](const json::Node& item) { return item.is_string(); });
}

WP_CODEBOX_INLINE bool are_equal_texts(const json::Node& left, const json::Node& right) {
  const auto view = right.view();
  return view ? left.equals(*view) : left.equals(right.text());
}

/// Whether a text is the hexadecimal form of a digest, without making that form.
WP_CODEBOX_INLINE bool is_hex_of(const json::Node& text, const Sha256Bytes& bytes) {
  const auto view = text.view();
  if (!view) return text.equals(hex_text(bytes));
  if (view->size() != 2 * bytes.size()) return false;
  constexpr std::string_view digits = "0123456789abcdef";
  bool same = true;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    same = same & ((*view)[2 * i] == digits[bytes[i] >> 4U]);
    same = same & ((*view)[2 * i + 1] == digits[bytes[i] & 15U]);
  }
  return same;
}

WP_CODEBOX_INLINE bool is_forbidden(std::string_view name) {
  // Most names are told apart by their length and first letter.
  switch (name.size()) {
    case 6:
      return name == "reward" || name == "grader";
    case 7:
      return name == "success" || name == "taskSet";
    case 8:
      return name == "scenario" || name == "task-set" || name == "task_set";
    case 9:
      return name == "benchmark" || name == "modelEval";
    case 10:
      return name == "model-eval" || name == "model_eval";
    default:
      return false;
  }
}

}  // namespace trace_parts

WP_CODEBOX_INLINE const json::Node* digest_value(const json::Node* node) {
  if (!trace_parts::is_object(node)) return nullptr;
  const json::Node* algorithm = node->find("algorithm");
  const json::Node* value = node->find("value");
  if (algorithm == nullptr || value == nullptr || !algorithm->equals("sha256")) return nullptr;
  const auto view = value->view();
  return (view ? is_sha256_hex(*view) : is_sha256_hex(value->text())) ? value : nullptr;
}

WP_CODEBOX_INLINE bool is_digest_record(const json::Node* node) {
  return digest_value(node) != nullptr;
}

WP_CODEBOX_INLINE void TracePartCheck::report(std::string_view code, std::string_view expected,
                                              const json::Node* node, const json::PathFrame& at) {
  issues_->push_back({at.path(), std::string(code), std::string(expected),
                      node == nullptr ? "nothing" : json::describe(*node)});
}

WP_CODEBOX_INLINE void TracePartCheck::constant(const json::Node* node, std::string_view expected,
                                                const json::PathFrame& at) {
  if (node != nullptr && node->equals(expected)) return;
  report(trace_issue_code::constant, expected, node, at);
}

WP_CODEBOX_INLINE bool TracePartCheck::text(const json::Node* node, const json::PathFrame& at) {
  if (trace_parts::is_text(node)) return true;
  report(trace_issue_code::text, "a string that is not empty", node, at);
  return false;
}

WP_CODEBOX_INLINE void TracePartCheck::version(const json::Node* node, const json::PathFrame& at) {
  if (node != nullptr && node->number() == 1) return;
  report(trace_issue_code::constant, "1", node, at);
}

WP_CODEBOX_INLINE void TracePartCheck::id_of(const json::Node* node, const json::PathFrame& at) {
  text(node == nullptr ? nullptr : node->find("id"), at.member("id"));
}

WP_CODEBOX_INLINE bool TracePartCheck::array(const json::Node* node, const json::PathFrame& at) {
  if (node != nullptr && node->is_array()) return true;
  report(trace_issue_code::type, "an array", node, at);
  return false;
}

WP_CODEBOX_INLINE const json::Node* TracePartCheck::digest(const json::Node* node,
                                                           const json::PathFrame& at) {
  const json::Node* value = digest_value(node);
  if (value == nullptr) report(trace_issue_code::digest_invalid, "a sha256 record", node, at);
  return value;
}

WP_CODEBOX_INLINE void TracePartCheck::same_digest(const json::Node& value,
                                                   const Sha256Bytes& recomputed,
                                                   const json::PathFrame& at) {
  if (trace_parts::is_hex_of(value, recomputed)) return;
  report(trace_issue_code::digest_mismatch, "the digest " + hex_text(recomputed), &value, at);
}

WP_CODEBOX_INLINE void TracePartCheck::step(const json::Node& step, std::size_t index,
                                            const json::PathFrame& at) {
  if (step.is_null()) return report(trace_issue_code::type, "a step", &step, at);
  text(step.find("id"), at.member("id"));
  const json::Node* position = step.find("index");
  if (position == nullptr || position->number() != static_cast<double>(index)) {
    report(trace_issue_code::index, std::to_string(index), position, at.member("index"));
  }

  const json::Node* act = step.find("action");
  const json::PathFrame action_at = at.member("action");
  const json::Node* action_id = act == nullptr ? nullptr : act->find("id");
  if (text(action_id, action_at.member("id"))) action(*act, action_at);
  const json::Node* action_ref = step.find("actionRef");
  const json::PathFrame action_ref_at = at.member("actionRef");
  if (text(action_ref == nullptr ? nullptr : action_ref->find("id"), action_ref_at.member("id"))) {
    reference_to(*action_ref, "action", act, action_ref_at);
  }

  const json::Node* execution = step.find("execution");
  id_of(execution, at.member("execution"));
  execution_reference(step.find("executionRef"), execution, at.member("executionRef"));

  const json::Node* seen = step.find("observation");
  if (json::is_truthy(seen)) {
    const json::PathFrame seen_at = at.member("observation");
    if (text(seen->find("id"), seen_at.member("id"))) observation(*seen, seen_at);
  }
  const json::Node* seen_ref = step.find("observationRef");
  if (json::is_truthy(seen_ref)) {
    reference_to(*seen_ref, "observation", seen, at.member("observationRef"));
  }
}

WP_CODEBOX_INLINE void TracePartCheck::execution_reference(const json::Node* reference,
                                                           const json::Node* execution,
                                                           const json::PathFrame& at) {
  if (!text(reference == nullptr ? nullptr : reference->find("id"), at.member("id"))) return;
  const json::Node* own = this->reference(*reference, "execution", at);
  if (own == nullptr || !json::is_truthy(execution)) return;
  same_digest(*own, execution_digest(*execution, hash_), at.member("digest"));
}

WP_CODEBOX_INLINE void TracePartCheck::reference_to(const json::Node& reference,
                                                    std::string_view kind, const json::Node* target,
                                                    const json::PathFrame& at) {
  const json::Node* own = this->reference(reference, kind, at);
  if (own == nullptr || !json::is_truthy(target)) return;
  const json::Node* other = digest_value(target->find("digest"));
  if (other == nullptr || trace_parts::are_equal_texts(*own, *other)) return;
  report(trace_issue_code::digest_mismatch, "the digest " + other->text(), own,
         at.member("digest"));
}

WP_CODEBOX_INLINE void TracePartCheck::optional_text(const json::Node& action,
                                                     std::string_view name,
                                                     const json::PathFrame& at) {
  const json::Node* member = action.find(name);
  if (member != nullptr) text(member, at.member(name));
}

WP_CODEBOX_INLINE void TracePartCheck::action_members(const json::Node& action,
                                                      const json::PathFrame& at) {
  const json::Node* kind = action.find("kind");
  if (!trace_parts::is_action_kind(kind)) {
    report(trace_issue_code::constant, R"("command", "filesystem", "http" or "browser")", kind,
           at.member("kind"));
  }
  text(action.find("command"), at.member("command"));
  const json::Node* args = action.find("args");
  if (!trace_parts::are_texts(args)) {
    report(trace_issue_code::type, "an array of strings", args, at.member("args"));
  }
  const json::Node* cwd = action.find("cwd");
  if (cwd != nullptr && !cwd->is_string()) {
    report(trace_issue_code::type, "a string", cwd, at.member("cwd"));
  }
  for (const std::string_view name :
       {"method", "url", "path", "operation", "selector", "description"}) {
    optional_text(action, name, at);
  }
  const json::Node* metadata = action.find("metadata");
  if (metadata != nullptr && !metadata->is_object()) {
    report(trace_issue_code::type, "an object", metadata, at.member("metadata"));
  }
  const json::Node* timeout = action.find("timeoutMs");
  const double milliseconds = timeout == nullptr ? 0 : timeout->number();
  if (!std::isfinite(milliseconds) || milliseconds < 0) {
    report(trace_issue_code::type, "a number of at least 0", timeout, at.member("timeoutMs"));
  }
}

WP_CODEBOX_INLINE void TracePartCheck::action(const json::Node& action, const json::PathFrame& at) {
  if (!action.is_object()) return report(trace_issue_code::type, "an object", &action, at);
  constant(action.find("schema"), trace_parts::action_schema, at.member("schema"));
  action_members(action, at);
  const json::PathFrame digest_at = at.member("digest");
  const json::Node* own = digest(action.find("digest"), digest_at);
  if (own != nullptr) same_digest(*own, action_digest(action, hash_), digest_at);
}

WP_CODEBOX_INLINE void TracePartCheck::artifact_refs(const json::Node& record,
                                                     const json::PathFrame& at) {
  const json::Node* refs = record.find("artifactRefs");
  if (refs == nullptr) return;
  const json::PathFrame refs_at = at.member("artifactRefs");
  if (!array(refs, refs_at)) return;
  for (std::size_t i = 0; i < refs->size(); ++i) {
    reference(refs->items()[i], {}, refs_at.element(i));
  }
}

WP_CODEBOX_INLINE void TracePartCheck::observation(const json::Node& observation,
                                                   const json::PathFrame& at) {
  if (!observation.is_object()) {
    return report(trace_issue_code::type, "an object", &observation, at);
  }
  constant(observation.find("schema"), trace_parts::observation_schema, at.member("schema"));
  text(observation.find("id"), at.member("id"));
  text(observation.find("type"), at.member("type"));
  if (observation.find("data") == nullptr) {
    report(trace_issue_code::type, "a value", nullptr, at.member("data"));
  }
  text(observation.find("observedAt"), at.member("observedAt"));
  const json::PathFrame digest_at = at.member("digest");
  const json::Node* own = digest(observation.find("digest"), digest_at);
  if (own == nullptr) return;
  artifact_refs(observation, at);
  same_digest(*own, observation_digest(observation, hash_), digest_at);
}

WP_CODEBOX_INLINE void TracePartCheck::snapshot(const json::Node& snapshot,
                                                const json::PathFrame& at) {
  if (!snapshot.is_object()) return report(trace_issue_code::type, "an object", &snapshot, at);
  constant(snapshot.find("schema"), trace_parts::snapshot_schema, at.member("schema"));
  for (const std::string_view name : {"id", "createdAt", "semantics"}) {
    text(snapshot.find(name), at.member(name));
  }
  const json::Node* metadata = snapshot.find("metadata");
  if (!trace_parts::is_object(metadata)) {
    report(trace_issue_code::type, "an object", metadata, at.member("metadata"));
  }
  artifact_refs(snapshot, at);
  const json::PathFrame digest_at = at.member("digest");
  const json::Node* own = digest(snapshot.find("digest"), digest_at);
  if (own != nullptr) same_digest(*own, snapshot_digest(snapshot, hash_), digest_at);
}

WP_CODEBOX_INLINE const json::Node* TracePartCheck::reference(const json::Node& reference,
                                                              std::string_view kind,
                                                              const json::PathFrame& at) {
  if (!reference.is_object()) {
    report(trace_issue_code::type, "an object", &reference, at);
    return nullptr;
  }
  const json::Node* own_kind = reference.find("kind");
  if (!kind.empty()) constant(own_kind, kind, at.member("kind"));
  text(own_kind, at.member("kind"));
  text(reference.find("id"), at.member("id"));
  return digest(reference.find("digest"), at.member("digest"));
}

WP_CODEBOX_INLINE void TracePartCheck::forbidden_key(std::string_view name, const json::Node& value,
                                                     const json::PathFrame& at) {
  if (trace_parts::is_forbidden(name)) {
    report(trace_issue_code::forbidden_key, "a trace without judgement", &value, at);
  }
  if (value.is_object() || value.is_array()) forbidden_keys(value, at);
}

WP_CODEBOX_INLINE void TracePartCheck::forbidden_keys(const json::Node& node,
                                                      const json::PathFrame& at) {
  for (const json::Member& member : node.members()) {
    forbidden_key(member.name(), member.value, at.member(member.name()));
  }
  std::size_t index = 0;
  for (const json::Node& item : node.items()) {
    if (item.is_object() || item.is_array()) forbidden_keys(item, at.element(index));
    ++index;
  }
}

}  // namespace WP_CODEBOX_NAMESPACE
