#include "conformance/report/junit.hpp"

#include <iomanip>
#include <sstream>
#include <utility>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"
#include "conformance/report/repeat_command.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// A finding may hold a whole document; a CI system's page may not.
constexpr std::size_t text_limit = 16384;

struct Totals {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
  double duration_ms = 0;

  void add(Outcome outcome, double milliseconds, bool excused = false) {
    ++tests;
    duration_ms += milliseconds;
    if (excused || outcome == Outcome::not_applicable) {
      ++skipped;
    } else if (is_finding(outcome)) {
      ++failures;
    } else if (outcome == Outcome::kit_error) {
      ++errors;
    }
  }
  void add(const Totals& other) {
    tests += other.tests;
    failures += other.failures;
    errors += other.errors;
    skipped += other.skipped;
    duration_ms += other.duration_ms;
  }
};

std::string seconds(double milliseconds) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(3) << milliseconds / 1000;
  return text.str();
}

std::string attributes(const Totals& totals) {
  return " tests=\"" + std::to_string(totals.tests) + "\" failures=\"" +
         std::to_string(totals.failures) + "\" errors=\"" + std::to_string(totals.errors) +
         "\" skipped=\"" + std::to_string(totals.skipped) + "\" time=\"" +
         seconds(totals.duration_ms) + "\"";
}

std::pair<std::string, std::string> suite_and_test(const std::string& name) {
  const std::size_t dot = name.find('.');
  if (dot == std::string::npos) return {"", name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

std::string findings_text(const RunResult& run, const CaseResult& result) {
  std::string text;
  for (const Finding& finding : result.findings) {
    text += finding.what;
    if (!finding.file.empty()) {
      text += "  (" + finding.file + ":" + std::to_string(static_cast<long>(finding.line)) + ")";
    }
    text += "\n  expected: " + bounded(finding.expected, text_limit) +
            "\n  got:      " + bounded(finding.got, text_limit) + "\n";
  }
  return text + "repeat: " + repeat_command(run, result.name) + "\n";
}

std::string fault_element(const char* element, std::string_view type, const std::string& message,
                          const std::string& text) {
  return std::string("      <") + element + " type=\"" + attribute_text(type) + "\" message=\"" +
         attribute_text(bounded(message, text_limit)) + "\">" + markup_text(text) + "</" + element +
         ">\n";
}

std::string case_element(const RunResult& run, const CaseResult& result) {
  const auto [suite, test] = suite_and_test(result.name);
  std::string element = "    <testcase classname=\"" + attribute_text(suite) + "\" name=\"" +
                        attribute_text(test) + "\" time=\"" + seconds(result.durationMs) + "\"";
  std::string body;
  if (const KnownFailureVerdict* known = excuse_of(run, result)) {
    body = "      <skipped message=\"" + std::string(json::enum_text(result.outcome)) + ", " +
           attribute_text(excuse_text(*known)) + "\"/>\n";
  } else if (is_finding(result.outcome) || result.outcome == Outcome::kit_error) {
    const std::string outcome(json::enum_text(result.outcome));
    body = fault_element(is_finding(result.outcome) ? "failure" : "error", outcome,
                         result.findings.empty() ? outcome : result.findings.front().what,
                         findings_text(run, result));
  } else if (result.outcome == Outcome::not_applicable) {
    body = "      <skipped message=\"the backend does not declare " +
           attribute_text(result.capability.value_or("the capability")) + "\"/>\n";
  }
  return element + (body.empty() ? "/>\n" : ">\n" + body + "    </testcase>\n");
}

std::string suite_element(const std::string& name, const Totals& totals, const std::string& cases) {
  return "  <testsuite name=\"" + attribute_text(name) + "\"" + attributes(totals) + ">\n" + cases +
         "  </testsuite>\n";
}

/// What belongs to no case; empty when there is nothing.
std::string run_suite(const RunResult& run, Totals& all) {
  Totals totals;
  std::string cases;
  const auto add = [&](Outcome outcome, const char* name, const std::string& fault) {
    totals.add(outcome, 0);
    cases += std::string("    <testcase classname=\"run\" name=\"") + name +
             "\" time=\"0.000\">\n" + fault + "    </testcase>\n";
  };
  for (const std::string& fault : run.endFaults) {
    add(Outcome::crash, "the end of the backend's program",
        fault_element("failure", "crash", fault, "expected: exit code 0 after shutdown\n"));
  }
  for (const std::string& fault : known_failure_faults(run)) {
    add(Outcome::kit_error, "the known failures are up to date",
        fault_element("error", "known-failure", fault, ""));
  }
  if (run.interrupted) {
    std::string not_run;
    for (const std::string& name : run.notRun) not_run += "no result: " + name + "\n";
    add(Outcome::kit_error, "all cases are run",
        fault_element("error", "incomplete", incompleteness(run), not_run));
  }
  if (totals.tests == 0) return "";
  all.add(totals);
  return suite_element("run", totals, cases);
}

}  // namespace

std::string junit_report(const RunResult& run) {
  struct Suite {
    std::string name;
    Totals totals;
    std::string cases;
  };
  std::vector<Suite> suites;
  for (const CaseResult& result : run.cases) {
    const std::string name = suite_and_test(result.name).first;
    auto suite = suites.begin();
    while (suite != suites.end() && suite->name != name) ++suite;
    if (suite == suites.end()) suite = suites.insert(suites.end(), {name, {}, ""});
    suite->totals.add(result.outcome, result.durationMs, excuse_of(run, result) != nullptr);
    suite->cases += case_element(run, result);
  }
  Totals all;
  std::string body;
  for (const Suite& suite : suites) {
    all.add(suite.totals);
    body += suite_element(suite.name, suite.totals, suite.cases);
  }
  body += run_suite(run, all);
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" +
         attribute_text("wp-codebox-conformance: " + run.backend.name) + "\"" + attributes(all) +
         (run.startedAt.empty() ? "" : " timestamp=\"" + attribute_text(run.startedAt) + "\"") +
         ">\n" + body + "</testsuites>\n";
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
