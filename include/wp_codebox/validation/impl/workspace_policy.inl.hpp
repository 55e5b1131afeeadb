#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/validation/host_directory.hpp"
#include "wp_codebox/validation/workspace_policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace workspace {

using Code = KnownWorkspacePolicyViolationCode;

inline constexpr std::size_t deepest_folder = 1000;

/// Whether a path is `root` or below it; `.` holds everything.
WP_CODEBOX_INLINE bool is_below(std::string_view path, std::string_view root) {
  if (root == ".") return true;
  return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
}

/// Whether a normalised path of the policy may be used.
WP_CODEBOX_INLINE bool is_policy_path(std::string_view path) {
  return !path.empty() && !path.starts_with('/') && path != ".." && !path.starts_with("../");
}

WP_CODEBOX_INLINE bool has_git_segment(std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (path.substr(0, slash) == ".git") return true;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return false;
}

/// Walks a workspace and gathers what is wrong.
class Check {
 public:
  explicit Check(const WorkspacePolicyOptions& options) : options_(options) {}

  std::vector<WorkspacePolicyViolation> run() {
    roots_ = policy_paths(options_.writable_roots);
    hidden_ = policy_paths(options_.hidden_paths);
    try {
      walk(HostDirectory(options_.workspace_root), "", 0);
    } catch (const HostReadError& error) {
      report(Code::special_file, ".", error.what());
    }
    if (options_.git_backed) git();
    sort();
    return std::move(violations_);
  }

 private:
  void report(Code code, std::string path, std::string message) {
    WorkspacePolicyViolation violation;
    violation.code = code;
    violation.path = std::move(path);
    violation.message = std::move(message);
    violations_.push_back(std::move(violation));
  }

  void detail(std::string_view name, json::Value value) {
    auto& details = violations_.back().details;
    if (!details) details.emplace();
    (*details)[name] = std::move(value);
  }

  std::vector<std::string> policy_paths(const std::vector<std::string>& given) {
    std::vector<std::string> paths;
    for (const std::string& path : given) {
      std::string normal = normalize_workspace_path(path);
      if (is_policy_path(normal)) {
        paths.push_back(std::move(normal));
      } else {
        report(Code::invalid_policy_path, std::move(normal),
               "expected a relative path that stays in the workspace");
      }
    }
    return paths;
  }

  void walk(const HostDirectory& folder, const std::string& prefix, std::size_t depth) {
    if (depth > deepest_folder) {
      return report(Code::special_file, prefix, "folders are nested too deep");
    }
    for (const HostEntry& item : folder.entries()) {
      if (options_.git_backed && prefix.empty() && item.name == ".git") continue;
      const std::string path = prefix + item.name;
      entry(path, item);
      if (item.type != HostEntryType::directory) continue;
      try {
        if (const auto inner = folder.open_directory(item.name)) {
          walk(*inner, path + '/', depth + 1);
        }
      } catch (const HostReadError& error) {
        report(Code::special_file, path, error.what());
      }
    }
  }

  void entry(const std::string& path, const HostEntry& entry) {
    const auto holds = [&path](const std::string& root) { return is_below(path, root); };
    if (std::none_of(roots_.begin(), roots_.end(), holds)) {
      report(Code::path_outside_writable_roots, path, "this may not be changed");
    }
    if (std::any_of(hidden_.begin(), hidden_.end(), holds)) {
      report(Code::hidden_path, path, "this must not be in the workspace");
    }
    if (has_git_segment(path)) {
      report(Code::nested_git_metadata, path, "git's own files must not be in the workspace");
    }
    if (entry.is_link) return report(Code::symlink, path, "links are not allowed");
    if (entry.type == HostEntryType::other) {
      return report(Code::special_file, path, "expected a file or a folder");
    }
    if (entry.type == HostEntryType::file && entry.links > 1) {
      report(Code::hardlink, path, "the file has other names");
      detail("links", json::Value::number(static_cast<double>(entry.links)));
    }
  }

  void git() {
    for (const std::string& path : options_.git.ignored) {
      report(Code::ignored_path, path, "git ignores this");
    }
    for (const auto& [path, status] : options_.git.unmerged) {
      report(Code::unmerged_index, path, "a merge is not finished here");
      detail("status", json::Value::string(status));
    }
    for (const std::string& path : options_.git.gitlinks) {
      report(Code::gitlink, path, "submodules are not allowed");
    }
  }

  void sort() {
    const auto key = [](const WorkspacePolicyViolation& violation) {
      return std::tie(violation.code.text(), violation.message);
    };
    std::sort(violations_.begin(), violations_.end(), [&key](const auto& left, const auto& right) {
      const int order = json::compare_utf16(left.path, right.path);
      return order != 0 ? order < 0 : key(left) < key(right);
    });
    const auto same = [&key](const auto& left, const auto& right) {
      return left.path == right.path && key(left) == key(right);
    };
    violations_.erase(std::unique(violations_.begin(), violations_.end(), same), violations_.end());
  }

  const WorkspacePolicyOptions& options_;
  std::vector<std::string> roots_;
  std::vector<std::string> hidden_;
  std::vector<WorkspacePolicyViolation> violations_;
};

}  // namespace workspace

WP_CODEBOX_INLINE WorkspacePolicyResult
check_workspace_policy(const WorkspacePolicyOptions& options) {
  std::error_code error;
  const std::string working_directory = std::filesystem::current_path(error).string();
  WorkspacePolicyResult result;
  result.policy_sha256 = workspace_policy_digest_hex(
      {options.workspace_root, options.writable_roots, options.hidden_paths, options.git_backed},
      working_directory);
  result.violations = workspace::Check(options).run();
  result.passed = result.violations.empty();
  return result;
}

}  // namespace WP_CODEBOX_NAMESPACE
