#include "conformance/documents/document_check.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <span>
#include <system_error>
#include <utility>

#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/stream.hpp"
#include "wp_codebox/validation/policy.hpp"
#include "wp_codebox/validation/recipe.hpp"
#include "wp_codebox/validation/sandbox_tool_policy.hpp"
#include "wp_codebox/validation/trace_stream.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::string_view trace_kind = "runtime-episode-trace";

const DocumentType* type_of_kind(std::string_view kind) {
  for (const DocumentType& type : document_types) {
    if (type.kind == kind || type.schema_id == kind) return &type;
  }
  return nullptr;
}

/// A finding whose place is known as a path only.
struct Raw {
  json::Path path;
  std::string code;
  std::string message;
};

/// `tools[0].id` as a path.
json::Path path_of_field(std::string_view field) {
  json::Path path;
  std::string name;
  const auto finish = [&] {
    if (!name.empty()) path.push(std::exchange(name, {}));
  };
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] == '.') {
      finish();
    } else if (field[i] == '[') {
      finish();
      std::size_t index = 0;
      for (++i; i < field.size() && field[i] != ']'; ++i) {
        index = index * 10 + static_cast<std::size_t>(field[i] - '0');
      }
      path.push(index);
    } else {
      name += field[i];
    }
  }
  finish();
  return path;
}

/// What a kind's own validator finds beyond the rules of the type.
std::vector<Raw> own_rules(std::string_view kind, const std::string& name, const json::Node& node) {
  std::vector<Raw> found;
  if (kind == "workspace-recipe") {
    const RecipeValidation result = validate_recipe(node, RecipeHost::real(name));
    for (const RecipeIssue& issue : result.issues) {
      found.push_back({issue.path, issue.code, issue.message});
    }
  } else if (kind == "sandbox-tool-policy") {
    for (const SandboxToolPolicyIssue& issue : validate_sandbox_tool_policy(node)) {
      const bool whole = issue.field == "sandbox_tool_policy";
      found.push_back(
          {whole ? json::Path() : path_of_field(issue.field), issue.code, issue.message});
    }
  }
  return found;
}

std::vector<Raw> findings_of(const DocumentType& type, const std::string& name,
                             const json::Node& node) {
  std::vector<Raw> found;
  if (type.kind == "runtime-policy") {
    for (const RuntimePolicyIssue& issue : validate_policy(node).issues) {
      found.push_back({path_of_field(issue.field), issue.code, issue.message});
    }
    return found;
  }
  json::Issues issues;
  type.check(node, issues);
  for (const json::Issue& issue : issues) {
    found.push_back(
        {issue.path, issue.code, "expected " + issue.expected + ", found " + issue.found});
  }
  for (Raw& raw : own_rules(type.kind, name, node)) {
    const bool known = std::any_of(found.begin(), found.end(),
                                   [&raw](const Raw& other) { return other.path == raw.path; });
    if (!known) found.push_back(std::move(raw));
  }
  return found;
}

void place(DocumentReport& report, std::string_view text, std::vector<Raw> found) {
  std::vector<json::Path> paths;
  paths.reserve(found.size());
  for (const Raw& raw : found) paths.push_back(raw.path);
  const auto positions = json::locate_all(text, paths);
  for (std::size_t i = 0; i < found.size(); ++i) {
    report.findings.push_back({std::move(found[i].code), found[i].path.dotted(),
                               found[i].path.pointer(), std::move(found[i].message),
                               positions ? (*positions)[i] : json::SourcePosition()});
  }
}

void not_json(DocumentReport& report, const json::ReadError& error) {
  report.findings.push_back({std::string(error.code),
                             "$",
                             "",
                             "expected " + error.expected,
                             {error.offset, error.line, error.column}});
}

DocumentReport trace_report(std::string name, const TraceStreamResult& result) {
  DocumentReport report;
  report.name = std::move(name);
  report.kind = trace_kind;
  for (std::size_t i = 0; i < result.issues.size(); ++i) {
    const json::Issue& issue = result.issues[i];
    report.findings.push_back({issue.code, issue.path.dotted(), issue.path.pointer(),
                               "expected " + issue.expected + ", found " + issue.found,
                               result.positions[i]});
  }
  if (result.error) not_json(report, *result.error);
  return report;
}

/// The kind that a document's member `schema` names; empty when there is none.
const DocumentType* detect(const json::Node& node) {
  const json::Node* schema = node.find("schema");
  return schema == nullptr || !schema->is_string() ? nullptr : type_of_kind(schema->text());
}

/// The bytes of a file or of standard input, told to somebody as they are read.
class CountedSource final : public json::Source {
 public:
  CountedSource(const std::string& name, const BytesRead& read)
      : file_(name == "-" ? json::FileSource(stdin) : json::FileSource(name)), read_(read) {}

  [[nodiscard]] bool is_open() const { return file_.is_open(); }

  [[nodiscard]] std::optional<std::size_t> read(char* to, std::size_t size) override {
    const auto count = file_.read(to, size);
    if (count && read_) read_(*count);
    return count;
  }

 private:
  json::FileSource file_;
  const BytesRead& read_;
};

/// Whether the first member of a file's document is the schema id of traces.
bool begins_as_trace(const std::string& name) {
  std::error_code ignored;
  // A pipe can be read only once.
  if (!std::filesystem::is_regular_file(name, ignored)) return false;
  json::FileSource source(name);
  json::StreamReader reader(source);
  if (!reader.enter_object() || !reader.next_member() || reader.name() != "schema") return false;
  if (reader.peek() != json::Kind::string) return false;
  const json::Node* schema = reader.value();
  return schema != nullptr && schema->equals(RuntimeEpisodeTrace::table.schema_id);
}

/// A whole file or standard input; nothing when it cannot be read.
std::optional<std::string> read_all(const std::string& name, const BytesRead& read) {
  errno = 0;
  CountedSource source(name, read);
  if (!source.is_open()) return std::nullopt;
  std::string text;
  std::string piece(std::size_t{1} << 16U, '\0');
  for (;;) {
    const auto count = source.read(piece.data(), piece.size());
    if (!count) return std::nullopt;
    if (*count == 0) return text;
    text.append(piece, 0, *count);
  }
}

}  // namespace

DocumentReport check_document(std::string name, std::string_view text, std::string_view kind) {
  if (kind == trace_kind) return trace_report(std::move(name), check_trace_text(text));
  DocumentReport report;
  report.name = std::move(name);
  json::Document document;
  if (const auto error = document.read(text)) {
    not_json(report, *error);
    return report;
  }
  const DocumentType* type = kind.empty() ? detect(document.root()) : type_of_kind(kind);
  if (type == nullptr) {
    report.failure = kind.empty() ? "no known schema id in the document; name its kind with --kind"
                                  : "there is no kind " + std::string(kind);
    return report;
  }
  if (type->kind == trace_kind) return trace_report(report.name, check_trace_text(text));
  report.kind = std::string(type->kind);
  place(report, text, findings_of(*type, report.name, document.root()));
  return report;
}

DocumentReport check_document_file(const std::string& name, std::string_view kind,
                                   const BytesRead& read) {
  if (kind == trace_kind || (kind.empty() && name != "-" && begins_as_trace(name))) {
    CountedSource source(name, read);
    if (source.is_open()) {
      json::StreamReader reader(source);
      return trace_report(name, check_trace_stream(reader));
    }
  }
  auto text = read_all(name, read);
  if (!text) {
    DocumentReport report;
    report.name = name;
    report.failure = std::strerror(errno);
    return report;
  }
  return check_document(name, *text, kind);
}

std::vector<std::string> document_kinds() {
  std::vector<std::string> kinds;
  for (const DocumentType& type : document_types) kinds.emplace_back(type.kind);
  return kinds;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
