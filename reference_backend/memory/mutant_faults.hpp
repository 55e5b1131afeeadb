#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Kinds of faults that several mutants have.

namespace WP_CODEBOX_NAMESPACE::memory {

using Json = nlohmann::json;
using Event = std::optional<LifecycleEvent>;

/// A contract struct or value as free-form JSON, and back.
template <class T>
[[nodiscard]] Json json_of(const T& source) {
  return Json::parse(json::to_json(source));
}
[[nodiscard]] inline json::Value value_of(const Json& source) {
  return json::Value::from_compact(source.dump());
}
[[nodiscard]] inline json::Dictionary<json::Value> dictionary_of(const Json& source) {
  json::Dictionary<json::Value> members;
  for (const auto& [name, value] : source.items()) members[name] = value_of(value);
  return members;
}

/// A fault that leaves events of a type out.
inline auto without(KnownLifecycleEventType type) {
  return [type](LifecycleEvent event) -> Event {
    if (event.type == type) return std::nullopt;
    return event;
  };
}

/// A fault that changes events of a type.
template <class Change>
auto with_event(KnownLifecycleEventType type, Change change) {
  return [type, change](LifecycleEvent event) -> Event {
    if (event.type == type) change(event);
    return event;
  };
}

/// A fault that changes the data of events of a type.
template <class Change>
auto with_event_data(KnownLifecycleEventType type, Change change) {
  return with_event(type, [change](LifecycleEvent& event) {
    Json data = json_of(*event.data);
    change(data);
    event.data = dictionary_of(data);
  });
}

/// A fault that changes the result of a command.
template <class Change>
auto with_result(Change change) {
  return [change](Runtime& runtime, const ExecutionSpec& spec) {
    ExecutionResult result = runtime.execute(spec);
    change(result);
    return result;
  };
}

/// A fault that changes an observation; its digest is taken again.
template <class Change>
auto with_observation(Change change) {
  return [change](Runtime& runtime, const ObservationSpec& spec) {
    ObservationResult result = runtime.observe(spec);
    change(result);
    if (result.digest) result.digest = observation_digest(result);
    return result;
  };
}

/// A fault that changes the data of observations of a type.
template <class Change>
auto with_observed(KnownObservationType type, Change change) {
  return with_observation([type, change](ObservationResult& result) {
    if (result.type != json::enum_text(type)) return;
    Json data = json_of(result.data);
    change(data);
    result.data = value_of(data);
  });
}

/// A fault that changes a snapshot; its digest is taken again.
template <class Change>
auto with_snapshot(Change change) {
  return [change](Runtime& runtime) {
    Snapshot snapshot = runtime.snapshot();
    change(snapshot);
    snapshot.digest = snapshot_digest(snapshot);
    return snapshot;
  };
}

/// A result of a command that never ran.
[[nodiscard]] inline ExecutionResult made_up_result(const ExecutionSpec& spec) {
  ExecutionResult made_up;
  made_up.id = "command-0-000000";
  made_up.command = spec.command;
  made_up.args = spec.args.value_or(std::vector<std::string>());
  made_up.startedAt = Clock().now();
  made_up.finishedAt = made_up.startedAt;
  return made_up;
}

/// A fault that passes a failure of commands off as success.
inline auto succeeding_despite(std::string_view code) {
  return [code](Runtime& runtime, const ExecutionSpec& spec) {
    try {
      return runtime.execute(spec);
    } catch (const ContractError& error) {
      if (error.code() != code) throw;
    }
    return made_up_result(spec);
  };
}

/// A fault that changes how a failure of commands is told: `tell` gets the error and throws.
template <class Tell>
auto failing_otherwise(std::string_view code, Tell tell) {
  return [code, tell](Runtime& runtime, const ExecutionSpec& spec) {
    try {
      return runtime.execute(spec);
    } catch (const ContractError& error) {
      if (error.code() == code) tell(runtime, error);
      throw;
    }
  };
}

/// A fault that passes a failure of a mount off as success.
inline auto mounting_despite(std::string_view code) {
  return [code](Runtime& runtime, const MountSpec& spec) {
    try {
      runtime.mount(spec);
    } catch (const ContractError& error) {
      if (error.code() != code) throw;
    }
  };
}

/// A fault that changes mounts before they are made.
template <class Change>
auto with_mount(Change change) {
  return [change](Runtime& runtime, MountSpec spec) {
    change(spec);
    runtime.mount(spec);
  };
}

[[nodiscard]] inline ObservationSpec observation(KnownObservationType type) {
  ObservationSpec spec;
  spec.type = type;
  return spec;
}

/// What each runtime was created from, and where its artifacts lie. Safe for several threads.
class Created {
 public:
  void add(Runtime& runtime, const RuntimeCreateSpec& spec) {
    const std::lock_guard lock(mutex_);
    last_ = spec;
    directories_[runtime.info().id] =
        std::filesystem::absolute(spec.artifactsDirectory.value_or("artifacts")) /
        runtime.info().id;
  }
  /// The last spec.
  [[nodiscard]] RuntimeCreateSpec spec() const {
    const std::lock_guard lock(mutex_);
    return last_;
  }
  [[nodiscard]] std::filesystem::path directory(Runtime& runtime) const {
    const std::lock_guard lock(mutex_);
    const auto found = directories_.find(runtime.info().id);
    return found == directories_.end() ? std::filesystem::path() : found->second;
  }

 private:
  mutable std::mutex mutex_;
  RuntimeCreateSpec last_;
  std::map<std::string, std::filesystem::path> directories_;
};

/// Remembers what runtimes were created from.
[[nodiscard]] inline std::shared_ptr<Created> remembered(Faults& faults) {
  auto created = std::make_shared<Created>();
  faults.runtime.created = [created](Runtime& runtime, const RuntimeCreateSpec& spec) {
    created->add(runtime, spec);
  };
  return created;
}

/// A fault that changes the metadata of what is restored.
template <class Change>
auto with_restored(Change change) {
  return [change](Snapshot& snapshot, RuntimeRestoreSpec&) {
    Json metadata = json_of(snapshot.metadata);
    change(metadata);
    snapshot.metadata = dictionary_of(metadata);
  };
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
