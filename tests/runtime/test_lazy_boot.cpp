#include "wp_codebox/runtime/lazy_boot.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

namespace wp_codebox {
namespace {

std::chrono::steady_clock::time_point now() { return std::chrono::steady_clock::now(); }

TEST(LazyBoot, BootsOnceHoweverManyNeedIt) {
  std::atomic<int> boots = 0;
  LazyBoot boot([&] { ++boots; });
  EXPECT_FALSE(boot.ready());
  EXPECT_EQ(boots, 0);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back([&] { EXPECT_TRUE(boot.ensure()); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(boots, 1);
  EXPECT_TRUE(boot.ready());
}

TEST(LazyBoot, ThrowsTheSameFailureAtEveryCall) {
  LazyBoot boot([] { throw std::runtime_error("no power"); });
  for (int i = 0; i < 2; ++i) {
    try {
      (void)boot.ensure();
      FAIL() << "did not throw";
    } catch (const std::runtime_error& error) {
      EXPECT_STREQ(error.what(), "no power");
    }
  }
  EXPECT_FALSE(boot.ready());
}

TEST(LazyBoot, GoesOnWhenACallerRunsOutOfTime) {
  std::promise<void> release;
  LazyBoot boot([future = release.get_future().share()] { future.wait(); });
  EXPECT_FALSE(boot.ensure(now()));
  EXPECT_FALSE(boot.ready());
  release.set_value();
  EXPECT_TRUE(boot.ensure());
}

TEST(LazyBoot, IsNotBegunOnceItIsForbidden) {
  std::atomic<int> boots = 0;
  LazyBoot boot([&] { ++boots; });
  boot.forbid();
  EXPECT_FALSE(boot.ensure());
  boot.join();
  EXPECT_EQ(boots, 0);
}

TEST(LazyBoot, ForbiddingWakesThoseWhoWait) {
  std::promise<void> begun;
  std::promise<void> release;
  LazyBoot boot([&, future = release.get_future().share()] {
    begun.set_value();
    future.wait();
  });
  auto waiting = std::async(std::launch::async, [&] { return boot.ensure(); });
  begun.get_future().wait();
  boot.forbid();
  EXPECT_FALSE(waiting.get());
  release.set_value();
  boot.join();
}

TEST(LazyBoot, KnowsItsOwnThread) {
  LazyBoot* self = nullptr;
  std::atomic<bool> inside = false;
  LazyBoot boot([&] { inside = self->is_inside(); });
  self = &boot;
  EXPECT_TRUE(boot.ensure());
  EXPECT_TRUE(inside);
  EXPECT_FALSE(boot.is_inside());
}

TEST(LazyBoot, KnowsItsOwnThreadWhileAnotherWaitsForIt) {
  LazyBoot* self = nullptr;
  std::promise<void> begun;
  std::promise<void> release;
  std::atomic<bool> inside = false;
  LazyBoot boot([&] {
    begun.set_value();
    release.get_future().wait();
    inside = self->is_inside();
  });
  self = &boot;
  auto waiting = std::async(std::launch::async, [&] { (void)boot.ensure(); });
  begun.get_future().wait();
  auto joining = std::async(std::launch::async, [&] { boot.join(); });
  release.set_value();
  joining.get();
  waiting.get();
  EXPECT_TRUE(inside);
}

}  // namespace
}  // namespace wp_codebox
