#pragma once

#include <algorithm>
#include <utility>

#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/sandbox_workspace.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/filesystem_action.hpp"
#include "wp_codebox/runtime/mount_files.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace filesystem_actions {

/// What of `path` lies below `root`, both normalised; none when it does not. A name below that
/// begins with two dots counts as a way out.
inline std::optional<std::string_view> below(std::string_view path, std::string_view root) {
  while (root.ends_with('/')) root.remove_suffix(1);
  if (!path.starts_with(root)) return std::nullopt;
  path.remove_prefix(root.size());
  if (!path.empty() && path.front() != '/') return std::nullopt;
  path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
  if (path.starts_with("..")) return std::nullopt;
  return path;
}

/// One action on its way to the files.
class Run {
 public:
  Run(const FilesystemAction& action, const FilesystemActionPolicy& policy)
      : action_(action), policy_(policy) {
    if (action.path.empty()) refuse("the path is empty");
    if (action.path.find('\0') != std::string::npos) refuse("the path contains a NUL");
    path_ = action_sandbox_path(action.path);
    choose_mount();
  }

  FilesystemActionData run() {
    FilesystemActionData data;
    data.operation = action_.operation;
    data.path = path_;
    data.mountTarget = mount_->target;
    data.mountMode = mount_->mode;
    try {
      const MountFiles files(*mount_);
      work(files, data);
    } catch (const MountEscapeError& error) {
      refuse(error.what());
    }
    return data;
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw RuntimeActionPolicyError("The action cannot " +
                                       std::string(json::enum_text(action_.operation)) + " '" +
                                       action_.path + "': " + why,
                                   json::to_value(action_));
  }

  /// The one whose target is the longest (WPC-FS-004).
  void choose_mount() {
    std::size_t longest = 0;
    for (const MountSpec& mount : policy_.mounts) {
      const std::string target = action_sandbox_path(mount.target);
      const auto rest = below(path_, target);
      if (!rest || (mount_ != nullptr && target.size() <= longest)) continue;
      mount_ = &mount;
      longest = target.size();
      inside_ = std::string(*rest);
    }
    if (mount_ == nullptr) refuse("no mount holds this path");
  }

  void work(const MountFiles& files, FilesystemActionData& data) const {
    switch (action_.operation) {
      case FilesystemOperation::list:
        data.entries = files.list(inside_);
        return;
      case FilesystemOperation::read:
        data.content = to_utf8(files.read(inside_));
        data.bytes = static_cast<double>(data.content->size());
        return;
      case FilesystemOperation::write: {
        files.assert_reachable(inside_);
        assert_writable();
        const std::string bytes = to_utf8(action_.content.value_or(std::string()));
        files.write(inside_, bytes);
        data.bytes = static_cast<double>(bytes.size());
        return;
      }
      case FilesystemOperation::delete_:
        files.assert_exists(inside_);
        assert_writable();
        files.remove(inside_);
        data.deleted = true;
        return;
    }
  }

  /// WPC-FS-003.
  void assert_writable() const {
    if (policy_.filesystem && *policy_.filesystem != FilesystemPolicy::readwrite_mounts) {
      refuse("the policy allows no writing to mounts");
    }
    if (mount_->mode != MountMode::readwrite) refuse("the mount is readonly");
    const std::vector<std::string> roots =
        policy_.writable_roots.value_or(std::vector<std::string>{mount_->target});
    const bool allowed = std::any_of(roots.begin(), roots.end(), [this](const std::string& root) {
      return below(path_, action_sandbox_path(root)).has_value();
    });
    if (!allowed) refuse("it lies outside of the writable roots");
  }

  const FilesystemAction& action_;
  const FilesystemActionPolicy& policy_;
  std::string path_;
  const MountSpec* mount_ = nullptr;
  std::string inside_;  ///< The path below the mount.
};

}  // namespace filesystem_actions

WP_CODEBOX_INLINE FilesystemActionData run_filesystem_action(const FilesystemAction& action,
                                                             const FilesystemActionPolicy& policy) {
  return filesystem_actions::Run(action, policy).run();
}

WP_CODEBOX_INLINE std::string action_sandbox_path(std::string_view path) {
  const std::string full = path.starts_with('/')
                               ? std::string(path)
                               : std::string(sandbox_workspace_root) + "/" + std::string(path);
  std::vector<std::string_view> parts;
  for (std::string_view rest = full; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      parts.push_back(part);
    } else if (!parts.empty()) {
      parts.pop_back();
    }
  }
  std::string clean;
  for (const std::string_view part : parts) clean.append("/").append(part);
  return clean.empty() || full.ends_with('/') ? clean + "/" : clean;
}

}  // namespace WP_CODEBOX_NAMESPACE
