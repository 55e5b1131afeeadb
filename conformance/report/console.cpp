#include "conformance/report/console.hpp"

#include <algorithm>
#include <array>
#include <iomanip>
#include <sstream>

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

std::string plural(std::size_t count, const std::string& thing) {
  return std::to_string(count) + " " + thing + (count == 1 ? "" : "s");
}

/// What the program did after the last case.
void write_end_faults(std::ostringstream& out, const RunResult& run) {
  for (const std::string& fault : run.endFaults) {
    out << "\nthe end of the backend's program\n      expected: exit code 0 after shutdown\n"
        << "      got:      " << fault << "\n";
  }
}

void write_identity(std::ostringstream& out, const RunResult& run) {
  out << "\nBackend:      " << run.backend.name << " " << run.backend.version << ", kind "
      << run.backend.kind.text() << ", attached as " << run.attachment << "\n";
  out << "Capabilities:";
  for (const BackendCapability& capability : run.backend.capabilities) {
    out << " " << capability.text();
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
  out << "    " << finding.what;
  if (!finding.file.empty()) out << "  (" << finding.file << ":" << finding.line << ")";
  out << "\n      expected: " << finding.expected << "\n      got:      " << finding.got << "\n";
}

void write_failure(std::ostringstream& out, const RunResult& run, const Verdict& verdict,
                   const Requirement* row) {
  out << "\n"
      << verdict.id << " (" << json::enum_text(verdict.level) << ", "
      << json::enum_text(verdict.profile) << "): " << json::enum_text(verdict.outcome) << "\n";
  if (row != nullptr) out << "  required: " << row->text << "\n";
  for (const CaseResult& result : run.cases) {
    const auto& ids = result.requirements;
    if (std::find(ids.begin(), ids.end(), verdict.id) == ids.end()) continue;
    if (result.outcome == Outcome::pass || result.outcome == Outcome::not_applicable) continue;
    out << "  case: " << result.name << "\n";
    for (const Finding& finding : result.findings) write_finding(out, finding);
  }
  out << "  repeat: wp-codebox-conformance run";
  if (!run.program) out << " --backend " << run.attachment;
  if (run.mutant) out << " --mutant " << *run.mutant;
  out << " --filter " << verdict.id;
  if (run.program) out << " --exec " << run.attachment;
  out << "\n";
}

/// Faults of the kit that no requirement shows, such as a case without an id.
void write_homeless_faults(std::ostringstream& out, const RunResult& run) {
  for (const CaseResult& result : run.cases) {
    const bool homeless =
        std::none_of(run.verdicts.begin(), run.verdicts.end(), [&](const Verdict& verdict) {
          return std::find(verdict.cases.begin(), verdict.cases.end(), result.name) !=
                 verdict.cases.end();
        });
    if (result.outcome != Outcome::kit_error || !homeless) continue;
    out << "\nkit error in the case " << result.name << "\n";
    for (const Finding& finding : result.findings) write_finding(out, finding);
  }
}

std::string conclusion(const RunResult& run) {
  OutcomeCounts core = count(run.verdicts, Level::must, Profile::core);
  OutcomeCounts strict = count(run.verdicts, Level::must, Profile::strict);
  const std::string contract = "contract " + run.contractVersion;
  switch (run.conformance) {
    case Conformance::conformant:
      return "Conformant to " + contract + " as far as the kit looks: all " +
             plural(core[Outcome::pass] + strict[Outcome::pass], "MUST requirement") +
             " that it checks hold" + (run.complete ? "" : " (not all cases were selected)") + ".";
    case Conformance::not_conformant:
      return "NOT conformant to " + contract + ": " +
             plural(core.findings() + strict.findings(), "MUST requirement") + " failed (" +
             std::to_string(core.findings()) + " core, " + std::to_string(strict.findings()) +
             " strict)" +
             (run.endFaults.empty() ? "." : ", and the backend's program did not end in order.");
    case Conformance::undecided:
      break;
  }
  return "Undecided: the kit itself failed, or no MUST requirement was checked.";
}

std::string remark_on_recommendations(const RunResult& run) {
  std::size_t findings = 0;
  for (const Level level : {Level::should, Level::may}) {
    for (const Profile profile : {Profile::core, Profile::strict}) {
      findings += count(run.verdicts, level, profile).findings();
    }
  }
  return findings == 0 ? "" : plural(findings, "SHOULD or MAY requirement") + " failed too.\n";
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
  out << "\n" << conclusion(run) << "\n" << remark_on_recommendations(run);
  for (const std::string& line : report_lines) out << line << "\n";
  out << plural(run.cases.size(), "case") << " in " << std::fixed << std::setprecision(1)
      << run.durationMs / 1000 << " s\n";
  return out.str();
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
