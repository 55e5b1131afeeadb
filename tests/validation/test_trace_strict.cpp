#include "wp_codebox/validation/trace_strict.hpp"

#include <gmock/gmock.h>

#include <functional>
#include <string>
#include <vector>

#include "sample_trace.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;
using testing::IsEmpty;

/// What only the strict rules find in the valid trace after a change: paths and codes.
std::vector<std::string> strict_findings(
    const std::function<void(RuntimeEpisodeTrace& trace)>& change) {
  const json::Parsed trace(test::broken_trace(change));
  EXPECT_THAT(trace_issues(trace.root()), IsEmpty());
  std::vector<std::string> found;
  for (const json::Issue& issue : trace_issues(trace.root(), {.strict = true})) {
    found.push_back(issue.path.dotted() + " " + issue.code);
  }
  return found;
}

// WPC-EPI-017
TEST(TraceStrictCheck, WantsReferencesToNameTheirTarget) {
  EXPECT_THAT(strict_findings([](RuntimeEpisodeTrace& trace) {
                trace.reset.observationRefs[0].id = "x";
                trace.steps[0].actionRef.id = "x";
                trace.steps[0].executionRef.id = "x";
                trace.steps[1].observationRef->id = "x";
              }),
              ElementsAre("$.reset.observationRefs[0].id trace-ref-target-mismatch",
                          "$.steps[0].actionRef.id trace-ref-target-mismatch",
                          "$.steps[0].executionRef.id trace-ref-target-mismatch",
                          "$.steps[1].observationRef.id trace-ref-target-mismatch"));
}

// WPC-EPI-017
TEST(TraceStrictCheck, WantsATargetForEachReference) {
  EXPECT_THAT(strict_findings([](RuntimeEpisodeTrace& trace) {
                trace.reset.observationRefs.push_back(trace.reset.observationRefs[0]);
              }),
              ElementsAre("$.reset.observationRefs[1].id trace-ref-target-mismatch"));
}

// WPC-EPI-017
TEST(TraceStrictCheck, WantsUniqueIds) {
  EXPECT_THAT(
      strict_findings([](RuntimeEpisodeTrace& trace) {
        trace.steps[1] = trace.steps[0];
        trace.steps[1].index = 1;
        trace.snapshots = {test::sample_snapshot("observation-1")};
      }),
      ElementsAre("$.steps[1].id trace-id-repeated", "$.steps[1].action.id trace-id-repeated",
                  "$.steps[1].execution.id trace-id-repeated",
                  "$.steps[1].observation.id trace-id-repeated",
                  "$.snapshots[0].id trace-id-repeated"));
}

// WPC-EPI-017
TEST(TraceStrictCheck, WantsTimesInTheContractsForm) {
  EXPECT_THAT(
      strict_findings([](RuntimeEpisodeTrace& trace) {
        trace.createdAt = "2026-01-02T03:04:05Z";
        trace.runtime.createdAt = "2026-13-02T03:04:05.006Z";
        trace.reset.runtime.createdAt = "2026-01-02 03:04:05.006";
        trace.steps[0].execution.startedAt = "";
        trace.steps[0].executionRef.digest = execution_digest(trace.steps[0].execution);
        trace.snapshots[0].createdAt = "now";
        trace.snapshots[0].digest = snapshot_digest(trace.snapshots[0]);
      }),
      ElementsAre("$.createdAt trace-time-invalid", "$.runtime.createdAt trace-time-invalid",
                  "$.reset.runtime.createdAt trace-time-invalid",
                  "$.steps[0].execution.startedAt trace-time-invalid",
                  "$.snapshots[0].createdAt trace-time-invalid"));
}

// WPC-EPI-017
TEST(TraceStrictCheck, WantsAnArtifactRefThatFitsTheBundle) {
  const auto with_bundle = [](RuntimeEpisodeTrace& trace) -> RuntimeEpisodeTraceRef& {
    trace.artifacts.emplace();
    trace.artifacts->id = "bundle-1";
    trace.artifacts->contentDigest = std::string(64, 'a');
    return trace.artifactRef.emplace(test::sample_ref(
        KnownTraceRefKind::artifact_bundle, "bundle-1", ContentDigest::of(std::string(64, 'a'))));
  };
  EXPECT_THAT(strict_findings([&](RuntimeEpisodeTrace& trace) { with_bundle(trace); }), IsEmpty());
  EXPECT_THAT(strict_findings([&](RuntimeEpisodeTrace& trace) {
                RuntimeEpisodeTraceRef& ref = with_bundle(trace);
                ref.kind = KnownTraceRefKind::snapshot;
                ref.id = "bundle-2";
                ref.digest = ContentDigest::of(std::string(64, 'b'));
              }),
              ElementsAre("$.artifactRef.kind trace-constant-mismatch",
                          "$.artifactRef.id trace-ref-target-mismatch",
                          "$.artifactRef.digest trace-digest-mismatch"));
}

TEST(TraceStrictCheck, ForgetsASectionThatBeginsAgain) {
  json::Issues issues;
  TraceStrictCheck check(issues);
  const json::PathFrame root = json::PathFrame::root();
  const json::Parsed part(std::string(R"({"id":"i"})"));
  check.begin(TraceStrictCheck::Section::steps);
  check.unique_id(&part.root(), root);
  check.begin(TraceStrictCheck::Section::steps);
  check.unique_id(&part.root(), root);
  EXPECT_THAT(issues, IsEmpty());
  check.begin(TraceStrictCheck::Section::snapshots);
  check.unique_id(&part.root(), root);
  EXPECT_EQ(issues.size(), 1U);
}

}  // namespace
