#include "wp_codebox/runtime/call_gate.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace wp_codebox {
namespace {

TEST(CallGate, LetsNobodyInOnceItIsClosed) {
  CallGate gate;
  EXPECT_TRUE(gate.enter());
  EXPECT_TRUE(gate.close());
  EXPECT_FALSE(gate.close());
  EXPECT_TRUE(gate.closed());
  EXPECT_FALSE(gate.enter());
}

TEST(CallGate, KnowsWhichThreadsAreInside) {
  CallGate gate;
  EXPECT_FALSE(gate.is_inside());
  {
    const CallGate::Pass pass = gate.enter();
    EXPECT_TRUE(gate.is_inside());
    std::async(std::launch::async, [&] { EXPECT_FALSE(gate.is_inside()); }).get();
    const CallGate::Pass again = gate.enter();
  }
  EXPECT_FALSE(gate.is_inside());
}

TEST(CallGate, WaitsForTheCallsThatAreUnderWay) {
  CallGate gate;
  std::promise<void> entered;
  std::promise<void> release;
  std::atomic<bool> left = false;
  std::thread call([&] {
    const CallGate::Pass pass = gate.enter();
    entered.set_value();
    release.get_future().wait();
    left = true;
  });
  entered.get_future().wait();
  gate.close();
  std::thread opener([&] { release.set_value(); });
  gate.wait_until_empty();
  EXPECT_TRUE(left);
  call.join();
  opener.join();
}

}  // namespace
}  // namespace wp_codebox
