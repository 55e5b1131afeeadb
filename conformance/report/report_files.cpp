#include "conformance/report/report_files.hpp"

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <ostream>

#include "conformance/report/badge.hpp"
#include "conformance/report/html.hpp"
#include "conformance/report/junit.hpp"
#include "conformance/report/markdown.hpp"
#include "conformance/report/report_file.hpp"
#include "conformance/report/sarif.hpp"
#include "conformance/report/tap.hpp"
#include "conformance/report/transcripts.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Runs = std::span<const RunResult>;

std::string html_of(Runs runs, const Register& requirements) {
  std::vector<PageRun> pages;
  for (const RunResult& run : runs) pages.push_back({run, transcripts_of(run)});
  return html_report(pages, requirements);
}

/// One kind of report.
struct Kind {
  const char* name;   ///< Of its option.
  const char* title;  ///< In the lines that say where it lies, with padding.
  const char* help;
  std::optional<std::string> ReportFiles::*file;
  bool of_one_run;
  std::string (*text)(Runs runs, const Register& requirements);
};

constexpr std::array kinds = {
    Kind{"html", "HTML report:  ", "Write one HTML page with the requirement matrix there",
         &ReportFiles::html, false, html_of},
    Kind{"markdown", "Markdown:     ", "Write a summary in Markdown there, as for a CI job's page",
         &ReportFiles::markdown, false, markdown_report},
    Kind{"sarif", "SARIF report: ", "Write the findings as SARIF 2.1.0 there", &ReportFiles::sarif,
         false, sarif_report},
    Kind{"tap", "TAP report:   ", "Write the verdicts as TAP 14 there", &ReportFiles::tap, true,
         [](Runs runs, const Register& requirements) {
           return tap_report(runs.front(), requirements);
         }},
    Kind{"junit", "JUnit report: ", "Write the cases as JUnit XML there", &ReportFiles::junit, true,
         [](Runs runs, const Register&) { return junit_report(runs.front()); }},
    Kind{"badge", "Badge:        ", "Write the JSON of a badge (shields.io endpoint) there",
         &ReportFiles::badge, true,
         [](Runs runs, const Register&) { return badge_report(runs.front()); }},
    Kind{"json", "JSON report:  ", "Write the JSON report there", &ReportFiles::json, true,
         [](Runs runs, const Register&) { return json::to_pretty_json(runs.front()) + "\n"; }},
};

}  // namespace

void ReportFiles::describe(CLI::App& command, bool listed) {
  for (const Kind& kind : kinds) {
    const std::string name = kind.name;
    command.add_option("--" + name + ",--report-" + name, this->*kind.file, kind.help)
        ->type_name("FILE")
        ->group(listed ? "Reports" : "");
  }
}

std::string ReportFiles::option_names() {
  std::string names;
  for (const Kind& kind : kinds) names += (names.empty() ? "--" : ", --") + std::string(kind.name);
  return names;
}

void ReportFiles::resolve() {
  for (const Kind& kind : kinds) {
    std::optional<std::string>& file = this->*kind.file;
    if (file && *file != "-") file = std::filesystem::absolute(*file).string();
  }
}

bool ReportFiles::any() const {
  for (const Kind& kind : kinds) {
    if (this->*kind.file) return true;
  }
  return false;
}

std::vector<std::string> ReportFiles::of_one_run() const {
  std::vector<std::string> names;
  for (const Kind& kind : kinds) {
    if (kind.of_one_run && this->*kind.file) names.push_back(std::string("--") + kind.name);
  }
  return names;
}

std::vector<std::string> ReportFiles::write(Runs runs, const Register& requirements,
                                            std::ostream& out) const {
  std::vector<std::string> lines;
  for (const Kind& kind : kinds) {
    const std::optional<std::string>& file = this->*kind.file;
    if (!file) continue;
    const std::string text = kind.text(runs, requirements);
    if (*file == "-") {
      out << text;
      continue;
    }
    write_report(std::filesystem::absolute(*file), text);
    lines.push_back(kind.title + *file);
  }
  return lines;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
