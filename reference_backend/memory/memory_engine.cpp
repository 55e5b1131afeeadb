#include "reference_backend/memory/memory_engine.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "reference_backend/memory/canned_site.hpp"
#include "reference_backend/memory/probe_commands.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Phase = KnownStartupPhase;
using Detail = std::optional<json::Dictionary<json::Value>>;

template <class T>
Detail detail_of(const T& detail) {
  return json::from_json<json::Dictionary<json::Value>>(json::to_json(detail)).value;
}

/// Files up to this size are hashed in listings.
constexpr std::uint64_t max_hashed_bytes = std::uint64_t{1024} * 1024;

/// A state of more files and directories is not captured.
constexpr std::size_t max_state_entries = 100'000;

/// Where the state of a sandbox lies.
constexpr const char* state_directory = "/workspace";

/// Tells the phases of one boot.
class Progress {
 public:
  explicit Progress(const EngineSetup& setup) : setup_(setup) {}

  void tell_start() const {
    StartupStartDetail detail;
    detail.backend = RuntimeBackendKind(std::string("memory"));
    detail.mounts = static_cast<double>(setup_.mounts.size());
    tell(Phase::start, "Starting the sandbox", detail_of(detail));
  }

  void tell_failure(const ContractError& error) const {
    StartupErrorDetail detail;
    detail.error = {error.name(), error.message(), error.code(), {}};
    tell(Phase::error, "The sandbox did not start", detail_of(detail));
  }

  void tell(Phase phase, std::string label, Detail detail = std::nullopt) const {
    if (!setup_.on_progress) return;
    BrowserStartupProgressEvent event;
    event.phase = phase;
    if (phase == Phase::ready) event.status = BrowserStartupProgressStatus::complete;
    if (phase == Phase::error) event.status = BrowserStartupProgressStatus::failed;
    event.label = std::move(label);
    event.detail = std::move(detail);
    setup_.on_progress(event);
  }

 private:
  const EngineSetup& setup_;
};

[[noreturn]] void fail_boot(const std::string& why) {
  throw RuntimeError(error_code::runtime_boot_failed, "The sandbox did not start: " + why);
}

/// Opens a port of the loopback that nobody closes.
void listen_for_ever() {
  const int number = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (number < 0 || ::listen(number, 1) != 0) fail_boot("there is no port");
}

bool is_directory_mount(const MountSpec& mount) { return mount.type == KnownMountType::directory; }

}  // namespace

MemoryEngine::MemoryEngine(EngineFaults faults) : faults_(faults) {}

bool MemoryEngine::has_command(std::string_view command) const {
  return has_probe_command(command);
}

void MemoryEngine::make_sandbox() {
  folder_.emplace();
  tree_.emplace(folder_->path(), faults_.tree);
  for (const MountSpec& mount : setup_.mounts) add_mount(mount);
}

void MemoryEngine::add_mount(const MountSpec& mount) {
  const bool readonly = mount.mode == MountMode::readonly;
  const bool is_file = !is_directory_mount(mount);
  const std::filesystem::path source = mount.source;
  const std::filesystem::path folder = std::filesystem::path(mount.target).parent_path();
  std::string target = mount.target;
  if (is_file && faults_.file_mounts_keep_their_name) target = folder / source.filename();
  tree_->mount(mount.source, target, !is_file, readonly);
  if (!is_file || !faults_.file_mounts_show_neighbours) return;
  for (const auto& beside : std::filesystem::directory_iterator(source.parent_path())) {
    if (!beside.is_regular_file() || beside.path() == source) continue;
    tree_->mount(beside.path().string(), (folder / beside.path().filename()).string(), false,
                 readonly);
  }
}

void MemoryEngine::boot(const EngineSetup& setup) {
  setup_ = setup;
  const Progress progress(setup_);
  progress.tell_start();
  try {
    progress.tell(Phase::loading_client, "Loading the in-memory engine");
    if (setup.environment.kind == "x-boot-fails") {
      if (faults_.keeps_files_of_failed_boots) TempDirectory().keep();
      fail_boot("environment.kind is x-boot-fails");
    }
    progress.tell(Phase::loading_wordpress, "There is no WordPress to load");
    const auto slow = std::chrono::seconds(setup.environment.kind == "x-boot-slow" ? 2 : 0);
    if (stop_.wait(std::chrono::steady_clock::now() + slow) == Woken::stopped) {
      fail_boot("it was stopped");
    }
    make_sandbox();
    if (faults_.keeps_a_port) listen_for_ever();
    progress.tell(Phase::connecting_client, "Connecting to the sandbox");
  } catch (const ContractError& error) {
    progress.tell_failure(error);
    throw;
  } catch (const std::system_error& error) {
    const RuntimeError failure(error_code::runtime_boot_failed,
                               std::string("The sandbox did not start: ") + error.what());
    progress.tell_failure(failure);
    throw failure;
  }
  progress.tell(Phase::ready, "Ready");
}

EngineOutput MemoryEngine::run(const EngineCommand& command) {
  Deadline deadline;
  if (command.timeout_ms && !faults_.ignores_timeouts) {
    const std::chrono::duration<double, std::milli> limit(*command.timeout_ms);
    deadline = std::chrono::steady_clock::now() +
               std::chrono::duration_cast<std::chrono::steady_clock::duration>(limit);
  }
  const NetworkPolicy open_network = NetworkMode::allow;
  ProbeSandbox sandbox{*tree_,
                       stop_,
                       faults_.ignores_network_policy ? open_network : setup_.policy.network,
                       setup_.secret_env,
                       {}};
  {
    const std::lock_guard lock(mutex_);
    sandbox.mounts = setup_.mounts;
  }
  return {run_probe_command(sandbox, command.command, command.args, deadline)};
}

void MemoryEngine::mount(const MountSpec& mount) {
  const std::lock_guard lock(mutex_);
  try {
    if (!faults_.hides_late_mounts) add_mount(mount);
  } catch (const FileError& error) {
    throw RuntimeError(error_code::runtime_mount_refused,
                       "Cannot mount at " + mount.target + ": " + error.what());
  }
  setup_.mounts.push_back(mount);
}

// Nothing when the entry has gone since the directory was read.
std::optional<FileEntry> MemoryEngine::file_entry(const std::string& directory,
                                                  const SandboxEntry& entry) const {
  FileEntry file;
  file.path = entry.path;
  if (S_ISDIR(entry.status.st_mode)) file.type = FileEntryType::directory;
  if (S_ISLNK(entry.status.st_mode)) file.type = FileEntryType::symlink;
  if (!S_ISREG(entry.status.st_mode)) return file;
  file.bytes = static_cast<double>(entry.status.st_size);
  if (static_cast<std::uint64_t>(entry.status.st_size) > max_hashed_bytes) return file;
  try {
    file.sha256 = sha256_hex(tree_->read(directory + "/" + entry.path));
  } catch (const FileError& error) {
    const int number = error.code().value();
    if (number == ENOENT || number == ENOTDIR || number == EISDIR) return std::nullopt;
    if (number != EACCES) throw;
  }
  return file;
}

Engine::Listing MemoryEngine::list_files(const std::string& path, std::size_t limit) {
  Listing listing;
  try {
    std::vector<SandboxEntry> entries = tree_->walk(path, limit + 1);
    listing.truncated = entries.size() > limit;
    if (listing.truncated) entries.pop_back();
    for (const SandboxEntry& entry : entries) {
      if (auto file = file_entry(path, entry)) listing.entries.push_back(std::move(*file));
    }
  } catch (const FileError& error) {
    throw RuntimeError(error_code::runtime_observation_failed,
                       std::string("Cannot list files: ") + error.what());
  }
  return listing;
}

// Whether a path is a mount, lies in one, or has one below it.
bool MemoryEngine::is_mounted(const std::string& path) {
  const std::lock_guard lock(mutex_);
  return std::any_of(setup_.mounts.begin(), setup_.mounts.end(), [&path](const MountSpec& mount) {
    std::string target = mount.target;
    while (target.ends_with('/')) target.pop_back();
    return path == target || path.starts_with(target + "/") || target.starts_with(path + "/");
  });
}

json::Value MemoryEngine::wordpress_state(KnownWordPressStateSection section,
                                          const WordPressStateConfig& config) {
  return canned_section(section, config);
}

std::optional<EngineState> MemoryEngine::capture_state() {
  EngineState state;
  state.wp_content_path = state_directory;
  try {
    const std::vector<SandboxEntry> entries = tree_->walk(state_directory, max_state_entries + 1);
    if (entries.size() > max_state_entries) {
      throw RuntimeError(error_code::runtime_snapshot_failed, "The state has too many files");
    }
    for (const SandboxEntry& entry : entries) {
      const std::string path = std::string(state_directory) + "/" + entry.path;
      if (!S_ISREG(entry.status.st_mode) || is_mounted(path)) continue;
      state.files.push_back({entry.path, tree_->read(path)});
    }
  } catch (const FileError& error) {
    throw RuntimeError(error_code::runtime_snapshot_failed,
                       std::string("The state cannot be read: ") + error.what());
  }
  return state;
}

void MemoryEngine::restore_state(const EngineState& state) {
  if (faults_.restores_nothing) return;
  try {
    for (const std::string& name : tree_->list(state_directory)) {
      const std::string path = std::string(state_directory) + "/" + name;
      if (!is_mounted(path)) tree_->remove(path);
    }
    for (const EngineStateFile& file : state.files) {
      const std::string path = std::string(state_directory) + "/" + file.path;
      if (is_mounted(path)) continue;
      tree_->write(path, faults_.restores_empty_files ? std::string() : file.bytes);
    }
  } catch (const FileError& error) {
    throw RuntimeError(error_code::runtime_restore_invalid,
                       std::string("The state cannot be put in place: ") + error.what());
  }
}

void MemoryEngine::stop() noexcept { stop_.raise(); }

void MemoryEngine::dispose() {
  tree_.reset();
  if (!folder_) return;
  try {
    if (faults_.keeps_files) {
      folder_->keep();
    } else {
      folder_->remove();
    }
  } catch (const std::exception& error) {
    throw RuntimeError(error_code::runtime_destroy_failed,
                       std::string("The sandbox's folder is still there: ") + error.what());
  }
  folder_.reset();
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
