#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reference_backend/playground/run_folder.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a bridge is told: its walls, and what to boot.

namespace WP_CODEBOX_NAMESPACE::playground {

/// Where the preview listens.
struct PreviewPlan {
  std::string host = "127.0.0.1";
  int port = 0;  ///< 0: any free one.
  bool fixed = false;
};

/// Reads a preview spec. Errors: `wp_codebox_preview_port_invalid`,
/// `wp_codebox_preview_bind_requires_port`, `wp_codebox_preview_bind_invalid`.
[[nodiscard]] PreviewPlan plan_preview(const std::optional<RuntimePreviewSpec>& spec);

/// Fails with `wp-codebox-preview-port-in-use` when a fixed port is taken (WPC-PRE-008).
void require_free_port(const PreviewPlan& preview);

/// The mounts of a sandbox, checked one by one as they are added.
class MountPlan {
 public:
  explicit MountPlan(FilesystemPolicy policy) : policy_(policy) {}

  /// Error: `runtime-mount-refused`, when the target is a place of the sandbox itself or taken.
  void add(const MountSpec& mount);
  /// Forgets the mount that was added last.
  void drop_last() { mounts_.pop_back(); }

  [[nodiscard]] const std::vector<MountSpec>& mounts() const { return mounts_; }

  /// Whether the sandbox may write there: the mount says so and the policy allows it (WPC-POL-016).
  [[nodiscard]] bool writable(const MountSpec& mount) const {
    return mount.mode == MountMode::readwrite && policy_ == FilesystemPolicy::readwrite_mounts;
  }

 private:
  FilesystemPolicy policy_;
  std::vector<MountSpec> mounts_;
};

/// The target of a mount without repeated or trailing slashes and `.` parts.
[[nodiscard]] std::string normal_target(const std::string& target);

/// The text of `walls.json`.
[[nodiscard]] std::string walls_text(const NetworkPolicy& network, const PreviewPlan& preview,
                                     const RunFolder& folder, const MountPlan& mounts);

/// The request that boots the site. Mounts around others come first.
[[nodiscard]] nlohmann::json boot_request(const EngineSetup& setup, const PreviewPlan& preview,
                                          const RunFolder& folder, const MountPlan& mounts,
                                          bool installed);

}  // namespace WP_CODEBOX_NAMESPACE::playground
