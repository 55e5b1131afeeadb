#include "conformance/host/file_tree.hpp"

#include <sys/stat.h>

#include "conformance/host/temporary_directory.hpp"
#include "wp_codebox/digest/sha256.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

std::string type_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return "file";
  if (S_ISDIR(status.st_mode)) return "directory";
  if (S_ISLNK(status.st_mode)) return "link";
  return "special file";
}

}  // namespace

FileTree FileTree::of(const fs::path& root) {
  FileTree tree;
  const auto record = [&](const fs::path& path, const std::string& name) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) return;
    Entry entry;
    entry.type = type_of(status);
    entry.mode = status.st_mode & 07777U;
    entry.modified_ns =
        std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    if (S_ISREG(status.st_mode)) entry.content = sha256_hex(read_file(path));
    if (S_ISLNK(status.st_mode)) entry.content = fs::read_symlink(path).string();
    tree.entries_.emplace(name, std::move(entry));
  };
  record(root, ".");
  if (!fs::is_directory(fs::symlink_status(root))) return tree;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    record(entry.path(), entry.path().lexically_relative(root).string());
  }
  return tree;
}

std::vector<std::string> FileTree::differences(const FileTree& later) const {
  std::vector<std::string> lines;
  for (const auto& [name, before] : entries_) {
    const auto found = later.entries_.find(name);
    if (found == later.entries_.end()) {
      lines.push_back("removed " + name);
      continue;
    }
    const Entry& after = found->second;
    std::string aspects;
    const auto aspect = [&](const char* text) {
      aspects += (aspects.empty() ? "" : ", ") + std::string(text);
    };
    if (before.type != after.type) aspect("type");
    if (before.mode != after.mode) aspect("mode");
    if (before.content != after.content) aspect("bytes");
    if (before.modified_ns != after.modified_ns) aspect("modification time");
    if (!aspects.empty()) lines.push_back("changed " + name + " (" + aspects + ")");
  }
  for (const auto& [name, entry] : later.entries_) {
    if (entries_.find(name) == entries_.end()) lines.push_back("added " + name);
  }
  return lines;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
