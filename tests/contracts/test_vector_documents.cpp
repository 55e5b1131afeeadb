/// Documents that the contract's vectors hold: what a type writes back is what it read.

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "../folders.hpp"
#include "contract_document.hpp"
#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;
using contract_document::Json;

constexpr const char* packages = R"({"schema":"wp-codebox/package-provenance/v1"})";

/// The documents of a row, as JSON texts.
using Documents = std::vector<std::string>;

/// Vectors with documents of one kind.
struct Source {
  const char* file;
  const char* kind;
  std::function<Documents(const Json& row)> documents;
  /// Documents that are good for a validator that is looser than the type.
  std::size_t misfits = 0;
};

std::string with_texts(Json review) {
  review["summary"] = "";  // Free text is left out of the rows.
  for (Json& step : review["progress"]) step["label"] = "";
  for (Json& action : review["actions"]) action["label"] = "";
  return review.dump();
}

std::string with_messages(Json diagnostics) {
  for (Json& entry : diagnostics["diagnostics"]) entry["message"] = "";
  return diagnostics.dump();
}

/// A row names what depends on the machine in angle brackets.
std::string with_hex_for(const std::string& placeholder, std::string text) {
  const std::string hex(64, '0');
  for (std::size_t at = text.find(placeholder); at != text.npos; at = text.find(placeholder, at)) {
    text.replace(at, placeholder.size(), hex);
  }
  return text;
}

Documents of_preview_evidence(const Json& row) {
  Json evidence = row["expect"]["evidence"];
  evidence["components"]["packages"] = Json::parse(packages);
  return {evidence.dump()};
}

Documents of_session_evidence(const Json& row) {
  Json evidence = row["expect"]["evidence"];
  if (evidence.contains("components")) evidence["components"] = Json::parse(packages);
  return {evidence.dump()};
}

Documents of_redactions(const Json& row) {
  Documents documents{row["expect"]["metadataRedaction"].dump()};
  const Json& review = row["expect"]["reviewRedaction"];
  if (!review.is_null()) documents.push_back(review.dump());
  return documents;
}

Documents of_reference_index(const Json& row) {
  if (!row["expect"].contains("index")) return {};
  return {row["expect"]["index"].dump()};
}

Documents of_changed_files(const Json& row) {
  Json document = {{"schema", "wp-codebox/changed-files/v1"}};
  document["files"] = row["expect"]["changedFiles"];
  return {document.dump()};
}

const std::vector<Source>& sources() {
  const auto text = [](const Json& row) {
    return row["expect"]["valid"] == true ? Documents{row["input"]["text"]} : Documents{};
  };
  const auto json_text = [](const Json& row) { return Documents{row["expect"]["json"]}; };
  static const std::vector<Source> all = {
      {"recipe", "workspace-recipe", text, 0},
      {"recipe-validate", "workspace-recipe",
       [](const Json& row) {
         return row["expect"]["valid"] == true ? Documents{row["input"]["recipe"]} : Documents{};
       },
       8},  // The host takes null and "" for absent.
      {"policy", "runtime-policy", text, 0},
      {"trace", "runtime-episode-trace", text, 19},  // The validator does not look at all members.
      {"manifest-self-digest", "artifact-manifest",
       [](const Json& row) { return Documents{row["input"]["manifest"]}; }, 0},
      {"review", "artifact-review",
       [](const Json& row) { return Documents{with_texts(row["expect"]["review"])}; }, 0},
      {"review-redaction", "artifact-redaction", of_redactions, 0},
      {"diagnostics", "artifact-diagnostics",
       [](const Json& row) { return Documents{with_messages(row["expect"])}; }, 0},
      {"patch", "changed-files", of_changed_files, 0},
      {"patch", "mount-diffs",
       [](const Json& row) { return Documents{row["expect"]["mountDiffs"].dump()}; }, 0},
      {"preview-evidence", "preview-evidence", of_preview_evidence, 0},
      {"preview-session-evidence", "preview-session-evidence", of_session_evidence, 0},
      {"reference-index", "runtime-reference-index", of_reference_index, 0},
      {"reference-manifest", "runtime-reference-manifest", json_text, 1},  // A file without a type.
      {"replay-index", "runtime-replay-reference-index", json_text, 0},
      {"artifact-provenance", "artifact-provenance",
       [](const Json& row) {
         return Documents{
             with_hex_for("<package description>", row["expect"]["provenance"].dump())};
       },
       1},  // A mount without type and mode.
      {"runtime-action", "runtime-action",
       [](const Json& row) { return Documents{row["input"]["action"].dump()}; }, 0},
      {"runtime-action-step", "runtime-action",
       [](const Json& row) { return Documents{row["input"]["action"].dump()}; },
       1},  // Members of a wrong type are ignored when an action runs.
  };
  return all;
}

std::vector<Json> rows_of(const std::string& path) {
  std::ifstream file(path);
  EXPECT_TRUE(file) << "cannot read " << path;
  std::vector<Json> rows;
  std::string line;
  while (std::getline(file, line)) {
    Json row = Json::parse(line, nullptr, false);
    if (!row.is_discarded()) rows.push_back(std::move(row));  // It cannot hold a lone surrogate.
  }
  EXPECT_FALSE(rows.empty()) << path;
  return rows;
}

/// Whether the document fits its type; if it does, it comes back as it was.
bool round_trips(const DocumentType& type, const std::string& text, const std::string& label) {
  json::Document document;
  if (document.read(text)) return false;
  json::Issues issues;
  const std::string written = type.rewrite(document.root(), issues);
  if (!issues.empty()) return false;
  EXPECT_EQ(contract_document::stable(written), json::stable_json(document.root())) << label;
  return true;
}

TEST(VectorDocuments, ComeBackAsTheyWere) {
  for (const Source& source : sources()) {
    std::size_t misfits = 0;
    std::string misfit_ids;
    for (const Json& row : rows_of(test::source_folder() / "conformance/vectors" /
                                   (std::string(source.file) + ".jsonl"))) {
      for (const std::string& text : source.documents(row)) {
        if (round_trips(*find_document(source.kind), text, row["id"])) continue;
        ++misfits;
        misfit_ids += ' ' + row["id"].get<std::string>();
      }
    }
    EXPECT_EQ(misfits, source.misfits) << source.file << ':' << misfit_ids;
  }
}

TEST(VectorDocuments, KeepLoneSurrogates) {
  const std::string text =
      R"({"schema":"wp-codebox/artifact-diagnostics/v1","status":"reported",)"
      R"("summary":{"total":1,"error":0,"warning":1,"notice":0,"info":0},"diagnostics":[{)"
      R"("id":"\udc00","type":"t","severity":"warning","message":"m","refs":[],)"
      R"("details":{"extra":"\ud800"}}]})";
  EXPECT_TRUE(round_trips(*find_document("artifact-diagnostics"), text, "lone surrogates"));
}

TEST(VectorDocuments, RecipesFitTheirTypeExactlyWhenTheContractSaysSo) {
  const DocumentType& type = *find_document("workspace-recipe");
  for (const Json& row : rows_of(test::source_folder() / "conformance/vectors/recipe.jsonl")) {
    json::Document document;
    const std::string text = row["input"]["text"];
    json::Issues issues;
    const bool readable = !document.read(text);
    if (readable) type.check(document.root(), issues);
    EXPECT_EQ(readable && issues.empty(), row["expect"]["valid"].get<bool>())
        << row["id"] << '\n'
        << json::decode_message({}, issues);
  }
}

/// A file of a bundle.
struct BundleFile {
  const char* path;
  const char* kind;
  /// Whether the file's members stand in the order of the tables. References, the bundle record and
  /// the last step of a review have another order where they are normalised or added later.
  bool in_table_order = true;
};

constexpr BundleFile bundle_files[] = {
    {"manifest.json", "artifact-manifest"},
    {"metadata.json", "artifact-metadata"},
    {"blueprint.after.json", "blueprint-after"},
    {"blueprint.after-notes.json", "blueprint-after-notes"},
    {"files/changed-files.json", "changed-files"},
    {"files/diagnostics.json", "artifact-diagnostics"},
    {"files/diffs.json", "mount-diffs"},
    {"files/mounted-files.json", "mounted-files"},
    {"files/mounts.json", "mounts"},
    {"files/preview-evidence.json", "preview-evidence"},
    {"files/preview-session-evidence.json", "preview-session-evidence"},
    {"files/review.json", "artifact-review", false},
    {"files/runtime-episode-trace.json", "runtime-episode-trace", false},
    {"files/runtime-reference-index.json", "runtime-reference-index"},
    {"files/runtime-reference-manifest.json", "runtime-reference-manifest"},
    {"files/runtime-replay-index.json", "runtime-replay-reference-index", false},
    {"files/test-results.json", "test-results"},
    {"files/workspace-patch.json", "workspace-patch"},
};

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(VectorDocuments, FilesOfABundleComeBackAsTheyWere) {
  const std::filesystem::path bundle = test::shared_folder() / "bundles/small";
  if (contents(bundle / "manifest.json").empty()) {
    std::cout << bundle << ": not here, skipped these checks\n";
    return;
  }
  for (const BundleFile& file : bundle_files) {
    const std::string text = contents(bundle / file.path);
    json::Document document;
    ASSERT_FALSE(document.read(text)) << file.path;
    json::Issues issues;
    const std::string written = find_document(file.kind)->rewrite(document.root(), issues);
    EXPECT_TRUE(issues.empty()) << file.path << '\n' << json::decode_message({}, issues);
    json::Document again;
    ASSERT_FALSE(again.read(written)) << file.path;
    EXPECT_EQ(json::stable_json(again.root()), json::stable_json(document.root())) << file.path;
    EXPECT_EQ(json::pretty_json(again.root()) + "\n" == text, file.in_table_order) << file.path;
  }
}

}  // namespace
