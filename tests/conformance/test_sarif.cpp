#include "conformance/report/sarif.hpp"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using Json = nlohmann::json;

Json sarif(const std::vector<RunResult>& runs) {
  return Json::parse(sarif_report(runs, Register::embedded()));
}

TEST(Sarif, HasARuleForEachRequirement) {
  const Json log = sarif({sample_run()});
  EXPECT_EQ(log["version"], "2.1.0");
  const Json& rules = log["runs"][0]["tool"]["driver"]["rules"];
  ASSERT_EQ(rules.size(), 208U) << "207 requirements and the end of the program";
  for (std::size_t i = 0; i < 207; ++i) {
    EXPECT_EQ(rules[i]["id"], Register::embedded().requirements()[i].id);
    EXPECT_EQ(rules[i]["shortDescription"]["text"], Register::embedded().requirements()[i].text);
  }
}

TEST(Sarif, HasAResultForEachFinding) {
  const Json run = sarif({sample_run()})["runs"][0];
  std::map<std::string, Json> by_rule;
  for (const Json& result : run["results"]) by_rule[result["ruleId"]] = result;
  ASSERT_EQ(run["results"].size(), 3U);
  ASSERT_EQ(by_rule.size(), 3U);
  const Json& failed = by_rule.at("WPC-EXEC-002");
  EXPECT_EQ(failed["level"], "error");
  EXPECT_EQ(failed["message"]["text"],
            "the record of the last command\nexpected: exitCode 1\ngot: exitCode 0\n"
            "repeat: wp-codebox-conformance run --backend memory --filter WPC-EXEC-002");
  EXPECT_EQ(failed["properties"]["repeat"],
            "wp-codebox-conformance run --backend memory --filter WPC-EXEC-002");
  const Json& place = failed["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "conformance/cases/execute.cpp");
  EXPECT_EQ(place["region"]["startLine"], 41);
  const Json& rules = run["tool"]["driver"]["rules"];
  for (const Json& result : run["results"]) {
    EXPECT_EQ(rules[result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  }
}

TEST(Sarif, ShowsACrashWithoutAFindingToo) {
  RunResult run = sample_run();
  run.cases.resize(3);
  run.cases[2].findings.clear();
  conclude(run, Register::embedded(), {});
  const Json results = sarif({run})["runs"][0]["results"];
  ASSERT_EQ(results.size(), 2U);
  EXPECT_EQ(results[1]["ruleId"], "WPC-EXEC-003");
  EXPECT_EQ(results[1]["properties"]["outcome"], "crash");
  EXPECT_FALSE(results[1]["locations"][0].contains("physicalLocation"));
}

TEST(Sarif, KeepsTheKitsFaultsApart) {
  const Json whole = sarif({conformant_run()})["runs"][0]["invocations"][0];
  EXPECT_EQ(whole["executionSuccessful"], true);
  EXPECT_TRUE(whole["toolExecutionNotifications"].empty());
  const Json faulty = sarif({sample_run()})["runs"][0]["invocations"][0];
  EXPECT_EQ(faulty["executionSuccessful"], false);
  EXPECT_EQ(faulty["toolExecutionNotifications"][0]["descriptor"]["id"], "kit-error");
}

TEST(Sarif, OfARunThatWasCutShortSaysIncomplete) {
  const Json invocation = sarif({cut_run()})["runs"][0]["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["toolExecutionNotifications"][0]["message"]["text"],
            "incomplete: stopped by SIGTERM; 1 case has no result");
}

TEST(Sarif, FingerprintsLastFromRunToRunAndDiffer) {
  std::set<std::string> prints;
  RunResult later = sample_run();
  later.startedAt = "2027-01-01T00:00:00.000Z";
  for (CaseResult& result : later.cases) {
    for (Finding& finding : result.findings) finding.line += 7;
  }
  for (const RunResult& run : {sample_run(), later}) {
    const Json log = sarif({run});
    for (const Json& result : log["runs"][0]["results"]) {
      prints.insert(result["partialFingerprints"]["finding/v1"].get<std::string>());
    }
  }
  EXPECT_EQ(prints.size(), 3U);
}

TEST(Sarif, OfSeveralRunsHasThemAll) {
  const Json log = sarif({sample_run(), conformant_run()});
  ASSERT_EQ(log["runs"].size(), 2U);
  EXPECT_EQ(log["runs"][0]["automationDetails"]["id"], "wp-codebox-conformance/tested/");
  EXPECT_EQ(log["runs"][1]["automationDetails"]["id"], "wp-codebox-conformance/other/");
}

TEST(Sarif, OfAHostileBackendIsStillJson) {
  const Json run = sarif({hostile_run()})["runs"][0];
  EXPECT_EQ(run["results"].size(), 4U);
  EXPECT_EQ(run["results"][3]["ruleId"], "program-end");
}

TEST(Sarif, SuppressesAKnownFailureButNotOneThatIsOutOfDate) {
  const Json log = sarif({excused_run()});
  std::size_t suppressed = 0;
  for (const Json& result : log["runs"][0]["results"]) {
    if (!result.contains("suppressions")) continue;
    ++suppressed;
    EXPECT_EQ(result["ruleId"], "WPC-EXEC-002");
    EXPECT_EQ(result["suppressions"][0]["justification"],
              "known until 2027-03-31: waits for <the engine>");
  }
  EXPECT_EQ(suppressed, 1U);
  EXPECT_EQ(log["runs"][0]["invocations"][0]["toolExecutionNotifications"][1]["descriptor"]["id"],
            "known-failure");
}

}  // namespace
}  // namespace wp_codebox::conformance
