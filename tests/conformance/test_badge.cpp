#include "conformance/report/badge.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

nlohmann::json badge(const RunResult& run) { return nlohmann::json::parse(badge_report(run)); }

TEST(Badge, IsAnEndpointOfShieldsIo) {
  const nlohmann::json of_conformant = badge(conformant_run());
  EXPECT_EQ(of_conformant["schemaVersion"], 1);
  EXPECT_EQ(of_conformant["label"], "contract 0.7.0");
  EXPECT_EQ(of_conformant["message"], "1 MUST");
  EXPECT_EQ(of_conformant["color"], "brightgreen");
  EXPECT_EQ(of_conformant["isError"], false);
}

TEST(Badge, OfFailuresIsRed) {
  EXPECT_EQ(badge(sample_run())["color"], "red");
  EXPECT_EQ(badge(sample_run())["message"], "3 MUST failed");
  EXPECT_EQ(badge(sample_run())["isError"], true);
}

TEST(Badge, OfLessThanAWholeRunIsNeverGreen) {
  EXPECT_EQ(badge(cut_run())["message"], "incomplete");
  EXPECT_EQ(badge(cut_run())["color"], "lightgrey");
  const RunResult selected = selected_run();
  EXPECT_EQ(badge(selected)["message"], "1 MUST (selected cases)");
  EXPECT_EQ(badge(selected)["color"], "yellowgreen");
}

TEST(Badge, OfNothingIsUndecided) {
  RunResult run = conformant_run();
  run.cases.clear();
  conclude(run, Register::embedded(), {});
  EXPECT_EQ(badge(run)["message"], "undecided");
}

}  // namespace
}  // namespace wp_codebox::conformance
