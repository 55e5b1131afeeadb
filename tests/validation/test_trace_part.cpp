#include "wp_codebox/validation/trace_part.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "sample_trace.hpp"
#include "wp_codebox/json/value.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;
using testing::IsEmpty;

using PathsAndCodes = std::vector<std::pair<std::string, std::string>>;

/// What a check of one part says, with paths from `$.part`.
template <class Check>
PathsAndCodes found(std::string text, const Check& check) {
  const json::Parsed parsed(std::move(text));
  EXPECT_FALSE(parsed.error().has_value());
  json::Issues issues;
  TracePartCheck parts(issues);
  const json::PathFrame root = json::PathFrame::root();
  check(parts, parsed.root(), root.member("part"));
  PathsAndCodes all;
  for (const json::Issue& issue : issues) all.emplace_back(issue.path.dotted(), issue.code);
  return all;
}

PathsAndCodes in_snapshot(std::string text) {
  return found(std::move(text), [](TracePartCheck& check, const json::Node& node,
                                   const json::PathFrame& at) { check.snapshot(node, at); });
}

PathsAndCodes in_step(std::string text) {
  return found(std::move(text), [](TracePartCheck& check, const json::Node& node,
                                   const json::PathFrame& at) { check.step(node, 0, at); });
}

TEST(TracePartCheck, AcceptsValidParts) {
  EXPECT_THAT(in_step(json::to_json(test::sample_step(0))), IsEmpty());
  EXPECT_THAT(in_snapshot(json::to_json(test::sample_snapshot("s"))), IsEmpty());
}

TEST(TracePartCheck, TellsAWrongDigestFromNone) {
  Snapshot snapshot = test::sample_snapshot("s");
  snapshot.digest = ContentDigest::of(std::string(64, '0'));
  EXPECT_THAT(in_snapshot(json::to_json(snapshot)),
              ElementsAre(std::pair("$.part.digest", "trace-digest-mismatch")));
  snapshot.digest.reset();
  EXPECT_THAT(in_snapshot(json::to_json(snapshot)),
              ElementsAre(std::pair("$.part.digest", "trace-digest-invalid")));
}

TEST(TracePartCheck, RecomputesTheDigestOfAChangedPart) {
  RuntimeEpisodeStepResult step = test::sample_step(0);
  step.execution.stdout_text += "!";
  EXPECT_THAT(in_step(json::to_json(step)),
              ElementsAre(std::pair("$.part.executionRef.digest", "trace-digest-mismatch")));
}

TEST(TracePartCheck, LooksAtTheIndexOfAStep) {
  EXPECT_THAT(in_step(json::to_json(test::sample_step(1))),
              ElementsAre(std::pair("$.part.index", "trace-index-mismatch")));
}

TEST(TracePartCheck, TakesAReferenceOfAnyKindWhenNoneIsWanted) {
  const std::string text = R"({"kind":"odd","id":"i","digest":{"algorithm":"sha256","value":")" +
                           std::string(64, 'a') + R"("}})";
  const auto reference = [&text](std::string_view kind) {
    return found(text, [kind](TracePartCheck& check, const json::Node& node,
                              const json::PathFrame& at) { check.reference(node, kind, at); });
  };
  EXPECT_THAT(reference(""), IsEmpty());
  EXPECT_THAT(reference("action"),
              ElementsAre(std::pair("$.part.kind", "trace-constant-mismatch")));
}

TEST(TracePartCheck, FindsForbiddenKeysInTheOrderOfTheMembers) {
  const auto keys = [](std::string text) {
    return found(std::move(text),
                 [](TracePartCheck& check, const json::Node& node, const json::PathFrame& at) {
                   check.forbidden_keys(node, at);
                 });
  };
  EXPECT_THAT(keys(R"({"b":{"reward":{"success":1}},"7":{"grader":0},"Reward":1})"),
              ElementsAre(std::pair("$.part.7.grader", "trace-forbidden-key"),
                          std::pair("$.part.b.reward", "trace-forbidden-key"),
                          std::pair("$.part.b.reward.success", "trace-forbidden-key")));
}

TEST(IsDigestRecord, WantsLowerCaseDigitsAndTheAlgorithm) {
  const auto is_record = [](const std::string& text) {
    return is_digest_record(&json::Parsed(text).root());
  };
  const std::string hex(64, 'a');
  EXPECT_TRUE(is_record(R"({"algorithm":"sha256","value":")" + hex + R"(","more":1})"));
  EXPECT_TRUE(is_record(R"({"algorithm":"sha256","value":")" + hex.substr(1) + R"(\u0061"})"));
  EXPECT_FALSE(is_record(R"({"algorithm":"sha1","value":")" + hex + R"("})"));
  EXPECT_FALSE(is_record(R"({"algorithm":"sha256","value":")" + hex + R"(\n"})"));
  EXPECT_FALSE(is_record(R"({"algorithm":"sha256","value":")" + std::string(64, 'A') + R"("})"));
  EXPECT_FALSE(is_record(R"({"algorithm":"sha256"})"));
  EXPECT_FALSE(is_record("[]"));
  EXPECT_FALSE(is_digest_record(nullptr));
}

}  // namespace
