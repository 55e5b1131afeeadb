#include "wp_codebox/validation/trace.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "../vector_file.hpp"
#include "sample_trace.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/value.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> paths(const RuntimeEpisodeTraceValidationResult& result) {
  std::vector<std::string> all;
  for (const RuntimeEpisodeTraceValidationIssue& issue : result.issues) all.push_back(issue.path);
  return all;
}

// WPC-EPI-014
TEST(ValidateTrace, GivesThePathsOfTheVectors) {
  test::for_each_row("trace", [](const test::VectorRow& row) {
    const json::Parsed trace(row.text("text"));
    ASSERT_FALSE(trace.error().has_value());
    const RuntimeEpisodeTraceValidationResult result = validate_trace(trace.root());
    EXPECT_EQ(result.valid, row.expect.find("valid")->boolean());
    const json::Node* expected = row.expect.find("issues");
    if (expected == nullptr) return;
    std::vector<std::string> expected_paths;
    for (const json::Node& path : expected->items()) expected_paths.push_back(path.text());
    EXPECT_EQ(paths(result), expected_paths);
  });
}

TEST(ValidateTrace, GivesTheSameForATypedTrace) {
  std::size_t typed = 0;
  test::for_each_row("trace", [&typed](const test::VectorRow& row) {
    const auto trace = json::from_json<RuntimeEpisodeTrace>(row.text("text"));
    if (!trace.ok()) return;
    ++typed;
    EXPECT_EQ(validate_trace(trace.value).valid, row.expect.find("valid")->boolean());
  });
  EXPECT_GT(typed, 100U);
}

std::vector<std::string> codes(const json::Issues& issues) {
  std::vector<std::string> all;
  for (const json::Issue& issue : issues) all.push_back(issue.code);
  return all;
}

TEST(ValidateTrace, FindsNothingWrongWithAValidTrace) {
  const RuntimeEpisodeTraceValidationResult result =
      validate_trace(test::sample_trace(), {.strict = true});
  EXPECT_TRUE(result.valid);
  EXPECT_THAT(paths(result), IsEmpty());
}

TEST(ValidateTrace, SaysWhatIsWrongInWords) {
  RuntimeEpisodeTrace trace = test::sample_trace();
  trace.steps[1].index = 7;
  const RuntimeEpisodeTraceValidationResult result = validate_trace(trace);
  ASSERT_EQ(result.issues.size(), 1U);
  EXPECT_EQ(result.issues[0].path, "$.steps[1].index");
  EXPECT_EQ(result.issues[0].message,
            "$.steps[1].index: expected 1, found number 7 (trace-index-mismatch)");
}

// WPC-EPI-016
TEST(ValidateTrace, AnswersForAnyJson) {
  for (const char* text : {"true", "[]", R"([{"reward":1}])", R"({"steps":[null,[],{}]})",
                           R"({"reset":{"observations":[1],"observationRefs":[null,0]}})",
                           R"({"snapshots":[null],"steps":[{"observationRef":[1]}]})"}) {
    const json::Parsed trace{std::string(text)};
    ASSERT_FALSE(trace.error().has_value());
    EXPECT_FALSE(validate_trace(trace.root()).valid) << text;
    EXPECT_FALSE(trace_issues(trace.root(), {.strict = true}).empty()) << text;
  }
}

// WPC-EPI-016
TEST(ValidateTrace, ReportsANullStepAndANullRefAtTheirPlace) {
  const json::Parsed trace(std::string(R"({"steps":[null],"reset":{"observationRefs":[null]}})"));
  const std::vector<std::string> all = paths(validate_trace(trace.root()));
  EXPECT_THAT(all, testing::IsSupersetOf({"$.steps[0]", "$.reset.observationRefs[0]"}));
  EXPECT_THAT(all, testing::Not(testing::Contains("$.steps[0].id")));
}

// WPC-EPI-015
TEST(ValidateTrace, FindsEveryForbiddenKeyAnywhere) {
  for (const char* name : {"reward", "success", "grader", "scenario", "task-set", "task_set",
                           "taskSet", "benchmark", "model-eval", "model_eval", "modelEval"}) {
    RuntimeEpisodeTrace trace = test::sample_trace();
    trace.extra.set(name, json::Value::number(1));
    trace.steps[0].extra.set("deep",
                             *json::Value::parse(std::string(R"([[{")") + name + R"(":null}]])"));
    const auto issues = trace_issues(json::Parsed(json::to_value(trace)).root());
    EXPECT_THAT(codes(issues), ElementsAre("trace-forbidden-key", "trace-forbidden-key"));
    EXPECT_THAT(
        paths(trace_validation_result(issues)),
        ElementsAre(std::string("$.steps[0].deep[0][0].") + name, std::string("$.") + name));
  }
}

TEST(ValidateTrace, SurvivesTheDeepestNesting) {
  const std::size_t depth = 990;
  const json::Parsed trace(R"({"x":)" + std::string(depth, '[') + R"({"reward":1})" +
                           std::string(depth, ']') + "}");
  ASSERT_FALSE(trace.error().has_value());
  EXPECT_EQ(paths(validate_trace(trace.root())).back().size(), 3 + 3 * depth + 7);
}

// WPC-EPI-017
TEST(ValidateTrace, StrictRulesComeAfterAllOthers) {
  RuntimeEpisodeTrace trace = test::sample_trace();
  trace.createdAt = "yesterday";
  trace.extra.set("reward", json::Value());
  EXPECT_THAT(paths(validate_trace(trace)), ElementsAre("$.reward"));
  EXPECT_THAT(paths(validate_trace(trace, {.strict = true})),
              ElementsAre("$.reward", "$.createdAt"));
}

}  // namespace
