#pragma once

#include <memory>

#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/runtime/id_source.hpp"
#include "wp_codebox/runtime/private_states.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the runtimes of a backend share.

namespace WP_CODEBOX_NAMESPACE {

/// Where runtimes take time and ids from, and what they leave for a restore; tests give their own.
struct RuntimeSources {
  std::shared_ptr<Clock> clock = std::make_shared<Clock>();  ///< Time of every record; never null.

  /// Ids of runtimes and of all records; never null.
  std::shared_ptr<IdSource> ids = std::make_shared<IdSource>(clock);
  /// Unredacted states of snapshots, for a restore in this process.
  std::shared_ptr<PrivateStates> private_states = std::make_shared<PrivateStates>();
};

}  // namespace WP_CODEBOX_NAMESPACE
