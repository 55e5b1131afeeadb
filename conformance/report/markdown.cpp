#include "conformance/report/markdown.hpp"

#include <algorithm>
#include <iomanip>
#include <sstream>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"
#include "conformance/report/repeat_command.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::size_t report_limit = 900'000;
constexpr std::size_t text_limit = 4096;

/// Text that is only text: no markup of Markdown, no HTML, no cell of a table.
std::string plain(std::string_view text) {
  std::string escaped;
  for (const char c : one_line(text)) {
    if (c == '<' || c == '&') {
      escaped += c == '<' ? "&lt;" : "&amp;";
      continue;
    }
    if (std::string_view("\\`*_{}[]()>#+-.!|~@:$").find(c) != std::string_view::npos) {
      escaped += '\\';
    }
    escaped += c;
  }
  return escaped;
}

/// A block of code that no line of the text can end.
std::string code_block(std::string_view text) {
  const std::string shown = printable(text);
  std::size_t longest = 2;
  std::size_t length = 0;
  for (const char c : shown) {
    length = c == '`' ? length + 1 : 0;
    longest = std::max(longest, length);
  }
  const std::string fence(longest + 1, '`');
  return fence + "\n" + shown + (shown.ends_with('\n') ? "" : "\n") + fence + "\n";
}

const char* mark(const RunResult& run) {
  if (run.conformance == Conformance::not_conformant) return "❌";
  return run.conformance == Conformance::conformant && !run.interrupted ? "✅" : "⚠️";
}

std::string identity(const RunResult& run) {
  return plain(run.backend.name) + " " + plain(run.backend.version);
}

void write_counts(std::ostringstream& out, const RunResult& run) {
  out << "| level | profile | passed | failed | kit errors | not covered | not selected | not "
         "applicable |\n|---|---|--:|--:|--:|--:|--:|--:|\n";
  for (const Level level : {Level::must, Level::should, Level::may}) {
    for (const Profile profile : {Profile::core, Profile::strict}) {
      const OutcomeCounts counts = count(run.verdicts, level, profile);
      if (counts.total() == 0) continue;
      out << "| " << json::enum_text(level) << " | " << json::enum_text(profile) << " | "
          << counts[Outcome::pass] << " | " << counts.findings() << " | "
          << counts[Outcome::kit_error] << " | " << counts[Outcome::not_covered] << " | "
          << counts[Outcome::not_selected] << " | " << counts[Outcome::not_applicable] << " |\n";
    }
  }
  out << "\n";
}

std::string findings_of(const CaseResult& result) {
  std::string text = "Case " + plain(result.name) + "\n\n";
  for (const Finding& finding : result.findings) {
    std::string shown = finding.what;
    if (!finding.file.empty()) {
      shown += "  (" + finding.file + ":" + std::to_string(static_cast<long>(finding.line)) + ")";
    }
    shown += "\nexpected: " + bounded(finding.expected, text_limit) +
             "\ngot:      " + bounded(finding.got, text_limit);
    text += code_block(shown) + "\n";
  }
  return text;
}

std::string failure(const RunResult& run, const Verdict& verdict, const Requirement* row) {
  std::string text = "<details><summary><b>" + markup_text(verdict.id) + "</b> (" +
                     std::string(json::enum_text(verdict.level)) + ", " +
                     std::string(json::enum_text(verdict.profile)) +
                     "): " + std::string(json::enum_text(verdict.outcome));
  if (const KnownFailureVerdict* known = excuse_of(run, verdict)) {
    text += ", " + markup_text(one_line(excuse_text(*known)));
  }
  text += "</summary>\n\n";
  if (row != nullptr) text += "Required: " + plain(row->text) + "\n\n";
  for (const CaseResult* bad : bad_cases(run, verdict)) text += findings_of(*bad);
  return text + "Repeat:\n\n" + code_block(repeat_command(run, verdict.id)) + "\n</details>\n\n";
}

void write_run(std::ostringstream& out, const RunResult& run, const Register& requirements) {
  out << "## " << mark(run) << " " << identity(run) << "\n\n" << plain(conclusion(run)) << "\n";
  if (const std::string remark = remark_on_recommendations(run); !remark.empty()) {
    out << plain(remark) << "\n";
  }
  out << "\nAttached as " << plain(run.attachment) << "; "
      << static_cast<long>(run.requirementSet.count) << " requirements of contract "
      << plain(run.contractVersion) << ", set " << plain(run.requirementSet.digest.substr(0, 12))
      << ", kit " << plain(run.kitVersion) << "; " << plural(run.cases.size(), "case") << " in "
      << std::fixed << std::setprecision(1) << run.durationMs / 1000 << " s\n\n";
  write_counts(out, run);
  for (const std::string& fault : run.endFaults) {
    out << "The end of the backend's program:\n\n"
        << code_block(bounded(fault, text_limit)) << "\n";
  }
  for (const std::string& fault : known_failure_faults(run)) {
    out << "Out of date: " << plain(fault) << "\n\n";
  }
  for (const CaseResult* fault : homeless_faults(run)) out << "Kit error. " << findings_of(*fault);
  std::size_t left_out = 0;
  for (const Verdict& verdict : run.verdicts) {
    if (!is_finding(verdict.outcome) && verdict.outcome != Outcome::kit_error) continue;
    const std::string text = failure(run, verdict, requirements.find(verdict.id));
    if (static_cast<std::size_t>(out.tellp()) + text.size() > report_limit) {
      ++left_out;
    } else {
      out << text;
    }
  }
  if (left_out > 0) {
    out << plural(left_out, "failed requirement") << " more did not fit in here.\n\n";
  }
}

std::string_view outcome_of(const RunResult& run, const std::string& id) {
  for (const Verdict& verdict : run.verdicts) {
    if (verdict.id == id) return json::enum_text(verdict.outcome);
  }
  return "-";
}

void write_comparison(std::ostringstream& out, std::span<const RunResult> runs,
                      const Register& requirements) {
  out << "## Comparison\n\n| requirement | level |";
  for (const RunResult& run : runs) out << " " << mark(run) << " " << identity(run) << " |";
  out << "\n|---|---|";
  for (std::size_t i = 0; i < runs.size(); ++i) out << "---|";
  out << "\n";
  std::size_t same = 0;
  for (const Requirement& row : requirements.requirements()) {
    const std::string_view first = outcome_of(runs.front(), row.id);
    if (std::all_of(runs.begin(), runs.end(),
                    [&](const RunResult& run) { return outcome_of(run, row.id) == first; })) {
      ++same;
      continue;
    }
    out << "| " << row.id << " | " << json::enum_text(row.level) << " |";
    for (const RunResult& run : runs) out << " " << outcome_of(run, row.id) << " |";
    out << "\n";
  }
  out << "\n" << plural(same, "requirement") << " came out the same.\n\n";
}

}  // namespace

std::string markdown_report(std::span<const RunResult> runs, const Register& requirements) {
  std::ostringstream out;
  if (runs.size() > 1) write_comparison(out, runs, requirements);
  for (const RunResult& run : runs) write_run(out, run, requirements);
  return out.str();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
