#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/contracts/preview_spec.hpp"
#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/engine_state.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What most backend authors write: an `Engine` that isolates. `RecordingRuntime` does the rest
/// around it: policy gate, ids, events, records, artifacts.

namespace WP_CODEBOX_NAMESPACE {

/// Everything an engine is told before it boots.
struct EngineSetup {
  std::string runtime_id;       ///< Of the runtime that the engine works for; safe as a file name.
  EnvironmentSpec environment;  ///< Of the create spec: kind of site, version, blueprint.
  RuntimePolicy policy;         ///< What the engine has to isolate by; checked.
  std::vector<MountSpec> mounts;  ///< In mount order, sources resolved.

  /// What is asked of a preview server; none: no preview.
  std::optional<RuntimePreviewSpec> preview;
  /// Values that the sandbox may see, already narrowed to what the policy allows (WPC-POL-017).
  json::Dictionary<std::string> secret_env;
  /// To be called at each phase of the boot (shapes: startup progress); `elapsed_ms` is filled in
  /// by the caller when it is absent.
  std::function<void(const BrowserStartupProgressEvent& event)> on_progress;
};

/// One command that passed the policy gate.
struct EngineCommand {
  std::string command;             ///< As the policy names it.
  std::vector<std::string> args;   ///< Most commands take `name=value`.
  std::optional<std::string> cwd;  ///< Sandbox path to run in; none: the engine's choice.

  /// Milliseconds after which the work must have ended; none: no limit.
  std::optional<double> timeout_ms;
};

/// What a command that succeeded printed.
struct EngineOutput {
  std::string stdout_text;  ///< Goes into `ExecutionResult.stdout`; redacted when it is recorded.
};

/// A request to the site inside the sandbox.
struct EngineHttpRequest {
  std::string url;             ///< Absolute.
  std::string method = "GET";  ///< As it goes over the wire.

  /// As the observation asks for; the engine adds what HTTP needs.
  json::Dictionary<std::string> headers;
  std::string body;  ///< Bytes; empty: none is sent.
};

/// The site's answer.
struct EngineHttpResponse {
  int status = 0;           ///< Of HTTP, such as 200.
  std::string status_text;  ///< What stands beside the status, such as `OK`; may be empty.
  json::Dictionary<std::string> headers;  ///< Names in lower case; of repeated ones the last.
  std::string body;                       ///< Bytes.
};

/// A sandbox without bookkeeping. Errors are exceptions derived from `ContractError`; anything else
/// that escapes becomes `backend-internal-error` or the code of the call concerned.
///
/// Order of calls: `boot` once, before all others but `has_command`, `stop` and `dispose`;
/// `dispose` last, also after a `boot` that failed or never came. Threads: `run`, `fetch`,
/// `list_files`, `mount` and `capture_state` may overlap, an engine that does one thing at a time
/// takes turns itself; `stop`, `alive` and `server_url` may come at any time from any thread;
/// `dispose` comes when nothing else is under way. `boot` comes on a thread that ends afterwards,
/// so nothing may depend on that thread's life (a child with `PR_SET_PDEATHSIG`, for instance).
class Engine {
 public:
  Engine() = default;
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;
  virtual ~Engine() = default;

  /// Whether `run` knows the command. Commands that the runtime itself answers are not asked for.
  [[nodiscard]] virtual bool has_command(std::string_view command) const = 0;

  /// Starts the sandbox with its walls up. Error: `runtime-boot-failed` or a code of its own; after
  /// an error only `stop`, `alive`, `server_url` and `dispose` are called.
  virtual void boot(const EngineSetup& setup) = 0;

  /// Runs a command. Errors: `runtime-command-failed` (it said so itself),
  /// `runtime-command-crashed` (no answer), `runtime-command-timeout`, `runtime-argument-invalid`,
  /// or codes of its own.
  virtual EngineOutput run(const EngineCommand& command) = 0;

  /// Makes a mount visible to the next command, or throws `runtime-mount-refused` (WPC-MNT-007).
  virtual void mount(const MountSpec& mount) = 0;

  /// Whether the sandbox can still be used, for instance after a timeout. When not, later calls
  /// fail with `runtime-dead`.
  [[nodiscard]] virtual bool alive() const { return true; }

  /// Where the site can be reached on this host while it runs; none without a preview server.
  [[nodiscard]] virtual std::optional<std::string> server_url() const { return std::nullopt; }

  /// One exchange with the site, or with another server where the policy allows it: the runtime has
  /// checked the URL, and follows redirects itself. The default throws
  /// `runtime-observation-unsupported`; so do the next ones. Error: `runtime-observation-failed`.
  WP_CODEBOX_INLINE virtual EngineHttpResponse fetch(const EngineHttpRequest& request);

  /// What lies below a directory.
  struct Listing {
    std::vector<FileEntry> entries;  ///< In order of UTF-16 code units of their paths.
    bool truncated = false;          ///< There is more than was asked for.
  };
  /// Everything below the absolute sandbox path, links listed and never followed, paths relative to
  /// it and in order of UTF-16 code units; the first `limit` entries. Files up to 1 MiB are hashed.
  /// Errors: `runtime-observation-failed` (no such directory), `runtime-observation-refused`.
  WP_CODEBOX_INLINE virtual Listing list_files(const std::string& path, std::size_t limit);

  /// The records of one section of the state of WordPress: the `data` of its section file.
  WP_CODEBOX_INLINE virtual json::Value wordpress_state(KnownWordPressStateSection section,
                                                        const WordPressStateConfig& config);

  /// The state for a snapshot, or none when the engine only has metadata snapshots; with it, the
  /// descriptor declares `snapshot-state`. Error: `runtime-snapshot-failed`.
  virtual std::optional<EngineState> capture_state() { return std::nullopt; }

  /// Puts a captured state in place of the current one: tables are dropped and rebuilt, wp-content
  /// is replaced. Its hashes and paths were checked. The default throws
  /// `runtime-restore-unsupported`.
  WP_CODEBOX_INLINE virtual void restore_state(const EngineState& state);

  /// Which packages the engine is made of, for the provenance in bundles. Asked after the boot.
  [[nodiscard]] virtual ArtifactPackageProvenance packages() const { return {}; }

  /// Ends what is under way soon: a running command or boot fails, and so do those that come later
  /// (the boot may be just about to begin). Never throws, returns at once.
  virtual void stop() noexcept = 0;

  /// Frees everything: processes, ports, files. Called once. Error: `runtime-destroy-failed`.
  virtual void dispose() = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/engine.inl.hpp"
#endif
