#include "conformance/vectors_runner/vector_tree.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "conformance/vectors_runner/vector_row.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;

void write_file(const fs::path& path, const std::string& bytes) {
  fs::create_directories(path.parent_path());
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
  file.close();
  if (!file.good()) throw std::runtime_error("cannot write " + path.string());
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The bytes that an entry or an operation gives, as text or in base64.
std::string content(const json::Node& node) {
  const json::Node* encoded = node.find("base64");
  return encoded == nullptr ? member_text(node, "text") : base64_bytes(encoded->text());
}

fs::perms mode_of(const json::Node& node) {
  const json::Node* mode = node.find("mode");
  const long bits = mode->is_number() ? static_cast<long>(mode->number())
                                      : std::strtol(mode->text().c_str(), nullptr, 8);
  return static_cast<fs::perms>(bits);
}

void apply(const fs::path& root, const json::Node& operation) {
  const std::string name = member_text(operation, "op");
  const fs::path path = root / member_text(operation, "path");
  const std::string target = member_text(operation, "target");
  if (name == "write") return write_file(path, content(operation));
  if (name == "delete") {
    fs::remove_all(path);
  } else if (name == "replace") {
    std::string bytes = read_file(path);
    const std::string find = member_text(operation, "find");
    const std::size_t at = bytes.find(find);
    if (at == bytes.npos) throw std::runtime_error("nothing to replace in " + path.string());
    write_file(path, bytes.replace(at, find.size(), member_text(operation, "with")));
  } else if (name == "symlink") {
    fs::remove_all(path);
    fs::create_directories(path.parent_path());
    fs::create_symlink(target, path);
  } else if (name == "hardlink") {
    fs::remove_all(path);
    fs::create_directories(path.parent_path());
    fs::create_hard_link(root / target, path);
  } else if (name == "mkdir") {
    fs::create_directories(path);
  } else if (name == "chmod") {
    fs::permissions(path, mode_of(operation));
  } else if (name == "rename") {
    fs::rename(path, root / target);
  } else {
    throw std::runtime_error("unknown operation " + name);
  }
}

}  // namespace

VectorTree::VectorTree() {
  std::string pattern = (fs::temp_directory_path() / "wp-codebox-vector-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a folder");
  // Links in the way to the temporary folder would show in real paths.
  path_ = fs::canonical(pattern);
}

VectorTree::~VectorTree() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void VectorTree::create(const json::Node* entries, const fs::path& folder) const {
  const fs::path root = path_ / folder;
  fs::create_directories(root);
  if (entries == nullptr) return;
  for (const json::Node& entry : entries->items()) {
    const fs::path path = root / member_text(entry, "path");
    if (entry.find("dir") != nullptr) {
      fs::create_directories(path);
      continue;
    }
    fs::create_directories(path.parent_path());
    if (entry.find("symlink") != nullptr) {
      fs::create_symlink(member_text(entry, "symlink"), path);
    } else if (entry.find("hardlink") != nullptr) {
      fs::create_hard_link(root / member_text(entry, "hardlink"), path);
    } else {
      write_file(path, content(entry));
    }
    if (entry.find("mode") != nullptr) fs::permissions(path, mode_of(entry));
  }
}

fs::path VectorTree::copy_bundle(const fs::path& source, const json::Node* operations) const {
  const fs::path root = path_ / "bundle";
  fs::copy(source, root, fs::copy_options::recursive);
  // The original may be read-only.
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    fs::permissions(entry.path(), fs::perms::owner_write, fs::perm_options::add);
  }
  fs::permissions(root, fs::perms::owner_write, fs::perm_options::add);
  if (operations != nullptr) {
    for (const json::Node& operation : operations->items()) apply(root, operation);
  }
  return root;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
