#include "reference_backend/memory/bundle_edit.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Json = BundleEdit::Json;

constexpr const char* manifest_name = "manifest.json";
constexpr const char* references_name = "files/runtime-reference-manifest.json";
constexpr const char* index_name = "files/runtime-replay-index.json";

/// Takes the hash of a file again, where an entry of a document names one.
void renew_hash(const BundleEdit& edit, Json& entry) {
  if (!entry.is_object() || !entry.contains("path") || !entry.contains("sha256")) return;
  const std::string name = entry["path"];
  if (edit.has(name)) entry["sha256"]["value"] = sha256_hex(edit.text(name));
}

template <class Digest>
void write_with_digest(const BundleEdit& edit, const char* name, const char* id_prefix,
                       Json document, Digest digest) {
  const json::Parsed parsed(document.dump());
  const std::string value = digest(parsed.root());
  document["digest"]["value"] = value;
  document["id"] = id_prefix + value;
  edit.write(name, document.dump(2) + "\n");
}

/// Lets the two documents that refer to files tell the truth again: the fault is in what was
/// changed, not in what refers to it.
void renew_references(const BundleEdit& edit) {
  Json references = edit.read(references_name);
  for (Json& entry : references["files"]) renew_hash(edit, entry);
  write_with_digest(edit, references_name, "runtime-reference-manifest-sha256-",
                    std::move(references),
                    [](const json::Node& root) { return reference_manifest_digest_hex(root); });
  Json index = edit.read(index_name);
  for (Json& entry : index["references"]) renew_hash(edit, entry);
  write_with_digest(edit, index_name, "runtime-replay-reference-index-sha256-", std::move(index),
                    [](const json::Node& root) { return replay_index_digest_hex(root); });
}

/// Whether a document says itself what it refers to: then it stays as it was changed.
bool refers(const std::string& name) {
  return name == manifest_name || name == references_name || name == index_name;
}

}  // namespace

std::string BundleEdit::text(const std::string& name) const {
  std::ifstream file(path(name), std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path(name).string());
  return {std::istreambuf_iterator<char>(file), {}};
}

void BundleEdit::write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories(path(name).parent_path());
  std::ofstream file(path(name), std::ios::binary);
  if (!(file << text << std::flush))
    throw std::runtime_error("cannot write " + path(name).string());
}

void BundleEdit::change(const std::string& name,
                        const std::function<void(Json& document)>& change) const {
  Json document = read(name);
  change(document);
  write(name, document.dump(2) + "\n");
  if (!refers(name)) renew_references(*this);
  seal();
}

void BundleEdit::replace(const std::string& name, const std::string& from,
                         const std::string& to) const {
  std::string bytes = text(name);
  for (std::size_t at = bytes.find(from); at != std::string::npos;
       at = bytes.find(from, at + to.size())) {
    bytes.replace(at, from.size(), to);
  }
  write(name, bytes);
  if (!refers(name)) renew_references(*this);
  seal();
}

void BundleEdit::seal() const {
  Json manifest = read(manifest_name);
  Json* own = nullptr;
  for (Json& entry : manifest["files"]) {
    const std::string name = entry["path"];
    if (name == manifest_name) {
      own = &entry;
    } else if (std::filesystem::is_regular_file(path(name))) {
      entry["sha256"]["value"] = sha256_hex(text(name));
    }
  }
  if (own == nullptr) throw std::runtime_error("the manifest does not list itself");
  const json::Parsed parsed(manifest.dump());
  (*own)["sha256"]["value"] = manifest_self_digest_hex(parsed.root());
  write(manifest_name, manifest.dump(2) + "\n");
}

bool BundleEdit::has_said(const std::string& said) const {
  return text("commands.jsonl").find(said) != std::string::npos;
}

bool BundleEdit::has_failed_command() const {
  return text("commands.jsonl").find(R"("exitCode":1,)") != std::string::npos;
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
