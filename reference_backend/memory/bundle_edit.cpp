#include "reference_backend/memory/bundle_edit.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

constexpr const char* manifest_name = "manifest.json";

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
