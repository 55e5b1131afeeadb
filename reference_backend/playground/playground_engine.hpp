#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "reference_backend/playground/bridge_client.hpp"
#include "reference_backend/playground/installation.hpp"
#include "reference_backend/playground/package_report.hpp"
#include "reference_backend/playground/php_script.hpp"
#include "reference_backend/playground/run_folder.hpp"
#include "reference_backend/playground/sandbox_plan.hpp"
#include "reference_backend/playground/site_cache.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Real WordPress in a Node child process.

namespace WP_CODEBOX_NAMESPACE::playground {

/// What a Playground engine works with.
struct PlaygroundOptions {
  Installation installation = Installation::find();
  std::filesystem::path cache_folder;  ///< Empty: the user's.
  /// How long a child may take to come up.
  std::chrono::milliseconds boot_limit{300000};
  /// WP-CLI's phar on this host; without one there is no `wordpress.wp-cli`.
  std::optional<std::filesystem::path> wp_cli_phar;
  /// The bridge's program; empty: the one of the installation. For tests that need a bad one.
  std::filesystem::path bridge_script;
};

/// An engine that runs WordPress Playground: one child process with one PHP, on a copy of a
/// prepared site that this engine owns. A command that passes its deadline, or that takes the child
/// with it, ends that child; a new one comes up on the same site by itself, and commands wait for
/// it.
class PlaygroundEngine final : public Engine {
 public:
  explicit PlaygroundEngine(PlaygroundOptions options = {});
  ~PlaygroundEngine() override;

  [[nodiscard]] bool has_command(std::string_view command) const override;

  /// Errors: `wp-codebox-playground-startup-asset-unavailable`, `wp-codebox-preview-port-in-use`,
  /// `wp-codebox-playground-cli-exited`, `wp-codebox-php-wasm-runtime-asset-invalid`,
  /// `runtime-mount-refused`, `runtime-boot-failed`.
  void boot(const EngineSetup& setup) override;

  /// Errors: `wp-codebox-playground-command-failed`, `wp-codebox-playground-command-crashed`,
  /// `runtime-command-timeout`, `runtime-argument-invalid`, `runtime-command-unsupported`,
  /// `runtime-dead`.
  EngineOutput run(const EngineCommand& command) override;

  void mount(const MountSpec& mount) override;

  EngineHttpResponse fetch(const EngineHttpRequest& request) override;
  Listing list_files(const std::string& path, std::size_t limit) override;
  json::Value wordpress_state(KnownWordPressStateSection section,
                              const WordPressStateConfig& config) override;
  std::optional<EngineState> capture_state() override;
  /// Only the state of the same WordPress version. Error: `runtime-restore-invalid`.
  void restore_state(const EngineState& state) override;
  [[nodiscard]] ArtifactPackageProvenance packages() const override;

  [[nodiscard]] bool alive() const override;
  [[nodiscard]] std::optional<std::string> server_url() const override;

  void stop() noexcept override;
  void dispose() override;

  /// Process id of the child that runs at the moment; 0 without one. For tests.
  [[nodiscard]] int child_pid() const;

 private:
  enum class State { idle, starting, running, dead };
  using Client = std::shared_ptr<BridgeClient>;

  void prepare_site();
  [[nodiscard]] std::filesystem::path archive() const;
  void write_walls() const;
  void start_child(const Deadline& deadline);
  [[noreturn]] void rethrow_boot_failure(const BridgeFailure& failure) const;
  /// A child that runs; starts one when the last has died. Only with the turn.
  [[nodiscard]] Client wait_until_running(const Deadline& deadline, std::string_view purpose);
  void replace_child(const Client& broken);
  void revive();
  void join_reviver();

  [[nodiscard]] std::unique_lock<std::timed_mutex> take_turn(const Deadline& deadline,
                                                             std::string_view purpose);
  /// Asks the child that runs, and replaces it unless it answers, be it with a refusal. A child may
  /// die before it reads its question; then the next one is asked. Throws `BridgeFailure`. Only
  /// with the turn.
  [[nodiscard]] BridgeAnswer ask_child(const Deadline& deadline, std::string_view purpose,
                                       const std::function<BridgeAnswer(const Client&)>& ask);
  /// A run that ended well or badly; `most_output` bytes at most. Takes the turn.
  [[nodiscard]] BridgeAnswer ask_php(const PhpProgram& program, std::string_view purpose,
                                     const Deadline& deadline, std::size_t most_output);
  /// The same for who has the turn.
  [[nodiscard]] BridgeAnswer ask_php_in_turn(const PhpProgram& program, std::string_view purpose,
                                             const Deadline& deadline, std::size_t most_output);
  /// What a program of our own prints; a failure that does not end the sandbox gets the code
  /// `failure`.
  [[nodiscard]] std::string ask_library(const PhpProgram& program, std::string_view purpose,
                                        std::string_view failure, std::size_t most_output);
  [[nodiscard]] EngineOutput run_wp_cli(const EngineCommand& command, const Deadline& deadline);
  [[nodiscard]] std::vector<MountSpec> current_mounts(const Deadline& deadline,
                                                      std::string_view purpose);

  const PlaygroundOptions options_;
  EngineSetup setup_;
  std::optional<RunFolder> folder_;
  PreviewPlan preview_;
  std::optional<MountPlan> mounts_;  ///< Under `turn_` once booted.
  PreparedSite site_;
  nlohmann::json secrets_ = nlohmann::json::object();
  std::atomic<std::uint64_t> script_number_{0};

  std::stop_source stop_source_;  ///< For the work before there is a child.

  std::timed_mutex turn_;  ///< One question to PHP at a time.

  mutable std::mutex mutex_;  ///< Guards what follows.
  std::condition_variable changed_;
  State state_ = State::idle;
  bool stopped_ = false;
  std::string death_;  ///< Why it is dead.
  Client client_;
  std::string url_;
  std::string node_version_;
  std::string php_version_;
  std::thread reviver_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
