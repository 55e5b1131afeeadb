#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference_backend/memory/sandbox_tree.hpp"
#include "reference_backend/memory/stop_signal.hpp"
#include "reference_backend/memory/temp_directory.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A sandbox without WordPress: a temporary folder as its file system, and the native probe
/// commands. Its state, as snapshots keep it, is what lies in `/workspace` outside of mounts; the
/// state of WordPress that it shows is a canned one.

namespace WP_CODEBOX_NAMESPACE::memory {

/// Behaviour that can be broken on purpose, so that the kit can prove that it notices.
struct EngineFaults {
  SandboxTreeFaults tree;
  bool ignores_network_policy = false;       ///< Every host can be reached.
  bool ignores_timeouts = false;             ///< Commands run as long as they like.
  bool hides_late_mounts = false;            ///< Mounts after the boot are accepted and not made.
  bool keeps_files = false;                  ///< The temporary folder stays after dispose.
  bool restores_nothing = false;             ///< A captured state is accepted and not put in place.
  bool restores_empty_files = false;         ///< The files of a captured state come back empty.
  bool keeps_files_of_failed_boots = false;  ///< A boot that fails leaves a temporary folder.
  bool keeps_a_port = false;                 ///< A port goes on listening after dispose.
  bool file_mounts_keep_their_name = false;  ///< A file mount lies under the name of its source.
  bool file_mounts_show_neighbours = false;  ///< The files beside the source are mounted too.
};

/// An engine for the kit's own tests and for people who want to see one: it isolates by having
/// nothing else. Commands see the paths of `SandboxTree`, can connect where the policy allows it,
/// and find the secrets that they may see. `environment.kind` `x-boot-fails` makes the boot fail,
/// `x-boot-slow` makes it take 2 s. Threads as `Engine` says; commands overlap.
class MemoryEngine final : public Engine {
 public:
  explicit MemoryEngine(EngineFaults faults = {});

  [[nodiscard]] bool has_command(std::string_view command) const override;
  void boot(const EngineSetup& setup) override;
  EngineOutput run(const EngineCommand& command) override;
  void mount(const MountSpec& mount) override;
  Listing list_files(const std::string& path, std::size_t limit) override;
  json::Value wordpress_state(KnownWordPressStateSection section,
                              const WordPressStateConfig& config) override;
  std::optional<EngineState> capture_state() override;
  void restore_state(const EngineState& state) override;
  void stop() noexcept override;
  void dispose() override;

 private:
  void make_sandbox();
  void add_mount(const MountSpec& mount);
  [[nodiscard]] bool is_mounted(const std::string& path);
  [[nodiscard]] std::optional<FileEntry> file_entry(const std::string& directory,
                                                    const SandboxEntry& entry) const;

  const EngineFaults faults_;
  StopSignal stop_;
  EngineSetup setup_;  ///< Set by the boot; mounts are guarded by the mutex.
  std::optional<TempDirectory> folder_;
  std::optional<SandboxTree> tree_;
  std::mutex mutex_;
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
