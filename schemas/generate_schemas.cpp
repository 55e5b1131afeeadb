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

#include "wp_codebox/contracts/documents.hpp"
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
    "\n"
    "Writes DIR/<kind>.json for each document of the contract, and DIR/index.json; the same in\n"
    "DIR/backend-protocol for each message of the backend protocol.\n"
    "  --check  write nothing; name the files that differ and end with 1 if any does\n"
    "Example: wp_codebox_generate_schemas schemas\n";

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
