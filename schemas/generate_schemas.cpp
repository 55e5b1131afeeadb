/// Writes a JSON Schema for each document of the contract and each message of the backend protocol,
/// and an index of each.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "type_list.hpp"
#include "wp_codebox/contracts/blueprint.hpp"
#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/contracts/episode.hpp"
#include "wp_codebox/contracts/episode_line.hpp"
#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/runtime_action_data.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/contracts/wordpress_state_section.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/schema.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/stdio/message_types.hpp"

namespace {

namespace json = wp_codebox::json;
namespace fs = std::filesystem;

constexpr std::string_view usage =
    "Usage: wp_codebox_generate_schemas [--check] DIR\n"
    "       wp_codebox_generate_schemas --types\n"
    "\n"
    "Writes DIR/<kind>.json for each document of the contract, and DIR/index.json; the same in\n"
    "DIR/backend-protocol for each message of the backend protocol.\n"
    "  --check  write nothing; name the files that differ and end with 1 if any does\n"
    "  --types  print every type with its fields and rules as JSON; scripts/write-reference reads "
    "it\n"
    "Example: wp_codebox_generate_schemas schemas\n";

/// Structs that stand in no table: data of events and sections, whose form depends on a text beside
/// them, and results that are handed to a caller.
constexpr const json::StructTable* loose_structs[] = {
    &wp_codebox::BlueprintFileContents::table,
    &wp_codebox::BlueprintWriteFileStep::table,
    &wp_codebox::RuntimeEpisodeTraceValidationIssue::table,
    &wp_codebox::RuntimeEpisodeTraceValidationResult::table,
    &wp_codebox::RuntimeEpisodeResetLine::table,
    &wp_codebox::RuntimeEpisodeStepLine::table,
    &wp_codebox::RuntimeEpisodeSnapshotLine::table,
    &wp_codebox::RuntimeEpisodeArtifactsLine::table,
    &wp_codebox::HostToolCatalogEntry::table,
    &wp_codebox::RuntimeCreatedData::table,
    &wp_codebox::RuntimeMountedData::table,
    &wp_codebox::CommandStartedData::table,
    &wp_codebox::CommandFinishedData::table,
    &wp_codebox::RuntimeObservedData::table,
    &wp_codebox::SnapshotCreatedData::table,
    &wp_codebox::SnapshotRestoredData::table,
    &wp_codebox::ArtifactsCollectedData::table,
    &wp_codebox::StartupProgressData::table,
    &wp_codebox::RuntimeDestroyedData::table,
    &wp_codebox::HttpResponseData::table,
    &wp_codebox::CommandNotFoundData::table,
    &wp_codebox::FileEntry::table,
    &wp_codebox::FilesData::table,
    &wp_codebox::NetworkAllowHosts::table,
    &wp_codebox::RuntimePolicyIssue::table,
    &wp_codebox::RuntimePolicyValidationResult::table,
    &wp_codebox::WpCliActionData::table,
    &wp_codebox::RestRequestActionData::table,
    &wp_codebox::FilesystemEntry::table,
    &wp_codebox::FilesystemActionData::table,
    &wp_codebox::BrowserActionData::table,
    &wp_codebox::EditorOpenActionData::table,
    &wp_codebox::StartupPreviewDetail::table,
    &wp_codebox::StartupStartDetail::table,
    &wp_codebox::StartupWordPressDetail::table,
    &wp_codebox::StartupBlueprintDetail::table,
    &wp_codebox::StartupConnectDetail::table,
    &wp_codebox::StartupReadyDetail::table,
    &wp_codebox::StartupFailure::table,
    &wp_codebox::StartupErrorDetail::table,
    &wp_codebox::WordPressStateCount::table,
    &wp_codebox::WordPressStateSummary::table,
    &wp_codebox::WordPressStatePost::table,
    &wp_codebox::WordPressStateTerm::table,
    &wp_codebox::WordPressStateMenuItem::table,
    &wp_codebox::WordPressStateMenu::table,
    &wp_codebox::WordPressStateTemplate::table,
    &wp_codebox::WordPressStateTemplatePart::table,
    &wp_codebox::WordPressStateGlobalStyles::table,
    &wp_codebox::WordPressStateTemplates::table,
    &wp_codebox::WordPressStateMedia::table,
    &wp_codebox::WordPressStateUser::table,
    &wp_codebox::WordPressStateRestRoute::table,
    &wp_codebox::WordPressStateAbility::table,
};

std::string pretty(const std::string& compact) {
  json::Document document;
  if (const auto error = document.read(compact)) {
    std::cerr << "not JSON: " << error->message() << '\n' << compact << '\n';
    return {};
  }
  return json::pretty_json(document.root()) + '\n';
}

std::string file_name(const wp_codebox::DocumentType& type) {
  return std::string(type.kind) + ".json";
}

std::string index_text(std::span<const wp_codebox::DocumentType> types) {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  writer.key("dialect");
  writer.string(json::schema_dialect);
  writer.key("schemas");
  writer.begin_array();
  for (const wp_codebox::DocumentType& type : types) {
    writer.begin_object();
    writer.key("kind");
    writer.string(type.kind);
    writer.key("id");
    writer.string(type.schema_id);
    writer.key("idBy");  // The contract names most documents; the others got an id here.
    writer.string(type.contract_id ? "contract" : "sdk");
    writer.key("file");
    writer.string(file_name(type));
    writer.key("description");
    writer.string(type.words());
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  output.flush();
  return pretty(text);
}

/// All files of one folder by name.
std::map<std::string, std::string> generated_files(
    std::span<const wp_codebox::DocumentType> types) {
  std::map<std::string, std::string> files;
  files["index.json"] = index_text(types);
  for (const wp_codebox::DocumentType& type : types) {
    files[file_name(type)] =
        pretty(json::json_schema(*type.type, {type.schema_id, type.kind, type.words()}));
  }
  return files;
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

int check(const fs::path& folder, const std::map<std::string, std::string>& files) {
  int differing = 0;
  for (const auto& [name, text] : files) {
    if (contents(folder / name) == text) continue;
    std::cout << (folder / name).string() << ": not what the field tables say\n";
    ++differing;
  }
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json" || files.contains(name)) continue;
    std::cout << entry.path().string() << ": no document of that kind\n";
    ++differing;
  }
  return differing == 0 ? 0 : 1;
}

int write(const fs::path& folder, const std::map<std::string, std::string>& files) {
  fs::create_directories(folder);
  for (const auto& [name, text] : files) {
    std::ofstream file(folder / name, std::ios::binary);
    file << text;
    if (!file.flush()) {
      std::cerr << "cannot write " << (folder / name).string() << '\n';
      return 3;
    }
  }
  std::cout << files.size() << " files in " << folder.string() << '\n';
  return 0;
}

}  // namespace

int main(int count, char** arguments) {
  const bool checking = count == 3 && std::string_view(arguments[1]) == "--check";
  if (count != 2 && !checking) {
    std::cerr << usage;
    return 2;
  }
  const fs::path folder = arguments[count - 1];
  if (folder == "--help") {
    std::cout << usage;
    return 0;
  }
  if (folder == "--types") {
    const auto list =
        type_list(wp_codebox::document_types, wp_codebox::message_types, loose_structs);
    std::cout << list << '\n';
    return std::cout.flush() ? 0 : 3;
  }
  const auto work = [checking](const fs::path& to,
                               const std::map<std::string, std::string>& files) {
    return checking ? check(to, files) : write(to, files);
  };
  const int documents = work(folder, generated_files(wp_codebox::document_types));
  const int messages =
      work(folder / "backend-protocol", generated_files(wp_codebox::message_types));
  if (checking && documents + messages > 0) {
    std::cout << "write them anew: wp_codebox_generate_schemas schemas\n";
  }
  return std::max(documents, messages);
}
