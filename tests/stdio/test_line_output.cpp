#include "wp_codebox/stdio/line_output.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>

#include "pipe.hpp"

namespace {

using stdio_test::patience;
using stdio_test::Pipe;
using wp_codebox::LineOutput;

TEST(LineOutput, WritesLinesInTheirOrder) {
  Pipe pipe;
  LineOutput output(pipe.write_end, 1000);
  EXPECT_TRUE(output.write("one\n"));
  EXPECT_TRUE(output.write("two\n"));
  EXPECT_EQ(pipe.read_line(), "one");
  EXPECT_EQ(pipe.read_line(), "two");
  output.close();
  EXPECT_FALSE(output.write("three\n"));
  EXPECT_TRUE(output.finish(patience));
}

TEST(LineOutput, WritesWhatWasQueuedBeforeItWasClosed) {
  Pipe pipe;
  LineOutput output(pipe.write_end, std::size_t{64} << 20);
  const std::string line = std::string(300000, 'x') + "\n";  // More than a pipe holds.
  ASSERT_TRUE(output.write(line));
  ASSERT_TRUE(output.write("last\n"));
  output.close();
  EXPECT_EQ(pipe.read_line()->size(), line.size() - 1);
  EXPECT_EQ(pipe.read_line(), "last");
  EXPECT_TRUE(output.finish(patience));
}

TEST(LineOutput, HoldsUpWhoeverWritesMoreThanTheQueueTakes) {
  Pipe pipe;
  LineOutput output(pipe.write_end, 1000);
  std::atomic<int> written{0};
  const std::string line = std::string(100000, 'x') + "\n";
  std::thread writer([&] {
    for (int i = 0; i < 20; ++i) {
      EXPECT_TRUE(output.write(line));
      ++written;
    }
  });
  // At most one line is being written and one waits beyond the bound, whatever the order.
  EXPECT_EQ(pipe.read_line()->size(), 100000U);
  EXPECT_LE(written, 4);
  for (int i = 1; i < 20; ++i) EXPECT_EQ(pipe.read_line()->size(), 100000U);
  writer.join();
  output.close();
  EXPECT_TRUE(output.finish(patience));
}

TEST(LineOutput, NoticesThatNobodyReads) {
  Pipe pipe;
  std::atomic<int> calls{0};
  LineOutput output(pipe.write_end, 1000, [&] { ++calls; });
  pipe.close_read();
  // The process lives on: SIGPIPE does not reach it.
  (void)output.write("lost\n");
  output.close();
  EXPECT_TRUE(output.finish(patience));
  EXPECT_TRUE(output.broken());
  EXPECT_EQ(calls, 1);
}

TEST(LineOutput, GivesUpWaitingForAReaderThatDoesNotRead) {
  Pipe pipe;
  {
    LineOutput output(pipe.write_end, std::size_t{64} << 20);
    ASSERT_TRUE(output.write(std::string(300000, 'x') + "\n"));
    output.close();
    EXPECT_FALSE(output.finish(std::chrono::milliseconds(1)));
    pipe.close_read();  // So that its thread ends before the pipe's number is used again.
    EXPECT_TRUE(output.finish(patience));
  }
}

}  // namespace
