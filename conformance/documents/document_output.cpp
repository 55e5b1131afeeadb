#include "conformance/documents/document_output.hpp"

#include <nlohmann/json.hpp>
#include <ostream>
#include <set>

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Json = nlohmann::ordered_json;

/// Compact text; bytes that are not UTF-8 (in names of files) are replaced.
std::string text_of(const Json& value, int indent = -1) {
  return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

void print_report(const DocumentReport& report, std::ostream& out) {
  if (report.failure) {
    out << report.name << ": " << *report.failure << '\n';
    return;
  }
  if (report.findings.empty()) out << report.name << ": valid (" << report.kind << ")\n";
  for (const DocumentFinding& finding : report.findings) {
    out << report.name << ':' << finding.position.line << ':' << finding.position.column << ": "
        << finding.code << " at " << finding.path << ": " << finding.message << '\n';
  }
}

std::string report_line(const DocumentReport& report) {
  Json line;
  line["name"] = report.name;
  line["kind"] = report.kind;
  line["valid"] = report.valid();
  if (report.failure) line["error"] = *report.failure;
  line["findings"] = Json::array();
  for (const DocumentFinding& finding : report.findings) {
    line["findings"].push_back({{"code", finding.code},
                                {"path", finding.path},
                                {"pointer", finding.pointer},
                                {"message", finding.message},
                                {"line", finding.position.line},
                                {"column", finding.position.column},
                                {"offset", finding.position.offset}});
  }
  return text_of(line);
}

std::string sarif_log(const std::vector<DocumentReport>& reports) {
  Json results = Json::array();
  std::set<std::string> codes;
  for (const DocumentReport& report : reports) {
    std::vector<DocumentFinding> findings = report.findings;
    if (report.failure) findings.push_back({"document-unreadable", "$", "", *report.failure, {}});
    for (const DocumentFinding& finding : findings) {
      codes.insert(finding.code);
      const Json region = {{"startLine", finding.position.line},
                           {"startColumn", finding.position.column}};
      const Json place = {
          {"physicalLocation", {{"artifactLocation", {{"uri", report.name}}}, {"region", region}}},
          {"logicalLocations", Json::array({{{"fullyQualifiedName", finding.path}}})}};
      results.push_back({{"ruleId", finding.code},
                         {"level", "error"},
                         {"message", {{"text", finding.path + ": " + finding.message}}},
                         {"locations", Json::array({place})}});
    }
  }
  Json rules = Json::array();
  for (const std::string& code : codes) rules.push_back({{"id", code}});
  const Json driver = {
      {"name", "wp-codebox-conformance"}, {"version", sdk_version}, {"rules", rules}};
  const Json run = {
      {"tool", {{"driver", driver}}}, {"columnKind", "unicodeCodePoints"}, {"results", results}};
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}};
  return text_of(log, 2);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
