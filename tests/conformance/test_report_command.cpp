#include "conformance/command/report_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "conformance/command/program.hpp"
#include "conformance/events/run_event.hpp"
#include "conformance/host/temporary_directory.hpp"
#include "conformance/report/run_file.hpp"
#include "sample_run.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ReportCommand : public testing::Test {
 protected:
  std::string file(const std::string& name) { return (directory_.path() / name).string(); }

  std::string saved(const std::string& name, const RunResult& run) {
    write_file(file(name), json::to_pretty_json(run));
    return file(name);
  }

  int report(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "report");
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const int status = run_program(arguments, in, out, err);
    out_ = out.str();
    err_ = err.str();
    return status;
  }

  TemporaryDirectory directory_{"test"};
  std::string out_;
  std::string err_;
};

TEST_F(ReportCommand, WritesEveryReport) {
  const std::string run = saved("run.json", sample_run());
  const std::vector<std::string> names = {"html",  "markdown", "sarif", "tap",
                                          "junit", "badge",    "json"};
  std::vector<std::string> arguments = {run};
  for (const std::string& name : names) {
    arguments.insert(arguments.end(), {"--" + name, file("out/" + name)});
  }
  ASSERT_EQ(report(arguments), 0) << err_;
  EXPECT_THAT(read_file(file("out/html")), StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(read_file(file("out/markdown")), StartsWith("## "));
  EXPECT_THAT(read_file(file("out/sarif")), HasSubstr("\"2.1.0\""));
  EXPECT_THAT(read_file(file("out/tap")), StartsWith("TAP version 14\n"));
  EXPECT_THAT(read_file(file("out/junit")), StartsWith("<?xml "));
  EXPECT_THAT(read_file(file("out/badge")), HasSubstr("\"schemaVersion\": 1"));
  EXPECT_EQ(read_run_file(file("out/json")), sample_run());
  for (const std::string& name : names) EXPECT_THAT(err_, HasSubstr(file("out/" + name)));
  EXPECT_EQ(std::distance(fs::directory_iterator(file("out")), fs::directory_iterator()), 7)
      << "no temporary file stays";
}

TEST_F(ReportCommand, WritesToStandardOutputForADash) {
  ASSERT_EQ(report({saved("run.json", sample_run()), "--markdown", "-"}), 0);
  EXPECT_THAT(out_, StartsWith("## ❌ tested"));
  EXPECT_EQ(err_, "");
}

TEST_F(ReportCommand, ComparesSeveralRuns) {
  ASSERT_EQ(report({saved("a.json", sample_run()), saved("b.json", conformant_run()), "--html",
                    file("both.html")}),
            0);
  EXPECT_THAT(read_file(file("both.html")), HasSubstr("data-outcomes=\"fail not-covered\""));
}

TEST_F(ReportCommand, RefusesSeveralRunsForAReportOfOne) {
  EXPECT_EQ(report({saved("a.json", sample_run()), saved("b.json", conformant_run()), "--tap",
                    file("both.tap")}),
            2);
  EXPECT_THAT(err_, HasSubstr("--tap is about one run, and here are 2"));
  EXPECT_FALSE(fs::exists(file("both.tap")));
}

TEST_F(ReportCommand, RefusesToWriteNothing) {
  EXPECT_EQ(report({saved("a.json", sample_run())}), 2);
  EXPECT_THAT(err_, HasSubstr("nothing to write"));
  EXPECT_EQ(report({"--html", file("x.html")}), 2);
}

TEST_F(ReportCommand, SaysWhichFileIsNoReport) {
  write_file(file("broken.json"), "{\"schema\": \"wp-codebox/conformance-report/v1\"");
  EXPECT_EQ(report({file("broken.json"), "--html", file("x.html")}), 1);
  EXPECT_THAT(err_, StartsWith(file("broken.json") + " is not a report of the kit: "));
  EXPECT_FALSE(fs::exists(file("x.html")));
  EXPECT_EQ(report({file("absent.json"), "--html", file("x.html")}), 2);
  EXPECT_THAT(err_, HasSubstr("there is no file"));
  EXPECT_EQ(report({directory_.path().string(), "--html", file("x.html")}), 2);
}

TEST_F(ReportCommand, ReadsTheEventsOfARunThatWasKilled) {
  RunEvent start;
  start.run = conformant_run();
  start.run->cases.clear();
  start.known = {"Execute.WPC_EXEC_001_passes", "Execute.WPC_EXEC_002_never_ran"};
  start.selected = start.known;
  RunEvent ended;
  ended.event = RunEventKind::case_ended;
  ended.result = conformant_run().cases[0];
  write_file(file("run.events.jsonl"), event_line(start) + event_line(ended) + "{\"event\": \"ca");
  ASSERT_EQ(report({file("run.events.jsonl"), "--markdown", "-"}), 0) << err_;
  EXPECT_THAT(out_, HasSubstr("incomplete"));
  EXPECT_THAT(out_, HasSubstr("1 case has no result"));
}

TEST_F(ReportCommand, EmbedsTheTranscriptsThatLieBesideAReport) {
  RunResult run = sample_run();
  run.cases[0].transcript = "/another/machine/kit.transcripts/one.txt";
  run.cases[1].transcript = "kit.transcripts/gone.txt";
  write_file(file("kit.transcripts/one.txt"), "THE-TRANSCRIPT </pre>");
  ASSERT_EQ(report({saved("a.json", run), "--html", "-"}), 0);
  EXPECT_THAT(out_, HasSubstr("THE-TRANSCRIPT &lt;/pre&gt;"));
  EXPECT_THAT(out_, HasSubstr("(its file is not here)"));
}

TEST_F(ReportCommand, EmbedsNoOtherFile) {
  write_file(file("secret.txt"), "SECRET");
  write_file(file("in/secrets/secret.txt"), "SECRET");
  fs::create_directory_symlink(file("in/secrets"), file("in/linked"));
  fs::create_symlink(file("secret.txt"), file("in/secrets/link.txt"));
  for (const std::string& path :
       {file("secret.txt"), std::string("../secret.txt"), std::string("x/../../secret.txt"),
        std::string("linked/secret.txt"), std::string("secrets/link.txt")}) {
    RunResult run = sample_run();
    run.cases[0].transcript = path;
    ASSERT_EQ(report({saved("in/a.json", run), "--html", "-"}), 0);
    EXPECT_THAT(out_, Not(HasSubstr("SECRET"))) << path;
  }
}

TEST(WithoutTimes, MasksEveryTextOfAFinding) {
  RunResult run = sample_run();
  Finding& finding = run.cases[1].findings[0];
  finding.what = "what is at 2026-11-22T19:05:29.875Z";
  finding.expected = "what was at 2026-11-22T19:05:29.875Z";
  finding.got = "command-mws7-b1";
  run.endFaults = {"it listened on port 38415"};
  run.interrupted = "process 12 did not end";
  const RunResult masked = without_times(run);
  EXPECT_EQ(masked.cases[1].findings[0].what, "what is at (time)");
  EXPECT_EQ(masked.cases[1].findings[0].expected, "what was at (time)");
  EXPECT_EQ(masked.cases[1].findings[0].got, "command-(id)");
  EXPECT_EQ(masked.cases[1].durationMs, 0);
  EXPECT_EQ(masked.endFaults[0], "it listened on port (number)");
  EXPECT_EQ(masked.interrupted, "process (number) did not end");
}

TEST_F(ReportCommand, MasksTimes) {
  RunResult later = sample_run();
  later.startedAt = "2027-01-01T00:00:00.000Z";
  later.durationMs = 99;
  for (CaseResult& result : later.cases) result.durationMs = 7;
  RunResult earlier = sample_run();
  // Where the reports lie differs too, and every line of a transcript holds a time.
  earlier.cases[0].transcript = "kit.transcripts/one.txt";
  later.cases[0].transcript = "kit.transcripts/one.txt";
  write_file(file("first/kit.transcripts/one.txt"), "2026-11-22T19:05:29.875Z");
  write_file(file("second/kit.transcripts/one.txt"), "2027-01-01T00:00:00.000Z");
  earlier.cases[1].findings[0].got = "/tmp/wp-codebox-run-Pso5kC/wp-codebox-conformance-5Da8Lm/x";
  later.cases[1].findings[0].got = "/var/tmp/wp-codebox-run-VOLYOs/wp-codebox-conformance-yQy7CA/x";
  const std::string a = saved("first/a.json", earlier);
  const std::string b = saved("second/b.json", later);
  for (const std::string option : {"html", "markdown", "sarif", "tap", "junit", "badge", "json"}) {
    ASSERT_EQ(report({a, "--mask-times", "--" + option, "-"}), 0);
    const std::string first = out_;
    ASSERT_EQ(report({b, "--mask-times", "--" + option, "-"}), 0);
    EXPECT_EQ(first, out_) << option;
    EXPECT_FALSE(out_.empty());
  }
}

}  // namespace
}  // namespace wp_codebox::conformance
