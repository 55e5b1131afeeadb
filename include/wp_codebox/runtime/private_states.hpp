#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "wp_codebox/runtime/engine_state.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// States whose public copy was redacted, for restoring in the same program (WPC-RED-011).

namespace WP_CODEBOX_NAMESPACE {

/// Unredacted states by snapshot id. They live in memory only, so nothing of them can be left on
/// disk; a runtime removes its own when it is destroyed. Safe for several threads.
class PrivateStates {
 public:
  /// Keeps a state until `forget`; replaces an earlier one of the same id.
  void keep(const std::string& snapshot_id, EngineState state) {
    auto kept = std::make_shared<const EngineState>(std::move(state));
    const std::lock_guard lock(mutex_);
    states_.insert_or_assign(snapshot_id, std::move(kept));
  }

  /// The state of that snapshot, or null.
  [[nodiscard]] std::shared_ptr<const EngineState> find(const std::string& snapshot_id) const {
    const std::lock_guard lock(mutex_);
    const auto state = states_.find(snapshot_id);
    return state == states_.end() ? nullptr : state->second;
  }

  /// Drops a state; who got it from `find` may go on using it.
  void forget(const std::string& snapshot_id) {
    const std::lock_guard lock(mutex_);
    states_.erase(snapshot_id);
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const EngineState>> states_;
};

}  // namespace WP_CODEBOX_NAMESPACE
