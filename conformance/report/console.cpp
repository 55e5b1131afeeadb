#include "conformance/report/console.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"
#include "conformance/report/remarks.hpp"
#include "conformance/report/repeat_command.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

struct Column {
  const char* title;
  std::size_t (*count)(const OutcomeCounts& counts);
  bool always;  ///< Shown even when it is 0 everywhere.
};

constexpr std::array columns = {
    Column{"passed", [](const OutcomeCounts& c) { return c[Outcome::pass]; }, true},
    Column{"failed", [](const OutcomeCounts& c) { return c.findings(); }, true},
    Column{"kit errors", [](const OutcomeCounts& c) { return c[Outcome::kit_error]; }, false},
    Column{"not covered", [](const OutcomeCounts& c) { return c[Outcome::not_covered]; }, true},
    Column{"not selected", [](const OutcomeCounts& c) { return c[Outcome::not_selected]; }, false},
    Column{"not applicable", [](const OutcomeCounts& c) { return c[Outcome::not_applicable]; },
           true},
};

/// What the program did after the last case.
void write_end_faults(std::ostringstream& out, const RunResult& run) {
  for (const std::string& fault : run.endFaults) {
    out << "\nthe end of the backend's program\n      expected: exit code 0 after shutdown\n"
        << "      got:      " << printable(fault) << "\n";
  }
}

void write_identity(std::ostringstream& out, const RunResult& run) {
  out << "\nBackend:      " << one_line(run.backend.name) << " " << one_line(run.backend.version)
      << ", kind " << one_line(run.backend.kind.text()) << ", attached as " << run.attachment
      << "\n";
  out << "Capabilities:";
  for (const BackendCapability& capability : run.backend.capabilities) {
    out << " " << one_line(capability.text());
  }
  if (run.backend.capabilities.empty()) out << " none";
  if (run.mutant) out << "\nMutant:       " << *run.mutant;
  out << "\nRequirements: " << run.requirementSet.count << " of contract " << run.contractVersion
      << ", set " << run.requirementSet.digest.substr(0, 12) << ", kit " << run.kitVersion
      << "\n\n";
}

void write_counts(std::ostringstream& out, const RunResult& run) {
  const auto shown = [&](const Column& column) {
    if (column.always) return true;
    OutcomeCounts all;
    for (const Verdict& verdict : run.verdicts) all.add(verdict.outcome);
    return column.count(all) > 0;
  };
  const auto width = [](const Column& column) {
    return static_cast<int>(std::string_view(column.title).size()) + 3;
  };
  out << std::string(15, ' ');
  for (const Column& column : columns) {
    if (shown(column)) out << std::setw(width(column)) << column.title;
  }
  for (const Level level : {Level::must, Level::should, Level::may}) {
    for (const Profile profile : {Profile::core, Profile::strict}) {
      const OutcomeCounts counts = count(run.verdicts, level, profile);
      out << "\n  " << std::left << std::setw(7) << json::enum_text(level) << std::setw(6)
          << json::enum_text(profile) << std::right;
      for (const Column& column : columns) {
        if (shown(column)) out << std::setw(width(column)) << column.count(counts);
      }
    }
  }
  out << "\n";
}

void write_finding(std::ostringstream& out, const Finding& finding) {
  out << "    " << printable(finding.what);
  if (!finding.file.empty()) out << "  (" << finding.file << ":" << finding.line << ")";
  out << "\n      expected: " << printable(finding.expected)
      << "\n      got:      " << printable(finding.got) << "\n";
}

void write_failure(std::ostringstream& out, const RunResult& run, const Verdict& verdict,
                   const Requirement* row) {
  out << "\n"
      << verdict.id << " (" << json::enum_text(verdict.level) << ", "
      << json::enum_text(verdict.profile) << "): " << json::enum_text(verdict.outcome) << "\n";
  if (row != nullptr) out << "  required: " << row->text << "\n";
  for (const CaseResult* result : bad_cases(run, verdict)) {
    out << "  case: " << result->name << "\n";
    for (const Finding& finding : result->findings) write_finding(out, finding);
    if (result->transcript) out << "    transcript: " << one_line(*result->transcript) << "\n";
    out << "    repeat: " << repeat_command(run, result->name) << "\n";
  }
}

/// Faults of the kit that no requirement shows, such as a case without an id.
void write_homeless_faults(std::ostringstream& out, const RunResult& run) {
  for (const CaseResult* result : homeless_faults(run)) {
    out << "\nkit error in the case " << result->name << "\n";
    for (const Finding& finding : result->findings) write_finding(out, finding);
  }
}

}  // namespace

std::string case_title(const std::vector<std::string>& requirements, std::string_view test_name) {
  std::string title;
  for (const std::string& id : requirements) {
    title += id + " ";
    test_name.remove_prefix(std::min(test_name.size(), id.size() + 1));
  }
  std::string words(test_name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return title + words;
}

std::string console_summary(const RunResult& run, const Register& requirements,
                            const std::vector<std::string>& report_lines) {
  std::ostringstream out;
  for (const Verdict& verdict : run.verdicts) {
    if (is_finding(verdict.outcome) || verdict.outcome == Outcome::kit_error) {
      write_failure(out, run, verdict, requirements.find(verdict.id));
    }
  }
  write_homeless_faults(out, run);
  write_end_faults(out, run);
  write_identity(out, run);
  write_counts(out, run);
  out << remarks(run) << "\n";
  if (const std::string remark = remark_on_recommendations(run); !remark.empty()) {
    out << remark << "\n";
  }
  for (const std::string& line : report_lines) out << line << "\n";
  out << plural(run.cases.size(), "case") << " in " << std::fixed << std::setprecision(1)
      << run.durationMs / 1000 << " s\n"
      << final_line(run) << "\n";
  return out.str();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
