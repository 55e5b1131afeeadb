#include "conformance/documents/document_commands.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <iostream>
#include <istream>
#include <iterator>
#include <ostream>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "conformance/command/program.hpp"
#include "conformance/documents/document_check.hpp"
#include "conformance/documents/document_digest.hpp"
#include "conformance/documents/document_output.hpp"
#include "conformance/documents/ordered_jobs.hpp"
#include "conformance/documents/progress_line.hpp"
#include "conformance/vectors_runner/vector_file.hpp"
#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/schema.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/apply_preflight.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr const char* validate_footer =
    "The kind is found from the member `schema` or named with --kind (see `schema`).\n"
    "Example, every recipe below a folder, one line of JSON each:\n"
    "  find . -name recipe.json | wp-codebox-conformance validate --json --list -\n\n"
    "Exit codes: 0 all valid, 1 findings, 2 wrong arguments, 3 a document could not be read.";
constexpr const char* verify_footer =
    "Example, a fleet of bundles on four threads:\n"
    "  wp-codebox-conformance verify-bundle --strict --json --jobs 4 runs/*/bundle\n\n"
    "Exit codes: 0 all valid, 1 violations, 2 wrong arguments.";
constexpr const char* preflight_footer =
    "Example, whether one change of a bundle may be applied:\n"
    "  wp-codebox-conformance preflight bundle --approve /wordpress/wp-content/plugins/a/a.php\n\n"
    "Exit codes: 0 ready, 1 not ready, 2 wrong arguments.";
constexpr const char* digest_footer =
    "Example, the digest that a trace must carry for an execution:\n"
    "  wp-codebox-conformance digest execution result.json\n\n"
    "Exit codes: 0 printed, 1 the text is not JSON, 2 wrong arguments, 3 it cannot be read.";
constexpr const char* schema_footer =
    "Example, the schema of recipes for an editor:\n"
    "  wp-codebox-conformance schema workspace-recipe > recipe.schema.json";
constexpr const char* vectors_footer =
    "Example, the vectors that come with the kit:\n"
    "  wp-codebox-conformance vectors conformance/vectors\n\n"
    "Exit codes: 0 every row is as expected, 1 some are not, 2 wrong arguments.";

/// Whether what goes there is seen by a person at once.
bool on_terminal(const std::ostream& err) { return &err == &std::cerr && isatty(2) != 0; }

/// Of all files together; 0 when one has no size, such as standard input.
std::uint64_t total_bytes(const std::vector<std::string>& names) {
  std::uint64_t total = 0;
  for (const std::string& name : names) {
    std::error_code error;
    const std::uint64_t size = std::filesystem::file_size(name, error);
    if (error) return 0;
    total += size;
  }
  return total;
}

std::size_t default_jobs() { return std::max(1U, std::thread::hardware_concurrency()); }

/// The paths that were given, and those of a list, one a line.
std::vector<std::string> all_paths(const std::vector<std::string>& given, bool list,
                                   std::istream& in) {
  std::vector<std::string> paths;
  for (const std::string& path : given) {
    if (!list || path != "-") {
      paths.push_back(path);
      continue;
    }
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) paths.push_back(line);
    }
  }
  return paths;
}

void add_fleet_options(CLI::App& app, std::size_t& jobs, bool& list, bool& as_json) {
  app.add_flag("--json", as_json, "One line of JSON for each, in their order (NDJSON)");
  app.add_flag("--list", list, "`-` among the paths reads a list of paths, one a line");
  app.add_option("--jobs", jobs, "How many at the same time")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1024}))
      ->capture_default_str();
}

}  // namespace

struct DocumentCommands::Requests {
  std::vector<std::string> paths;
  std::vector<std::string> approved;
  std::string kind;
  std::string schema;
  std::string file;
  std::size_t jobs = default_jobs();
  bool list = false;
  bool as_json = false;
  bool as_sarif = false;
  bool strict = false;
  bool allow_orphans = false;
  CLI::App* validate = nullptr;
  CLI::App* verify = nullptr;
  CLI::App* preflight = nullptr;
  CLI::App* digest = nullptr;
  CLI::App* schemas = nullptr;
  CLI::App* vectors = nullptr;

  void describe_validate(CLI::App& program) {
    validate = program.add_subcommand("validate", "Check documents and name everything wrong");
    validate->add_option("files", paths, "Documents; - reads standard input")->required();
    validate->add_option("--kind", kind, "Kind or schema id of the documents")->type_name("KIND");
    add_fleet_options(*validate, jobs, list, as_json);
    validate->add_flag("--sarif", as_sarif, "As one SARIF 2.1.0 log")->excludes("--json");
    validate->footer(validate_footer);
  }

  void describe_verify(CLI::App& program) {
    verify = program.add_subcommand("verify-bundle", "Check artifact bundles");
    verify->add_option("directories", paths, "Bundle folders")->required();
    verify->add_flag("--strict", strict, "Also refuse what the reference system lets pass");
    verify->add_flag("--allow-orphans", allow_orphans, "Files that are not listed are fine");
    add_fleet_options(*verify, jobs, list, as_json);
    verify->footer(verify_footer);
  }

  void describe_preflight(CLI::App& program) {
    preflight = program.add_subcommand("preflight", "Say whether a bundle may be applied");
    preflight->add_option("directory", file, "The bundle's folder")->required();
    preflight->add_option("--approve", approved, "Sandbox path of a change that is approved")
        ->type_name("PATH");
    preflight->add_flag("--json", as_json, "The whole document, with the patch when ready");
    preflight->footer(preflight_footer);
  }

  void describe_small(CLI::App& program) {
    digest = program.add_subcommand("digest", "Print a digest of the contract");
    std::vector<std::string> kinds;
    std::string text = "What to digest: ";
    for (const DigestKind& candidate : digest_kinds()) {
      text += (kinds.empty() ? "" : ", ") + std::string(candidate.name);
      kinds.emplace_back(candidate.name);
    }
    digest->add_option("kind", kind, text)->required()->check(CLI::IsMember(kinds));
    digest->add_option("file", file, "The document; - reads standard input")->required();
    digest->footer(digest_footer);
    schemas = program.add_subcommand("schema", "Print a JSON Schema, or list all");
    schemas->add_option("id", schema, "Kind or schema id; without it all are listed");
    schemas->footer(schema_footer);
    vectors = program.add_subcommand("vectors", "Run vector files and count by operation");
    vectors->add_option("paths", paths, "Files, or folders of *.jsonl")->required();
    vectors->add_flag("--json", as_json, "The result as JSON");
    vectors->footer(vectors_footer);
  }

  int run_validate(std::istream& in, std::ostream& out, std::ostream& err) {
    std::vector<DocumentReport> reports;
    const std::vector<std::string> names = all_paths(paths, list, in);
    bool findings = false;
    bool unreadable = false;
    ProgressLine progress(err, on_terminal(err), ProgressUnit::bytes, total_bytes(names));
    run_ordered(
        names.size(), jobs,
        [&](std::size_t index) {
          return check_document_file(names[index], kind,
                                     [&](std::size_t count) { progress.advance(count); });
        },
        [&](std::size_t, DocumentReport report) {
          progress.hide();
          findings = findings || !report.findings.empty();
          unreadable = unreadable || report.failure.has_value();
          if (as_sarif) {
            reports.push_back(std::move(report));
          } else if (as_json) {
            out << report_line(report) << '\n' << std::flush;
          } else {
            print_report(report, report.failure ? err : out);
          }
        });
    if (as_sarif) out << sarif_log(reports) << '\n';
    if (unreadable) return exit_code::failed;
    return findings ? exit_code::findings : exit_code::conformant;
  }

  int run_verify(std::istream& in, std::ostream& out, std::ostream& err) {
    const std::vector<std::string> folders = all_paths(paths, list, in);
    BundleVerifyOptions options;
    options.strict = strict;
    options.allow_orphaned_files = allow_orphans;
    bool valid = true;
    ProgressLine progress(err, on_terminal(err), ProgressUnit::bundles, folders.size());
    run_ordered(
        folders.size(), jobs,
        [&](std::size_t index) {
          auto result = verify_artifact_bundle(folders[index], options);
          progress.advance(1);
          return result;
        },
        [&](std::size_t index, ArtifactBundleVerification result) {
          progress.hide();
          valid = valid && result.valid;
          if (as_json) {
            out << json::to_json(result) << '\n' << std::flush;
          } else {
            print_violations(folders[index], result.violations, "valid bundle", out);
          }
        });
    return valid ? exit_code::conformant : exit_code::findings;
  }

  static void print_violations(const std::string& folder,
                               const std::vector<ArtifactBundleViolation>& violations,
                               const char* good, std::ostream& out) {
    if (violations.empty()) out << folder << ": " << good << '\n';
    for (const ArtifactBundleViolation& violation : violations) {
      out << folder << ": " << violation.code.text() << " at " << violation.path << ": "
          << violation.message;
      if (violation.file && *violation.file != violation.path)
        out << " [" << *violation.file << "]";
      out << '\n';
    }
  }

  int run_preflight(std::ostream& out) {
    ApplyPreflightOptions options;
    options.approved_files = approved;
    const ArtifactBundleApplyPreflight result = preflight_apply(file, options);
    if (as_json) {
      out << json::to_json(result) << '\n';
    } else {
      print_violations(file, result.violations, "ready to be applied", out);
    }
    return result.ready ? exit_code::conformant : exit_code::findings;
  }

  int run_digest(std::istream& in, std::ostream& out, std::ostream& err) {
    std::string text;
    if (file == "-") {
      text.assign(std::istreambuf_iterator<char>(in), {});
    } else {
      json::FileSource source(file);
      if (!source.is_open()) {
        err << file << ": cannot be read\n";
        return exit_code::failed;
      }
      std::string piece(std::size_t{1} << 16U, '\0');
      while (const auto count = source.read(piece.data(), piece.size())) {
        if (*count == 0) break;
        text.append(piece, 0, *count);
      }
    }
    json::Document document;
    if (const auto error = document.read(text)) {
      err << file << ':' << error->line << ':' << error->column << ": expected " << error->expected
          << " (" << error->code << ")\n";
      return exit_code::findings;
    }
    out << document_digest(kind, document.root()).value_or(std::string()) << '\n';
    return exit_code::conformant;
  }

  int run_schema(std::ostream& out, std::ostream& err) {
    for (const DocumentType& type : document_types) {
      if (schema.empty()) {
        out << type.kind << "  " << type.schema_id << (type.contract_id ? "" : " (an id of ours)")
            << '\n';
      } else if (schema == type.kind || schema == type.schema_id) {
        json::Document document;
        const std::string text =
            json::json_schema(*type.type, {type.schema_id, type.kind, type.words()});
        if (document.read(text)) return exit_code::failed;
        out << json::pretty_json(document.root()) << '\n';
        return exit_code::conformant;
      }
    }
    if (schema.empty()) return exit_code::conformant;
    err << "wp-codebox-conformance: there is no schema " << schema
        << "; `schema` without an id lists all\n";
    return exit_code::usage;
  }

  int run_vectors(std::ostream& out) {
    VectorResult result;
    for (const std::string& path : paths) conformance::run_vectors(path, result);
    if (as_json) {
      out << vectors_json(result) << '\n';
    } else {
      for (const VectorFailure& failure : result.failures) {
        out << failure.file << ':' << failure.line << ": " << failure.id << ": "
            << failure.difference << '\n';
      }
      for (const auto& [op, totals] : result.by_op) {
        out << op << ": " << totals.rows << " rows, " << totals.failed << " failed";
        if (totals.divergent != 0) out << ", " << totals.divergent << " stricter";
        out << '\n';
      }
    }
    return result.passed() ? exit_code::conformant : exit_code::findings;
  }

  static std::string vectors_json(const VectorResult& result) {
    std::string text;
    json::StringOutput output(text);
    json::Writer writer(output);
    const auto list = [&writer](const std::vector<VectorFailure>& rows) {
      writer.begin_array();
      for (const VectorFailure& row : rows) {
        writer.begin_object();
        writer.key("file");
        writer.string(row.file);
        writer.key("line");
        writer.number(static_cast<double>(row.line));
        writer.key("id");
        writer.string(row.id);
        writer.key("op");
        writer.string(row.op);
        writer.key("difference");
        writer.string(row.difference);
        writer.end_object();
      }
      writer.end_array();
    };
    writer.begin_object();
    writer.key("passed");
    writer.boolean(result.passed());
    writer.key("operations");
    writer.begin_object();
    for (const auto& [op, totals] : result.by_op) {
      writer.key(op);
      writer.begin_object();
      writer.key("rows");
      writer.number(static_cast<double>(totals.rows));
      writer.key("failed");
      writer.number(static_cast<double>(totals.failed));
      writer.key("stricter");
      writer.number(static_cast<double>(totals.divergent));
      writer.end_object();
    }
    writer.end_object();
    writer.key("failures");
    list(result.failures);
    writer.key("stricter");
    list(result.divergences);
    writer.end_object();
    output.flush();
    return text;
  }
};

DocumentCommands::DocumentCommands(CLI::App& program) : requests_(std::make_unique<Requests>()) {
  requests_->describe_validate(program);
  requests_->describe_verify(program);
  requests_->describe_preflight(program);
  requests_->describe_small(program);
}

DocumentCommands::~DocumentCommands() = default;

std::optional<int> DocumentCommands::run(std::istream& in, std::ostream& out, std::ostream& err) {
  Requests& request = *requests_;
  if (request.validate->parsed()) return request.run_validate(in, out, err);
  if (request.verify->parsed()) return request.run_verify(in, out, err);
  if (request.preflight->parsed()) return request.run_preflight(out);
  if (request.digest->parsed()) return request.run_digest(in, out, err);
  if (request.schemas->parsed()) return request.run_schema(out, err);
  if (request.vectors->parsed()) return request.run_vectors(out);
  return std::nullopt;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
