#pragma once

#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "wp_codebox/artifacts/run_records.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What was recorded of a runtime besides its events.

namespace WP_CODEBOX_NAMESPACE {

/// A list that grows, read by copy. Safe for several threads.
template <class Record>
class RecordList {
 public:
  /// Appends; what was read before does not change.
  void add(Record record) {
    const std::lock_guard lock(mutex_);
    records_.push_back(std::move(record));
  }

  /// A copy of the list as it is now, in order of addition.
  [[nodiscard]] std::vector<Record> all() const {
    const std::lock_guard lock(mutex_);
    return records_;
  }

  /// The last record that `matches` accepts.
  template <class Predicate>
  [[nodiscard]] std::optional<Record> last(const Predicate& matches) const {
    const std::lock_guard lock(mutex_);
    for (auto record = records_.rbegin(); record != records_.rend(); ++record) {
      if (matches(*record)) return *record;
    }
    return std::nullopt;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Record> records_;
};

/// The records of one runtime, redacted but for the mounts, which the engine needs as they are.
struct RecordStore {
  RecordList<MountSpec> mounts;                ///< In mount order, sources resolved.
  RecordList<ExecutionResult> commands;        ///< In order of completion (WPC-EXEC-009).
  RecordList<ObservationResult> observations;  ///< In order of completion.
  RecordList<Snapshot> snapshots;              ///< In order of completion.
  RecordList<RecordedFile> files;              ///< What observations and snapshots refer to.

  /// The command with that id; the last one when none is asked for.
  [[nodiscard]] std::optional<ExecutionResult> command(
      const std::optional<std::string_view>& id) const {
    return commands.last([&id](const ExecutionResult& result) { return !id || result.id == *id; });
  }
};

}  // namespace WP_CODEBOX_NAMESPACE
