#include "wp_codebox/runtime/event_journal.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

using Type = KnownLifecycleEventType;

/// A journal with its own clock and ids.
struct Journal : EventJournal {
  explicit Journal(Listener listener = {})
      : Journal(std::make_shared<Clock>(), std::move(listener)) {}
  Journal(const std::shared_ptr<Clock>& clock, Listener listener)
      : EventJournal(clock, std::make_shared<IdSource>(clock), std::move(listener)) {}

  void record(Type type) {
    append(type, json::Value::object());
    deliver();
  }
};

TEST(EventJournal, KeepsTypeDataTimeAndId) {
  std::int64_t now = 1000;
  Journal journal(std::make_shared<Clock>([&] { return now; }), {});
  journal.append(Type::destroyed, json::Value::from_compact(R"({"runtimeId":"r"})"));
  const std::vector<LifecycleEvent> events = journal.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_TRUE(events[0].id.starts_with("event-"));
  EXPECT_EQ(events[0].type, Type::destroyed);
  EXPECT_EQ(events[0].timestamp, "1970-01-01T00:00:01.000Z");
  EXPECT_EQ(json::to_json(*events[0].data), R"({"runtimeId":"r"})");
}

TEST(EventJournal, TellsTheListenerInOrderAndWhatItThrowsIsSwallowed) {
  std::vector<std::string> heard;
  Journal journal([&](const LifecycleEvent& event) {
    heard.push_back(event.type.text());
    throw std::runtime_error("listener");
  });
  journal.append(Type::created, json::Value::object());
  EXPECT_TRUE(heard.empty());
  journal.append(Type::mounted, json::Value::object());
  journal.deliver();
  EXPECT_EQ(heard, (std::vector<std::string>{"runtime.created", "runtime.mounted"}));
}

TEST(EventJournal, DropsWhatComesAfterItsLastEvent) {
  Journal journal;
  journal.close(Type::destroyed, json::Value::object());
  journal.append(Type::observed, json::Value::object());
  journal.close(Type::destroyed, json::Value::object());
  EXPECT_EQ(journal.events().size(), 1U);
}

TEST(EventJournal, TheListenerMayRecordAndLook) {
  EventJournal* self = nullptr;
  std::vector<std::string> heard;
  Journal journal([&](const LifecycleEvent& event) {
    heard.push_back(event.type.text());
    if (event.type == Type::created) {
      self->append(Type::mounted, json::Value::object());
      self->deliver();
    }
    EXPECT_GE(self->events().size(), heard.size());
  });
  self = &journal;
  journal.record(Type::created);
  journal.deliver();
  EXPECT_EQ(heard, (std::vector<std::string>{"runtime.created", "runtime.mounted"}));
}

TEST(EventJournal, ManyThreadsAreHeardOneAtATimeAndEachIsHeardWhenItsDeliverReturns) {
  std::atomic<int> inside = 0;
  std::atomic<bool> overlapped = false;
  std::vector<std::string> heard;  // Guarded by the promise under test.
  Journal journal([&](const LifecycleEvent& event) {
    if (++inside != 1) overlapped = true;
    heard.push_back(event.id);
    --inside;
  });
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < 100; ++n) journal.record(Type::observed);
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(overlapped);
  std::vector<std::string> recorded;
  std::string time;
  for (const LifecycleEvent& event : journal.events()) {
    recorded.push_back(event.id);
    EXPECT_GE(event.timestamp, time);
    time = event.timestamp;
  }
  EXPECT_EQ(heard, recorded);
  EXPECT_EQ(std::set<std::string>(heard.begin(), heard.end()).size(), 800U);
}

}  // namespace
}  // namespace wp_codebox
