#include "conformance/verdict/verdict.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

using testing::ElementsAre;

/// Four rows: two of them need a capability.
const Register& small_register() {
  static const Register requirements = Register::parse(R"({
    "schema": "wp-codebox/conformance-register/v1", "contractVersion": "0.7.0", "requirements": [
    {"id":"WPC-A-001","group":"A","level":"MUST","profile":"core","capability":"","binds":"backend","text":"a","check":"a"},
    {"id":"WPC-A-002","group":"A","level":"MUST","profile":"strict","capability":"","binds":"backend","text":"a","check":"a"},
    {"id":"WPC-A-003","group":"A","level":"SHOULD","profile":"core","capability":"timeouts","binds":"backend","text":"a","check":"a"},
    {"id":"WPC-A-004","group":"A","level":"MUST","profile":"core","capability":"preview","binds":"backend","text":"a","check":"a"}]})");
  return requirements;
}

BackendDescriptor descriptor_with(std::vector<KnownBackendCapability> capabilities) {
  BackendDescriptor descriptor;
  descriptor.capabilities.assign(capabilities.begin(), capabilities.end());
  return descriptor;
}

KnownCase known(const std::string& test, std::vector<std::string> ids) {
  return {"Suite", test, std::move(ids)};
}

CaseResult result(const std::string& test, std::vector<std::string> ids, Outcome outcome) {
  CaseResult made;
  made.name = "Suite." + test;
  made.requirements = std::move(ids);
  made.outcome = outcome;
  return made;
}

std::vector<Outcome> outcomes(const std::vector<Verdict>& verdicts) {
  std::vector<Outcome> all;
  all.reserve(verdicts.size());
  for (const Verdict& verdict : verdicts) all.push_back(verdict.outcome);
  return all;
}

TEST(Verdict, TellsNotCoveredNotSelectedAndNotApplicableApart) {
  const std::vector<KnownCase> cases = {known("one", {"WPC-A-002"}), known("two", {"WPC-A-004"})};
  const auto verdicts =
      verdicts_of(small_register(), descriptor_with({KnownBackendCapability::timeouts}), cases, {});
  EXPECT_THAT(outcomes(verdicts), ElementsAre(Outcome::not_covered, Outcome::not_selected,
                                              Outcome::not_covered, Outcome::not_applicable));
  EXPECT_EQ(verdicts[3].capability, "preview");
  EXPECT_EQ(verdicts[0].capability, std::nullopt);
}

TEST(Verdict, OfSeveralCasesTheWorstDecides) {
  const std::vector<CaseResult> results = {result("one", {"WPC-A-001"}, Outcome::pass),
                                           result("two", {"WPC-A-001", "WPC-A-002"}, Outcome::fail),
                                           result("three", {"WPC-A-002"}, Outcome::crash)};
  const auto verdicts = verdicts_of(small_register(), descriptor_with({}), {}, results);
  EXPECT_EQ(verdicts[0].outcome, Outcome::fail);
  EXPECT_THAT(verdicts[0].cases, ElementsAre("Suite.one", "Suite.two"));
  EXPECT_EQ(verdicts[1].outcome, Outcome::crash);
}

TEST(Verdict, AFaultOfTheKitOutweighsFindings) {
  const std::vector<CaseResult> results = {result("one", {"WPC-A-001"}, Outcome::fail),
                                           result("two", {"WPC-A-001"}, Outcome::kit_error)};
  EXPECT_EQ(verdicts_of(small_register(), descriptor_with({}), {}, results)[0].outcome,
            Outcome::kit_error);
}

TEST(Verdict, CountsByLevelAndProfile) {
  const std::vector<CaseResult> results = {result("one", {"WPC-A-001"}, Outcome::pass),
                                           result("two", {"WPC-A-002"}, Outcome::hang)};
  const auto verdicts = verdicts_of(small_register(), descriptor_with({}), {}, results);
  const OutcomeCounts core = count(verdicts, Level::must, Profile::core);
  EXPECT_EQ(core[Outcome::pass], 1U);
  EXPECT_EQ(core[Outcome::not_applicable], 1U);
  EXPECT_EQ(core.total(), 2U);
  EXPECT_EQ(count(verdicts, Level::must, Profile::strict).findings(), 1U);
  EXPECT_EQ(count(verdicts, Level::may, Profile::core).total(), 0U);
}

Conformance conformance_with(Outcome core, Outcome strict, Outcome should,
                             std::optional<Profile> only = std::nullopt) {
  const std::vector<CaseResult> results = {result("one", {"WPC-A-001"}, core),
                                           result("two", {"WPC-A-002"}, strict),
                                           result("three", {"WPC-A-003"}, should)};
  const auto verdicts = verdicts_of(
      small_register(), descriptor_with({KnownBackendCapability::timeouts}), {}, results);
  return conformance_of(verdicts, results, only);
}

TEST(Conformance, NeedsEveryMustRequirementThatWasChecked) {
  EXPECT_EQ(conformance_with(Outcome::pass, Outcome::pass, Outcome::pass), Conformance::conformant);
  for (const Outcome finding : {Outcome::fail, Outcome::crash, Outcome::hang}) {
    EXPECT_EQ(conformance_with(finding, Outcome::pass, Outcome::pass), Conformance::not_conformant);
    EXPECT_EQ(conformance_with(Outcome::pass, finding, Outcome::pass), Conformance::not_conformant);
  }
}

TEST(Conformance, IsNotLostByARecommendation) {
  EXPECT_EQ(conformance_with(Outcome::pass, Outcome::pass, Outcome::fail), Conformance::conformant);
}

TEST(Conformance, OfTheCoreProfileIgnoresTheStrictOne) {
  EXPECT_EQ(conformance_with(Outcome::pass, Outcome::fail, Outcome::pass, Profile::core),
            Conformance::conformant);
}

TEST(Conformance, IsUndecidedWhenTheKitFailedOrNothingWasChecked) {
  EXPECT_EQ(conformance_with(Outcome::pass, Outcome::pass, Outcome::kit_error),
            Conformance::undecided);
  EXPECT_EQ(conformance_with(Outcome::not_covered, Outcome::not_selected, Outcome::pass),
            Conformance::undecided);
  EXPECT_EQ(conformance_of({}, {}), Conformance::undecided);
}

}  // namespace
}  // namespace wp_codebox::conformance
