#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/value.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace episode_payloads {

inline constexpr std::string_view empty_array = "[]";
inline constexpr std::string_view command_kind = R"("command")";
inline constexpr std::string_view metadata_only = R"("metadata-only")";
inline constexpr std::string_view undefined = "undefined";

/// Hashes one payload, member by member. The caller names them in the order of the stable form.
class PayloadHash {
 public:
  explicit PayloadHash(Sha256& hash) : output_(hash) {
    output_.put(episode_digest_domain);
    output_.put('\n');
  }

  /// `json_text` is stable JSON already.
  void text(std::string_view name, std::string_view json_text) {
    key(name);
    output_.put(json_text);
  }
  void node(std::string_view name, const json::Node* value) {
    node_or(name, value, undefined, value == nullptr);
  }
  /// The value, or `fallback` where JavaScript's `??` takes it.
  void node_or(std::string_view name, const json::Node* value, std::string_view fallback) {
    node_or(name, value, fallback, json::is_nullish(value));
  }
  void node_if(std::string_view name, const json::Node* value, json::Kind kind) {
    if (value != nullptr && value->kind() == kind) node(name, value);
  }

  [[nodiscard]] Sha256Bytes finish() {
    output_.put('}');
    return output_.finish();
  }

 private:
  void node_or(std::string_view name, const json::Node* value, std::string_view fallback,
               bool use_fallback) {
    key(name);
    if (use_fallback) {
      output_.put(fallback);
    } else {
      json::write_stable(*value, output_);
    }
  }
  void key(std::string_view name) {
    output_.put(first_ ? R"({")" : R"(,")");
    output_.put(name);
    output_.put(R"(":)");
    first_ = false;
  }

  Sha256Output output_;
  bool first_ = true;
};

WP_CODEBOX_INLINE Sha256Bytes snapshot(const json::Node& snapshot, std::string_view semantics,
                                       Sha256& hash) {
  PayloadHash payload(hash);
  payload.node_or("artifactRefs", snapshot.find("artifactRefs"), empty_array);
  payload.node("createdAt", snapshot.find("createdAt"));
  payload.node("id", snapshot.find("id"));
  payload.node("metadata", snapshot.find("metadata"));
  payload.text("schema", R"("wp-codebox/runtime-episode-snapshot/v1")");
  const json::Node* given = snapshot.find("semantics");
  if (given == nullptr) {
    payload.text("semantics", semantics);
  } else {
    payload.node("semantics", given);
  }
  return payload.finish();
}

/// The digest of a struct by way of its JSON: the payload is defined in one place.
template <class T, class Digest>
RuntimeEpisodeContentDigest of(const T& source, const Digest& digest) {
  const json::Parsed parsed(json::to_json(source));
  Sha256 hash;
  return RuntimeEpisodeContentDigest::of(hex_text(digest(parsed.root(), hash)));
}

WP_CODEBOX_INLINE std::optional<std::string> non_empty(const std::optional<std::string>& text) {
  return text && !text->empty() ? text : std::nullopt;
}

}  // namespace episode_payloads

WP_CODEBOX_INLINE Sha256Bytes action_digest(const json::Node& action, Sha256& hash) {
  using json::Kind;
  episode_payloads::PayloadHash payload(hash);
  const json::Node* args = action.find("args");
  if (args != nullptr && args->is_array()) {
    payload.node("args", args);
  } else {
    payload.text("args", episode_payloads::empty_array);
  }
  payload.node("command", action.find("command"));
  payload.node_if("cwd", action.find("cwd"), Kind::string);
  payload.node_if("description", action.find("description"), Kind::string);
  payload.node_or("kind", action.find("kind"), episode_payloads::command_kind);
  payload.node_if("metadata", action.find("metadata"), Kind::object);
  payload.node_if("method", action.find("method"), Kind::string);
  payload.node_if("operation", action.find("operation"), Kind::string);
  payload.node_if("path", action.find("path"), Kind::string);
  payload.text("schema", R"("wp-codebox/runtime-episode-action/v1")");
  payload.node_if("selector", action.find("selector"), Kind::string);
  payload.node_if("timeoutMs", action.find("timeoutMs"), Kind::number);
  payload.node_if("url", action.find("url"), Kind::string);
  return payload.finish();
}

WP_CODEBOX_INLINE Sha256Bytes observation_digest(const json::Node& observation, Sha256& hash) {
  episode_payloads::PayloadHash payload(hash);
  payload.node_or("artifactRefs", observation.find("artifactRefs"), episode_payloads::empty_array);
  payload.node("data", observation.find("data"));
  payload.node("observedAt", observation.find("observedAt"));
  payload.text("schema", R"("wp-codebox/runtime-episode-observation/v1")");
  payload.node("type", observation.find("type"));
  return payload.finish();
}

WP_CODEBOX_INLINE Sha256Bytes snapshot_digest(const json::Node& snapshot, Sha256& hash) {
  return episode_payloads::snapshot(snapshot, episode_payloads::undefined, hash);
}

WP_CODEBOX_INLINE Sha256Bytes execution_digest(const json::Node& execution, Sha256& hash) {
  return episode_digest(execution, hash);
}

WP_CODEBOX_INLINE RuntimeEpisodeActionRecord action_record(const RuntimeEpisodeActionSpec& action,
                                                           std::string id) {
  using episode_payloads::non_empty;
  RuntimeEpisodeActionRecord record;
  record.id = std::move(id);
  record.kind = action.kind.value_or(RuntimeEpisodeActionKind::command);
  record.command = action.command;
  record.args = action.args.value_or(std::vector<std::string>{});
  record.cwd = non_empty(action.cwd);
  record.timeoutMs = action.timeoutMs;
  record.method = non_empty(action.method);
  record.url = non_empty(action.url);
  record.path = non_empty(action.path);
  record.operation = non_empty(action.operation);
  record.selector = non_empty(action.selector);
  record.description = non_empty(action.description);
  record.metadata = action.metadata;
  record.digest = action_digest(record);
  return record;
}

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest
action_digest(const RuntimeEpisodeActionSpec& action) {
  return action_record(action, {}).digest;
}

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest
action_digest(const RuntimeEpisodeActionRecord& record) {
  return episode_payloads::of(
      record, [](const json::Node& node, Sha256& hash) { return action_digest(node, hash); });
}

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest
observation_digest(const ObservationResult& observation) {
  return episode_payloads::of(observation, [](const json::Node& node, Sha256& hash) {
    return observation_digest(node, hash);
  });
}

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest snapshot_digest(const Snapshot& snapshot) {
  return episode_payloads::of(snapshot, [](const json::Node& node, Sha256& hash) {
    return episode_payloads::snapshot(node, episode_payloads::metadata_only, hash);
  });
}

WP_CODEBOX_INLINE RuntimeEpisodeContentDigest execution_digest(const ExecutionResult& execution) {
  return episode_payloads::of(
      execution, [](const json::Node& node, Sha256& hash) { return execution_digest(node, hash); });
}

}  // namespace WP_CODEBOX_NAMESPACE
