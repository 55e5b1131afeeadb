#include "wp_codebox/artifacts/record_logs.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace {

using namespace wp_codebox;

ExecutionResult command(std::string name, std::vector<std::string> args, std::string out,
                        std::string err, double code = 0) {
  return {"command-1",
          std::move(name),
          std::move(args),
          code,
          std::move(out),
          std::move(err),
          "T1",
          "T2",
          {}};
}

// WPC-ART-025
TEST(RecordLogs, HaveOneLineAnEvent) {
  LifecycleEvent created;
  created.type = KnownLifecycleEventType::created;
  created.timestamp = "T1";
  LifecycleEvent own;
  own.type = LifecycleEventType(std::string("x.own"));
  own.timestamp = "T2";
  own.data = json::Dictionary<json::Value>{{"a", json::Value::number(1)}};
  EXPECT_EQ(runtime_log({created, own}), "[T1] runtime.created {}\n[T2] x.own {\"a\":1}\n");
  EXPECT_EQ(runtime_log({}), "\n");
}

// WPC-ART-025
TEST(RecordLogs, ShowCommandsWithTheirOutput) {
  EXPECT_EQ(commands_log({command("a", {"x=1", "y"}, "out", ""), command("b", {}, "o", "e", 1),
                          command("c", {}, "", "")}),
            "[T1] a x=1 y\nexitCode=0\nout\n---\n[T1] b\nexitCode=1\no\ne\n---\n[T1] "
            "c\nexitCode=0\n\n");
  EXPECT_EQ(commands_log({}), "\n");
}

// WPC-ART-024
TEST(JsonLines, EndWithALineFeedOrAreEmpty) {
  EXPECT_EQ(json_lines(std::vector<ExecutionResult>()), "");
  const std::string lines = json_lines(std::vector{command("a", {}, "line\nbreak", "")});
  EXPECT_EQ(lines.find('\n'), lines.size() - 1);
}

// WPC-ART-023
TEST(TestResults, AreUnknownAtFirst) {
  EXPECT_EQ(json::to_json(unknown_test_results()),
            R"({"schema":"wp-codebox/test-results/v1","status":"unknown","summary":{"total":0,)"
            R"("passed":0,"failed":0,"skipped":0,"unknown":0},"suites":[],"rawLogReferences":[)"
            R"({"path":"commands.jsonl","kind":"commands-jsonl"},)"
            R"({"path":"logs/commands.log","kind":"commands-log"}]})");
}

}  // namespace
