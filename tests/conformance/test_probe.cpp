#include "conformance/probe/probe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(Probe, OfTheNativeDialectUsesTheCommandsOfTheProtocol) {
  const auto probe = Probe::of(ProbeDialect::native);
  EXPECT_EQ(probe->commands().size(), 14U);
  const ExecutionSpec write = probe->write("/workspace/a b", "x=y\n");
  EXPECT_EQ(write.command, "probe.write");
  EXPECT_THAT(*write.args, ElementsAre("path=/workspace/a b", "text=x=y\n"));
  EXPECT_THAT(*probe->connect("127.0.0.1", 8080).args, ElementsAre("host=127.0.0.1", "port=8080"));
}

TEST(Probe, OfThePhpDialectRunsPhpWithoutWordPress) {
  const auto probe = Probe::of(ProbeDialect::php);
  EXPECT_THAT(probe->commands(), ElementsAre("wordpress.run-php"));
  const ExecutionSpec echo = probe->echo("it's a \\ back");
  EXPECT_EQ(echo.command, "wordpress.run-php");
  EXPECT_THAT(*echo.args, ElementsAre(R"(code=echo 'it\'s a \\ back';)", "bootstrap=none"));
}

TEST(Probe, EveryActIsACommandThatThePolicyNames) {
  for (const ProbeDialect dialect : {ProbeDialect::native, ProbeDialect::php}) {
    const auto probe = Probe::of(dialect);
    const auto commands = probe->commands();
    for (const ExecutionSpec& act :
         {probe->echo("x"), probe->echo_pattern(1), probe->fail(1), probe->sleep(1),
          probe->write("/a", "x"), probe->read("/a"), probe->remove("/a"),
          probe->rename("/a", "/b"), probe->chmod("/a", "0644"), probe->mkdir("/a"),
          probe->symlink("/a", "/b"), probe->stat("/a"), probe->list("/a"), probe->env("A"),
          probe->connect("h", 1), probe->echo_with_odd_args("x")}) {
      EXPECT_THAT(commands, Contains(act.command));
    }
  }
}

TEST(Probe, PublishesOnlyWhereThereIsASite) {
  EXPECT_FALSE(Probe::of(ProbeDialect::native)->publish("a.txt", "x"));
  const auto spec = Probe::of(ProbeDialect::php)->publish("a.txt", "x");
  ASSERT_TRUE(spec.has_value());
  EXPECT_EQ(spec->args->size(), 1U);
  EXPECT_THAT(spec->args->front(), HasSubstr("ABSPATH . 'a.txt'"));
}

TEST(Probe, KnowsTheBytesOfItsPattern) {
  EXPECT_EQ(echo_pattern_text(0), "");
  EXPECT_EQ(echo_pattern_text(18), "0123456789abcdef01");
  EXPECT_EQ(echo_pattern_text(1000003).size(), 1000003U);
}

TEST(Probe, OddArgumentsStandAroundTheRightOne) {
  for (const ProbeDialect dialect : {ProbeDialect::native, ProbeDialect::php}) {
    const ExecutionSpec spec = Probe::of(dialect)->echo_with_odd_args("first");
    EXPECT_THAT(spec.args->front(), HasSubstr("unknown="));
    EXPECT_THAT(spec.args->back(), HasSubstr("the second one"));
  }
}

}  // namespace
}  // namespace wp_codebox::conformance
