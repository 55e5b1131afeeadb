#include "conformance/events/run_assembly.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

KnownCase known_case(const std::string& full_name) {
  const std::size_t dot = full_name.find('.');
  KnownCase known;
  known.suite = full_name.substr(0, dot);
  if (dot != std::string::npos) known.test = full_name.substr(dot + 1);
  known.requirements = requirements_in_name(known.test);
  return known;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// One result a case, in the order in which the cases first ended.
std::vector<CaseResult> joined(const std::vector<std::string>& order,
                               const std::vector<CaseResult>& results) {
  std::vector<CaseResult> cases;
  cases.reserve(order.size());
  for (const std::string& name : order) {
    std::vector<CaseResult> repetitions;
    std::copy_if(results.begin(), results.end(), std::back_inserter(repetitions),
                 [&](const CaseResult& result) { return result.name == name; });
    cases.push_back(joined_repetitions(repetitions));
  }
  return cases;
}

std::vector<std::string> without_result(const std::vector<std::string>& selected,
                                        const std::vector<std::string>& ended) {
  std::vector<std::string> missing;
  std::copy_if(selected.begin(), selected.end(), std::back_inserter(missing),
               [&](const std::string& name) { return !contains(ended, name); });
  return missing;
}

}  // namespace

void RunAssembly::start(const RunEvent& event) {
  if (started_) throw EventsInvalid("a run starts once");
  if (!event.run || !event.known || !event.selected) {
    throw EventsInvalid("run-started has run, known and selected");
  }
  if (event.run->requirementSet.digest != Register::embedded().digest()) {
    throw EventsInvalid("the run was judged by the requirements " +
                        event.run->requirementSet.digest + ", this kit has " +
                        Register::embedded().digest());
  }
  started_ = true;
  head_ = *event.run;
  selected_ = *event.selected;
  for (const std::string& name : *event.known) known_.push_back(known_case(name));
}

void RunAssembly::take(const RunEvent& event) {
  if (event.event == RunEventKind::run_started) return start(event);
  if (!started_ || ended_) throw EventsInvalid("an event outside of a run");
  switch (event.event) {
    case RunEventKind::case_started:
      if (!event.name) throw EventsInvalid("case-started has a name");
      in_flight_ = *event.name;
      break;
    case RunEventKind::case_ended:
      if (!event.result) throw EventsInvalid("case-ended has a result");
      in_flight_.clear();
      if (!contains(order_, event.result->name)) order_.push_back(event.result->name);
      results_.push_back(*event.result);
      break;
    case RunEventKind::run_ended:
      ended_ = true;
      head_.endFaults = event.endFaults.value_or(std::vector<std::string>());
      head_.interrupted = event.interrupted;
      head_.durationMs = event.durationMs.value_or(0);
      break;
    case RunEventKind::run_started:
      break;
  }
}

RunResult RunAssembly::result() const {
  if (!started_) throw EventsInvalid("there is no run in it");
  RunResult run = head_;
  run.cases = joined(order_, results_);
  run.notRun = without_result(selected_, order_);
  if (!ended_) {
    run.interrupted = in_flight_.empty() ? "the kit itself ended between two cases"
                                         : "the kit itself ended during the case " + in_flight_;
  }
  conclude(run, Register::embedded(), known_);
  return run;
}

RecordedRun read_recorded_run(std::string_view text) {
  RunAssembly assembly;
  std::size_t number = 0;
  while (true) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) break;  // Nothing more, or a torn line.
    ++number;
    const auto event = json::from_json<RunEvent>(text.substr(0, end));
    text.remove_prefix(end + 1);
    const std::string place = "line " + std::to_string(number) + ": ";
    if (!event.ok()) throw EventsInvalid(place + event.message());
    try {
      assembly.take(event.value);
    } catch (const EventsInvalid& error) {
      throw EventsInvalid(place + error.what());
    }
  }
  return {assembly.result(), assembly.known(), assembly.selected()};
}

RunResult read_events(std::string_view text) { return read_recorded_run(text).run; }

namespace {

void require_same(bool same, const std::string& what) {
  if (!same) throw EventsInvalid("the runs cannot be merged: " + what + " differs");
}

bool same_entries(const std::vector<KnownFailureVerdict>& left,
                  const std::vector<KnownFailureVerdict>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const KnownFailureVerdict& a, const KnownFailureVerdict& b) {
                      return a.entry == b.entry;
                    });
}

void require_mergeable(const RunResult& first, const RunResult& other) {
  require_same(first.kitVersion == other.kitVersion, "the kit's version");
  require_same(first.contractVersion == other.contractVersion, "the contract's version");
  require_same(first.requirementSet == other.requirementSet, "the set of requirements");
  require_same(first.backend == other.backend, "the backend's descriptor");
  require_same(first.attachment == other.attachment, "how the backend was attached");
  require_same(first.mutant == other.mutant, "the mutant");
  require_same(same_entries(first.knownFailures, other.knownFailures), "the known failures");
}

void add_interruption(RunResult& merged, const RunResult& run) {
  if (!run.interrupted) return;
  merged.interrupted =
      merged.interrupted ? *merged.interrupted + "; " + *run.interrupted : *run.interrupted;
}

/// The results of a case from several runs; repetitions inside a run stay joined.
std::vector<CaseResult> merged_cases(const std::vector<RecordedRun>& runs) {
  std::vector<std::string> order;
  std::vector<CaseResult> results;
  for (const RecordedRun& recorded : runs) {
    for (const CaseResult& result : recorded.run.cases) {
      if (!contains(order, result.name)) order.push_back(result.name);
      results.push_back(result);
    }
  }
  return joined(order, results);
}

}  // namespace

RunResult merge_runs(const std::vector<RecordedRun>& runs) {
  if (runs.empty()) throw EventsInvalid("there is no run to merge");
  RunResult merged = runs.front().run;
  if (runs.size() == 1) return merged;
  merged.shard.reset();
  merged.interrupted.reset();
  merged.endFaults.clear();
  merged.durationMs = 0;
  std::vector<std::string> selected;
  for (const RecordedRun& recorded : runs) {
    require_mergeable(runs.front().run, recorded.run);
    add_interruption(merged, recorded.run);
    merged.durationMs += recorded.run.durationMs;
    merged.startedAt = std::min(merged.startedAt, recorded.run.startedAt);
    merged.endFaults.insert(merged.endFaults.end(), recorded.run.endFaults.begin(),
                            recorded.run.endFaults.end());
    for (const std::string& name : recorded.selected) {
      if (!contains(selected, name)) selected.push_back(name);
    }
  }
  merged.cases = merged_cases(runs);
  std::vector<std::string> ended;
  for (const CaseResult& result : merged.cases) ended.push_back(result.name);
  merged.notRun = without_result(selected, ended);
  conclude(merged, Register::embedded(), runs.front().known);
  return merged;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
