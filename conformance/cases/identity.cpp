// Ids and timestamps.

#include <chrono>
#include <set>

#include "conformance/testcase/case.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Identity : public Case {
 protected:
  /// Ids by their prefix, from a runtime that did some of everything.
  struct Ids {
    std::string prefix;
    std::string id;
  };

  [[nodiscard]] std::vector<Ids> collect_ids() {
    Testee& testee = booted();
    std::vector<Ids> ids = {{"runtime-", testee->info().id}};
    for (int i = 0; i < 3; ++i) {
      ids.push_back({"command-", run(testee, probe().echo("x"), "a command").id});
      for (const char* type : {"runtime-info", "runtime-events"}) {
        ids.push_back({"observation-", text_member(observe(testee, type), "id")});
      }
    }
    for (const Json& event : observed_data(testee, "runtime-events")) {
      ids.push_back({"event-", text_member(event, "id")});
    }
    ids.push_back({"snapshot-", must("taking a snapshot", [&] { return testee->snapshot(); }).id});
    return ids;
  }
};

TEST_F(Identity, WPC_ID_001_ids_have_their_prefix_and_are_unique) {
  std::set<std::string> seen;
  for (const Ids& entry : collect_ids()) {
    expect(entry.id.starts_with(entry.prefix) && entry.id.size() > entry.prefix.size(), "an id",
           "text after " + entry.prefix, show(entry.id));
    expect(seen.insert(entry.id).second, "the id " + entry.id, "only one thing with it", "two");
  }
}

TEST_F(Identity, WPC_ID_002_ids_are_safe_path_segments) {
  for (const Ids& entry : collect_ids()) {
    const bool safe = !entry.id.empty() && entry.id != "." && entry.id != ".." &&
                      entry.id.find_first_not_of(
                          "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                          "0123456789._-") == std::string::npos;
    expect(safe, "an id", "letters, digits, dots, underscores and dashes", show(entry.id));
  }
}

TEST_F(Identity, WPC_ID_003_timestamps_are_utc_with_milliseconds) {
  Testee& testee = booted();
  expect_timestamp("createdAt of info", testee->info().createdAt);
  const ExecutionResult result = run(testee, probe().echo("x"), "a command");
  expect_timestamp("startedAt of a command", result.startedAt);
  expect_timestamp("finishedAt of a command", result.finishedAt);
  const Json observation = observe(testee, "runtime-events");
  expect_timestamp("observedAt", text_member(observation, "observedAt"));
  for (const Json& event : member(observation, "data")) {
    expect_timestamp("timestamp of " + text_member(event, "type"), text_member(event, "timestamp"));
    const Json& data = member(event, "data");
    for (const char* name : {"startedAt", "finishedAt", "observedAt", "createdAt"}) {
      if (data.is_object() && data.contains(name)) {
        expect_timestamp(std::string(name) + " of " + text_member(event, "type"),
                         text_member(data, name));
      }
    }
  }
}

/// Milliseconds of the day in a timestamp whose form was checked elsewhere.
long long milliseconds_of(const std::string& timestamp) {
  if (timestamp.size() != 24) return -1;
  const auto number = [&](std::size_t at, std::size_t length) {
    return std::stoll(timestamp.substr(at, length));
  };
  return ((number(11, 2) * 60 + number(14, 2)) * 60 + number(17, 2)) * 1000 + number(20, 3);
}

TEST_F(Identity, WPC_ID_004_times_run_forward_and_include_the_work) {
  // A clock may be coarse: this much of the work is seen by one that steps by 100 ms.
  constexpr int work_ms = 150;
  constexpr int seen_ms = work_ms - 100 - 2;
  Testee& testee = booted();
  const ExecutionResult result = run(testee, probe().sleep(work_ms), "a command that takes 150 ms");
  expect(result.startedAt <= result.finishedAt, "finishedAt of a command",
         "not before " + result.startedAt, result.finishedAt);
  const long long day = 24LL * 60 * 60 * 1000;
  const long long took =
      (milliseconds_of(result.finishedAt) - milliseconds_of(result.startedAt) + day) % day;
  expect(took >= seen_ms, "milliseconds between startedAt and finishedAt", "those of the work, 150",
         std::to_string(took));

  const Json observation = observe(testee, "runtime-events");
  std::string last;
  for (const Json& event : member(observation, "data")) {
    const std::string time = text_member(event, "timestamp");
    expect(last <= time, "timestamp of " + text_member(event, "type"), "not before " + last, time);
    last = time;
    const Json& data = member(event, "data");
    if (text_member(event, "type") == "runtime.command.finished") {
      expect(text_member(data, "startedAt") <= text_member(data, "finishedAt"),
             "finishedAt in an event", "not before " + text_member(data, "startedAt"),
             text_member(data, "finishedAt"));
    }
  }
  const std::string observed_at = text_member(observation, "observedAt");
  const std::vector<LifecycleEvent> events = testee.journal().events_of("runtime.observed");
  require(!events.empty(), "runtime.observed events", "at least one", "none");
  expect(observed_at <= events.back().timestamp, "observedAt",
         "not after the observation's event at " + events.back().timestamp, observed_at);
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
