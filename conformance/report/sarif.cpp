#include "conformance/report/sarif.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "conformance/report/conclusion.hpp"
#include "conformance/report/escaped_text.hpp"
#include "conformance/report/masked_text.hpp"
#include "conformance/report/repeat_command.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Json = nlohmann::ordered_json;

/// A finding may hold a whole document; a code scanning page may not.
constexpr std::size_t text_limit = 16384;
/// The rule for what a backend's program does wrong after the last case.
constexpr const char* program_end_rule = "program-end";

Json message(std::string_view text) { return {{"text", printable(text)}}; }

const char* severity(Level level) {
  switch (level) {
    case Level::must:
      return "error";
    case Level::should:
      return "warning";
    case Level::may:
      break;
  }
  return "note";
}

Json rule_of(const Requirement& row) {
  Json properties = {
      {"tags", Json::array({row.group, json::enum_text(row.level), json::enum_text(row.profile)})},
      {"level", json::enum_text(row.level)},
      {"profile", json::enum_text(row.profile)},
      {"binds", json::enum_text(row.binds)}};
  if (!row.capability.empty()) properties["capability"] = row.capability;
  return {{"id", row.id},
          {"shortDescription", message(row.text)},
          {"fullDescription", message(row.text)},
          {"help", message("How it is checked: " + row.check)},
          {"defaultConfiguration", {{"level", severity(row.level)}}},
          {"properties", properties}};
}

Json rules_of(const Register& requirements) {
  Json rules = Json::array();
  for (const Requirement& row : requirements.requirements()) rules.push_back(rule_of(row));
  rules.push_back({{"id", program_end_rule},
                   {"shortDescription", message("The backend's program ends in order.")},
                   {"defaultConfiguration", {{"level", "error"}}}});
  return rules;
}

std::string fingerprint(std::initializer_list<std::string_view> parts) {
  Sha256 digest;
  for (const std::string_view part : parts) {
    digest.update(part);
    digest.update("\n");
  }
  return digest.finish_hex();
}

Json locations(const CaseResult& result, const Finding* finding) {
  Json location;
  if (finding != nullptr && !finding->file.empty()) {
    location["physicalLocation"]["artifactLocation"] = {{"uri", printable(finding->file)},
                                                        {"uriBaseId", "SRCROOT"}};
    if (finding->line >= 1) {
      location["physicalLocation"]["region"] = {{"startLine", static_cast<long>(finding->line)}};
    }
  }
  location["logicalLocations"] =
      Json::array({{{"fullyQualifiedName", printable(result.name)}, {"kind", "function"}}});
  return Json::array({location});
}

/// What the results of one run are made from.
class RunWriter {
 public:
  RunWriter(const RunResult& run, const Register& requirements)
      : run_(run), requirements_(requirements) {
    for (const Requirement& row : requirements.requirements()) indices_.emplace(row.id, next_++);
    indices_.emplace(program_end_rule, next_);
  }

  [[nodiscard]] Json log() {
    for (const Verdict& verdict : run_.verdicts) add_results(verdict);
    for (const CaseResult& result : run_.cases) {
      if (result.outcome == Outcome::kit_error) notify_kit_error(result);
    }
    for (const std::string& fault : run_.endFaults) add_end_fault(fault);
    for (const std::string& fault : known_failure_faults(run_)) notify("known-failure", fault);
    if (run_.interrupted) notify("incomplete", incompleteness(run_));
    const Json driver = {{"name", "wp-codebox-conformance"},
                         {"version", printable(run_.kitVersion)},
                         {"rules", rules_of(requirements_)}};
    Json invocation = {{"executionSuccessful", notifications_.empty()},
                       {"toolExecutionNotifications", notifications_}};
    // A report that somebody edited may say anything here, and others parse this as a time.
    if (is_time(run_.startedAt)) invocation["startTimeUtc"] = run_.startedAt;
    return {{"tool", {{"driver", driver}}},
            {"invocations", Json::array({invocation})},
            {"automationDetails", {{"id", "wp-codebox-conformance/" + backend_name() + "/"}}},
            {"columnKind", "unicodeCodePoints"},
            {"results", results_},
            {"properties",
             {{"backend", backend_name()},
              {"attachment", printable(run_.attachment)},
              {"contractVersion", printable(run_.contractVersion)},
              {"conformance", json::enum_text(run_.conformance)},
              {"complete", run_.complete}}}};
  }

 private:
  [[nodiscard]] std::string backend_name() const { return one_line(run_.backend.name); }

  Json& add_result(const std::string& rule, const char* level, const std::string& text,
                   const std::string& print) {
    Json result = {{"ruleId", printable(rule)}};
    if (const auto index = indices_.find(rule); index != indices_.end()) {
      result["ruleIndex"] = index->second;
    }
    result["level"] = level;
    result["message"] = message(text);
    result["partialFingerprints"] = {{"finding/v1", print}};
    results_.push_back(std::move(result));
    return results_.back();
  }

  void add_results(const Verdict& verdict) {
    for (const CaseResult* bad : bad_cases(run_, verdict)) {
      if (!is_finding(bad->outcome)) continue;
      if (bad->findings.empty()) add_finding(verdict, *bad, nullptr);
      for (const Finding& finding : bad->findings) add_finding(verdict, *bad, &finding);
    }
  }

  void add_finding(const Verdict& verdict, const CaseResult& bad, const Finding* finding) {
    const std::string outcome(json::enum_text(bad.outcome));
    const std::string repeat = repeat_command(run_, verdict.id);
    std::string text = outcome;
    std::string what = outcome;
    if (finding != nullptr) {
      what = finding->what;
      text = what + "\nexpected: " + bounded(finding->expected, text_limit) +
             "\ngot: " + bounded(finding->got, text_limit);
    }
    Json& result = add_result(verdict.id, severity(verdict.level), text + "\nrepeat: " + repeat,
                              fingerprint({backend_name(), verdict.id, bad.name, what}));
    result["locations"] = locations(bad, finding);
    result["properties"] = {{"case", printable(bad.name)},
                            {"outcome", outcome},
                            {"profile", json::enum_text(verdict.profile)},
                            {"repeat", printable(repeat)}};
    if (const KnownFailureVerdict* known = excuse_of(run_, verdict)) {
      result["suppressions"] =
          Json::array({{{"kind", "external"}, {"justification", printable(excuse_text(*known))}}});
    }
  }

  void add_end_fault(const std::string& fault) {
    add_result(program_end_rule, "error", fault,
               fingerprint({backend_name(), program_end_rule, fault}));
  }

  void notify(const char* id, const std::string& text) {
    notifications_.push_back(
        {{"descriptor", {{"id", id}}}, {"level", "error"}, {"message", message(text)}});
  }

  void notify_kit_error(const CaseResult& result) {
    std::string text = "kit error in the case " + result.name;
    for (const Finding& finding : result.findings) {
      text += "\n" + finding.what + "\nexpected: " + bounded(finding.expected, text_limit) +
              "\ngot: " + bounded(finding.got, text_limit);
    }
    notify("kit-error", text);
  }

  const RunResult& run_;
  const Register& requirements_;
  std::map<std::string, std::size_t> indices_;
  std::size_t next_ = 0;
  Json results_ = Json::array();
  Json notifications_ = Json::array();
};

}  // namespace

std::string sarif_report(std::span<const RunResult> runs, const Register& requirements) {
  Json logs = Json::array();
  for (const RunResult& run : runs) logs.push_back(RunWriter(run, requirements).log());
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", logs}};
  return log.dump(2) + "\n";
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
