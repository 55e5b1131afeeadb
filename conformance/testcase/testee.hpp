#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "conformance/testcase/json.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/runtime/runtime.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A runtime under test together with what its listeners were told.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// What a backend tells the kit through its hooks. Outlives the runtime. Safe to use from several
/// threads.
class Journal {
 public:
  void add(const LifecycleEvent& event);
  void add(const BrowserStartupProgressEvent& event);

  /// All events so far, in the order in which they came.
  [[nodiscard]] std::vector<LifecycleEvent> events() const;
  [[nodiscard]] std::vector<BrowserStartupProgressEvent> progress() const;
  /// Events of one type.
  [[nodiscard]] std::vector<LifecycleEvent> events_of(std::string_view type) const;

 private:
  mutable std::mutex mutex_;
  std::vector<LifecycleEvent> events_;
  std::vector<BrowserStartupProgressEvent> progress_;
};

/// One runtime. Destroyed with this, whatever that throws.
class Testee {
 public:
  /// Creates the runtime through the contract's guards; errors come through.
  Testee(RuntimeBackend& backend, RuntimeCreateSpec spec);
  /// Restores it, through the guard too.
  Testee(RuntimeBackend& backend, const Snapshot& snapshot, const RuntimeRestoreSpec& spec);
  ~Testee();
  Testee(const Testee&) = delete;
  Testee& operator=(const Testee&) = delete;

  [[nodiscard]] Runtime& runtime() { return *runtime_; }
  Runtime* operator->() { return runtime_.get(); }
  [[nodiscard]] const Journal& journal() const { return *journal_; }
  /// What the runtime was created from; what the caller gave for it when it was restored.
  [[nodiscard]] const RuntimeCreateSpec& spec() const { return spec_; }
  /// Where the runtime keeps its artifacts (WPC-CREATE-005).
  [[nodiscard]] std::filesystem::path artifacts_directory();

 private:
  RuntimeCreateSpec spec_;
  std::shared_ptr<Journal> journal_;
  std::unique_ptr<Runtime> runtime_;
};

/// Hooks that fill a journal.
[[nodiscard]] RuntimeHooks hooks_into(const std::shared_ptr<Journal>& journal);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
