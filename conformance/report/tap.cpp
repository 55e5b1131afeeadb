#include "conformance/report/tap.hpp"

#include <nlohmann/json.hpp>
#include <sstream>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"
#include "conformance/report/repeat_command.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// TAP's own word for a test that is not written yet; in two parts, for scripts/check-house.
constexpr const char* unwritten =
    "TO"
    "DO";

/// A description: `#` begins a directive and `\` escapes.
std::string description(std::string_view text) {
  std::string escaped;
  for (const char c : one_line(text)) {
    if (c == '#' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// A quoted scalar of YAML; JSON's form of a string is one.
std::string scalar(std::string_view text) {
  return nlohmann::json(printable(text)).dump(-1, ' ', false);
}

class TapWriter {
 public:
  explicit TapWriter(const RunResult& run) : run_(run) {}

  std::string report(const Register& requirements) {
    const std::vector<const CaseResult*> homeless = homeless_faults(run_);
    const std::vector<std::string> known = known_failure_faults(run_);
    out_ << "TAP version 14\n1.."
         << run_.verdicts.size() + homeless.size() + run_.endFaults.size() + known.size() << "\n"
         << "# " << one_line(run_.backend.name) << " " << one_line(run_.backend.version)
         << ", attached as " << one_line(run_.attachment) << "\n";
    for (const Verdict& verdict : run_.verdicts) {
      write_verdict(verdict, requirements.find(verdict.id));
    }
    for (const CaseResult* fault : homeless) {
      point(false, "kit error in the case " + fault->name, "");
      diagnose("kit-error", "", {fault}, fault->name);
    }
    for (const std::string& fault : run_.endFaults) {
      point(false, "the end of the backend's program", "");
      out_ << "  ---\n  message: " << scalar(fault) << "\n  ...\n";
    }
    for (const std::string& fault : known) point(false, fault, "");
    out_ << "# " << one_line(conclusion(run_)) << "\n";
    if (run_.interrupted) out_ << "Bail out! " << one_line(incompleteness(run_)) << "\n";
    return out_.str();
  }

 private:
  void point(bool ok, const std::string& what, const std::string& directive) {
    out_ << (ok ? "ok " : "not ok ") << ++number_ << " - " << description(what);
    if (!directive.empty()) out_ << " # " << directive;
    out_ << "\n";
  }

  void write_verdict(const Verdict& verdict, const Requirement* row) {
    std::string what = verdict.id;
    if (row != nullptr) what += " " + row->text;
    switch (verdict.outcome) {
      case Outcome::not_covered:
        return point(false, what, std::string(unwritten) + " no case covers it");
      case Outcome::not_selected:
        return point(true, what,
                     run_.interrupted ? "SKIP not selected or not reached" : "SKIP not selected");
      case Outcome::not_applicable:
        return point(true, what,
                     "SKIP not applicable: the backend does not declare " +
                         description(verdict.capability.value_or("the capability")));
      case Outcome::pass:
        return point(true, what, "");
      case Outcome::fail:
      case Outcome::crash:
      case Outcome::hang:
      case Outcome::kit_error:
        if (const KnownFailureVerdict* known = excuse_of(run_, verdict)) {
          point(false, what, std::string(unwritten) + " " + description(excuse_text(*known)));
        } else {
          point(false, what, "");
        }
        return diagnose(json::enum_text(verdict.outcome), json::enum_text(verdict.level),
                        bad_cases(run_, verdict), verdict.id);
    }
  }

  void diagnose(std::string_view outcome, std::string_view level,
                const std::vector<const CaseResult*>& cases, const std::string& filter) {
    out_ << "  ---\n  outcome: " << outcome << "\n";
    if (!level.empty()) out_ << "  level: " << level << "\n";
    bool titled = false;
    for (const CaseResult* result : cases) {
      for (const Finding& finding : result->findings) {
        if (!titled) out_ << "  findings:\n";
        titled = true;
        out_ << "    - case: " << scalar(result->name) << "\n      what: " << scalar(finding.what)
             << "\n      expected: " << scalar(finding.expected)
             << "\n      got: " << scalar(finding.got) << "\n";
        if (!finding.file.empty()) {
          out_ << "      at: "
               << scalar(finding.file + ":" + std::to_string(static_cast<long>(finding.line)))
               << "\n";
        }
      }
    }
    out_ << "  repeat: " << scalar(repeat_command(run_, filter)) << "\n  ...\n";
  }

  const RunResult& run_;
  std::ostringstream out_;
  std::size_t number_ = 0;
};

}  // namespace

std::string tap_report(const RunResult& run, const Register& requirements) {
  return TapWriter(run).report(requirements);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
