#include "conformance/report/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/report/page_text.hpp"
#include "sample_run.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page(std::vector<PageRun> runs) { return html_report(runs, Register::embedded()); }

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Html, HasARowForEachRequirement) {
  const std::string text = page({{sample_run(), {}}});
  EXPECT_EQ(times(text, "<tr id=\"WPC-"), 207U);
  EXPECT_THAT(text, HasSubstr("<tr id=\"WPC-EXEC-002\" data-level=\"MUST\" data-profile=\"core\" "
                              "data-outcomes=\"fail\"><th scope=\"row\">"));
}

TEST(Html, ShowsFindingsAndTheirRepetition) {
  const std::string text = page({{sample_run(), {}}});
  EXPECT_THAT(text, HasSubstr("expected<pre tabindex=\"0\">\nexitCode 1</pre>"));
  EXPECT_THAT(text, HasSubstr("got<pre tabindex=\"0\">\nexitCode 0</pre>"));
  EXPECT_THAT(text, HasSubstr("wp-codebox-conformance run --backend memory --filter WPC-EXEC-002"));
}

TEST(Html, PutsSeveralRunsSideBySide) {
  const std::string text = page({{sample_run(), {}}, {conformant_run(), {}}});
  EXPECT_THAT(text, HasSubstr("data-outcomes=\"fail not-covered\""));
  EXPECT_THAT(text, HasSubstr("name=\"differing\""));
  for (const std::string name : {"tested", "other"}) {
    EXPECT_EQ(times(text, "<th scope=\"col\"><bdi class=\"said\">" + name + " 1.2</bdi>"), 2U);
  }
  EXPECT_THAT(page({{sample_run(), {}}}), Not(HasSubstr("name=\"differing\"")));
}

TEST(Html, EscapesAllThatABackendSays) {
  const std::string transcript = "request " + hostile_text;
  const std::string text = page({{hostile_run(), {{"Execute.WPC_EXEC_002_fails", transcript}}}});
  EXPECT_EQ(times(text, "<script"), 1U);
  EXPECT_EQ(times(text, "</script"), 1U);
  EXPECT_EQ(times(text, "<img"), 0U);
  EXPECT_EQ(times(text, "<!--"), 0U);
  EXPECT_THAT(text, HasSubstr("request &lt;/script&gt;&lt;img src=x onerror=&quot;"));
  EXPECT_THAT(text, Not(HasSubstr("\xff")));
}

TEST(Html, ForbidsEveryScriptButItsOwn) {
  const std::string text = page({{sample_run(), {}}});
  const std::string policy = text.substr(0, text.find("<title>"));
  EXPECT_THAT(policy, HasSubstr("content=\"default-src 'none'; style-src 'sha256-"));
  EXPECT_THAT(policy, HasSubstr("; script-src 'sha256-"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(times(text, " style="), 0U);
}

TEST(Html, ItsOwnTextsCannotEndTheirTags) {
  for (const std::string_view text : {page_style(), page_script()}) {
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find("</"), std::string_view::npos);
    EXPECT_EQ(text.find("<!--"), std::string_view::npos);
    EXPECT_EQ(text.find('\r'), std::string_view::npos) << "the parser would change it";
  }
}

TEST(Html, NamesNoPlaceOfTheNetwork) {
  const std::string text = page({{sample_run(), {}}});
  EXPECT_THAT(text, Not(HasSubstr("http:")));
  EXPECT_THAT(text, Not(HasSubstr("https:")));
  EXPECT_THAT(text, Not(HasSubstr("src=")));
}

TEST(Html, KeepsTheEndsOfTranscriptsAndABoundForAll) {
  RunResult run = sample_run();
  PageRun big{run, {}};
  for (const CaseResult& result : run.cases) {
    big.transcripts[result.name] = std::string(500'000, 'x') + "THE-END";
  }
  const std::string text = page({big});
  EXPECT_LT(text.size(), 2'000'000U);
  EXPECT_EQ(times(text, "THE-END"), 6U);
  EXPECT_THAT(text, HasSubstr("bytes before) … xxx"));

  std::vector<PageRun> many(30, big);
  const std::string long_text = page(many);
  EXPECT_LT(long_text.size(), 12'000'000U);
  EXPECT_THAT(long_text, HasSubstr("did not fit in this page"));
}

TEST(Html, OfARunThatWasCutShortSaysIncomplete) {
  EXPECT_THAT(page({{cut_run(), {}}}),
              HasSubstr("This run is incomplete: stopped by SIGTERM; 1 case has no result."));
  EXPECT_THAT(page({{sample_run(), {}}}), Not(HasSubstr("This run is")));
}

TEST(Html, ShowsWhichFailuresAreKnownAndWhichOutOfDate) {
  const std::string text = page({{excused_run(), {}}});
  EXPECT_THAT(text, HasSubstr("known until 2027-03-31: waits for &lt;the engine&gt;</bdi>"));
  EXPECT_THAT(text, HasSubstr("Out of date: <bdi class=\"said\">known failure WPC-EXEC-001: "));
}

}  // namespace
}  // namespace wp_codebox::conformance
