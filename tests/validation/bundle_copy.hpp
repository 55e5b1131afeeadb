#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "../folders.hpp"
#include "../scratch_folder.hpp"
#include "wp_codebox/json/node.hpp"

/// Bundles for the tests of the verifier: copies of a real one, changed as a vector says.
namespace wp_codebox::test {

/// The facts folder's vectors of an op, or nothing (with a line that says so) when it is not here.
inline std::optional<std::filesystem::path> shared_vectors(const std::string& op) {
  const std::filesystem::path folder = test::shared_folder();
  const std::filesystem::path file = folder / "vectors" / (op + ".jsonl");
  if (std::filesystem::exists(file)) return file;
  std::printf("%s is not here, so its rows were not run\n", file.string().c_str());
  return std::nullopt;
}

/// A copy of a bundle with the operations of a row applied in their order.
class BundleCopy {
 public:
  BundleCopy(const std::string& bundle, const json::Node* operations) {
    const std::filesystem::path source = test::shared_folder() / "bundles" / bundle;
    std::filesystem::copy(source, path(), std::filesystem::copy_options::recursive);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path())) {
      std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_write,
                                   std::filesystem::perm_options::add);
    }
    if (operations == nullptr) return;
    for (const json::Node& operation : operations->items()) apply(operation);
  }

  [[nodiscard]] std::filesystem::path path() const { return folder_ / "bundle"; }

 private:
  static std::string text(const json::Node& node, std::string_view name) {
    const json::Node* member = node.find(name);
    EXPECT_NE(member, nullptr) << name;
    return member == nullptr ? std::string() : member->text();
  }

  void apply(const json::Node& operation) {
    const std::string name = text(operation, "op");
    const std::filesystem::path target = path() / text(operation, "path");
    if (name == "write") {
      std::filesystem::create_directories(target.parent_path());
      std::ofstream(target, std::ios::binary) << text(operation, "text");
    } else if (name == "delete") {
      std::filesystem::remove_all(target);
    } else if (name == "symlink") {
      std::filesystem::remove_all(target);
      std::filesystem::create_directories(target.parent_path());
      std::filesystem::create_symlink(text(operation, "target"), target);
    } else if (name == "hardlink") {
      std::filesystem::remove_all(target);
      std::filesystem::create_hard_link(path() / text(operation, "target"), target);
    } else if (name == "mkdir") {
      std::filesystem::create_directories(target);
    } else if (name == "replace") {
      std::string bytes = ScratchFolder::file_bytes(target);
      const std::string find = text(operation, "find");
      const std::size_t at = bytes.find(find);
      ASSERT_NE(at, bytes.npos) << "nothing to replace";
      bytes.replace(at, find.size(), text(operation, "with"));
      std::ofstream(target, std::ios::binary) << bytes;
    } else {
      ADD_FAILURE() << "unknown operation " << name;
    }
  }

  ScratchFolder folder_;
};

}  // namespace wp_codebox::test
