#include "conformance/testcase/testee.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace WP_CODEBOX_NAMESPACE::conformance {

void Journal::add(const LifecycleEvent& event) {
  const std::lock_guard lock(mutex_);
  events_.push_back(event);
}

void Journal::add(const BrowserStartupProgressEvent& event) {
  const std::lock_guard lock(mutex_);
  progress_.push_back(event);
}

std::vector<LifecycleEvent> Journal::events() const {
  const std::lock_guard lock(mutex_);
  return events_;
}

std::vector<BrowserStartupProgressEvent> Journal::progress() const {
  const std::lock_guard lock(mutex_);
  return progress_;
}

std::vector<LifecycleEvent> Journal::events_of(std::string_view type) const {
  const std::lock_guard lock(mutex_);
  std::vector<LifecycleEvent> found;
  std::copy_if(events_.begin(), events_.end(), std::back_inserter(found),
               [type](const LifecycleEvent& event) { return event.type.text() == type; });
  return found;
}

RuntimeHooks hooks_into(const std::shared_ptr<Journal>& journal) {
  RuntimeHooks hooks;
  hooks.on_event = [journal](const std::string&, const LifecycleEvent& event) {
    journal->add(event);
  };
  // A tool that is registered needs a handler; the ones of the kit answer with their input.
  hooks.call_host_tool = [](const HostToolCall& call) { return call.input; };
  hooks.on_startup_progress = [journal](const std::string&,
                                        const BrowserStartupProgressEvent& event) {
    journal->add(event);
  };
  return hooks;
}

Testee::Testee(RuntimeBackend& backend, RuntimeCreateSpec spec)
    : spec_(std::move(spec)),
      journal_(std::make_shared<Journal>()),
      runtime_(create_runtime(spec_, backend, hooks_into(journal_))) {}

Testee::Testee(RuntimeBackend& backend, const Snapshot& snapshot, const RuntimeRestoreSpec& spec)
    : spec_(spec.runtime.value_or(RuntimeCreateSpec())),
      journal_(std::make_shared<Journal>()),
      runtime_(restore_runtime(snapshot, backend, spec, hooks_into(journal_))) {}

Testee::~Testee() {
  try {
    runtime_->destroy();
  } catch (...) {  // The case that looks at destroy reports this; here it only must not get out.
  }
}

std::filesystem::path Testee::artifacts_directory() {
  return std::filesystem::absolute(spec_.artifactsDirectory.value_or("artifacts")) /
         runtime_->info().id;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
