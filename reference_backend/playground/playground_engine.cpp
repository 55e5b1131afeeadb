#include "reference_backend/playground/playground_engine.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reference_backend/playground/command_failure.hpp"
#include "reference_backend/playground/observation_requests.hpp"
#include "reference_backend/playground/php_library.hpp"
#include "reference_backend/playground/site_state.hpp"
#include "reference_backend/playground/startup_report.hpp"
#include "reference_backend/playground/wordpress_commands.hpp"
#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/contracts/wp_cli.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// `wordpress.wp-cli` is one more when there is a phar.
constexpr std::array<std::string_view, 4> commands{"inspect-mounted-inputs", "wordpress.run-php",
                                                   "wordpress.rest-request", "wordpress.ability"};

/// PHP output that one command may have.
constexpr std::size_t longest_output = std::size_t{64} << 20;

/// A state with all its files, which has to fit into one answer of the bridge.
constexpr std::size_t longest_state = std::size_t{240} << 20;

/// An observation has no deadline of its caller's.
constexpr std::chrono::seconds longest_observation{300};

Deadline deadline_of(const std::optional<double>& timeout_ms) {
  if (!timeout_ms) return std::nullopt;
  // Years are as good as no limit, and do not overflow the clock.
  constexpr double longest_ms = 1e11;
  return Clock::now() + std::chrono::microseconds(static_cast<std::int64_t>(
                            std::clamp(*timeout_ms, 0.0, longest_ms) * 1000));
}

ProcessSpec bridge_process(const PlaygroundOptions& options, const RunFolder& folder) {
  const Installation& installation = options.installation;
  ProcessSpec spec;
  spec.program = installation.node();
  spec.working_directory = folder.path();
  spec.arguments = {"--disable-sigusr1"};
  for (const char* wall : {"network", "filesystem", "control"}) {
    spec.arguments.emplace_back("--import");
    spec.arguments.push_back("file://" +
                             installation.bridge("walls/" + std::string(wall) + ".mjs").string());
  }
  spec.arguments.push_back(options.bridge_script.empty()
                               ? installation.bridge("bridge.mjs").string()
                               : options.bridge_script.string());
  spec.environment = {{"TMPDIR", folder.temporary().string()},
                      {"HOME", folder.home().string()},
                      {"WP_CODEBOX_WALLS", folder.walls().string()},
                      {"WP_CODEBOX_RUN_FOLDER", folder.path().string()}};
  return spec;
}

}  // namespace

PlaygroundEngine::PlaygroundEngine(PlaygroundOptions options) : options_(std::move(options)) {}

PlaygroundEngine::~PlaygroundEngine() {
  stop();
  join_reviver();
}

bool PlaygroundEngine::has_command(std::string_view command) const {
  if (command == "wordpress.wp-cli") return options_.wp_cli_phar.has_value();
  return std::find(commands.begin(), commands.end(), command) != commands.end();
}

void PlaygroundEngine::boot(const EngineSetup& setup) {
  setup_ = setup;
  const StartupReport report(setup_);
  try {
    report.start();
    report.loading_client();
    preview_ = plan_preview(setup_.preview);
    require_free_port(preview_);
    mounts_.emplace(setup_.policy.filesystem);
    for (const MountSpec& mount : setup_.mounts) mounts_->add(mount);
    for (const auto& [name, value] : setup_.secret_env) {
      if (is_safe_env_name(name)) secrets_[name] = value;
    }
    report.loading_wordpress();
    prepare_site();
    report.blueprint();
    start_child(Clock::now() + options_.boot_limit);
    report.connecting_client(url_);
  } catch (const std::exception& error) {
    report.failed(error);
    throw;
  }
  report.ready(url_);
}

fs::path PlaygroundEngine::archive() const {
  const auto& assets = setup_.environment.assets;
  if (assets && assets->wordpressZip) return *assets->wordpressZip;
  const auto& version = setup_.environment.version;
  if (const auto found = options_.installation.wordpress_archive(version)) return *found;
  throw RuntimeError(error_code::wp_codebox_playground_startup_asset_unavailable,
                     "there is no WordPress " + version.value_or("latest") +
                         " on this machine; name an archive in environment.assets.wordpressZip",
                     {{"phase", json::Value::string("preview:loading-wordpress")},
                      {"requestedVersion", json::Value::string(version.value_or("latest"))}});
}

void PlaygroundEngine::prepare_site() {
  static_cast<void>(options_.installation.node());  // says what is missing before anything is made
  RunFolder::remove_orphans();
  folder_.emplace(setup_.runtime_id);
  fs::copy(options_.installation.php(), folder_->codebox() / "php");
  const SiteCache cache(
      options_.cache_folder.empty() ? SiteCache::default_folder() : options_.cache_folder,
      options_.installation);
  site_ = cache.copy_site(archive(), folder_->site(), stop_source_.get_token());
}

void PlaygroundEngine::write_walls() const {
  write_whole_file(folder_->walls(),
                   walls_text(setup_.policy.network, preview_, *folder_, *mounts_));
}

void PlaygroundEngine::start_child(const Deadline& deadline) {
  folder_->clear_temporary();
  write_walls();
  const auto client = std::make_shared<BridgeClient>(bridge_process(options_, *folder_));
  {
    const std::lock_guard lock(mutex_);
    client_ = client;
    state_ = State::starting;
    if (stopped_) client->kill();
  }
  try {
    client->greet(deadline);
    const BridgeAnswer answer =
        client->ask(boot_request(setup_, preview_, *folder_, *mounts_, site_.installed), deadline);
    const std::lock_guard lock(mutex_);
    url_ = answer.result.at("url").get<std::string>();
    // The site knows itself by this address, so the next child has to have it too.
    preview_.port = answer.result.at("port").get<int>();
    node_version_ = client->node_version();
    php_version_ = answer.result.value("php", std::string());
    state_ = State::running;
    changed_.notify_all();
  } catch (const BridgeFailure& failure) {
    client->kill();
    rethrow_boot_failure(failure);
  } catch (const nlohmann::json::exception& error) {
    client->kill();
    throw RuntimeError(
        error_code::runtime_boot_failed,
        std::string("the bridge gave an answer without an address: ") + error.what());
  }
  site_.installed = true;
  // A blueprint is applied once, to the site that the next child finds.
  setup_.environment.blueprint.reset();
}

void PlaygroundEngine::rethrow_boot_failure(const BridgeFailure& failure) const {
  const std::string message = std::string("WordPress did not boot: ") + failure.what();
  const ErrorFields cause = {{"cause", json::Value::string(failure.what())}};
  if (failure.code() == "EADDRINUSE") {
    throw RuntimeError(
        error_code::wp_codebox_preview_port_in_use,
        "the preview port " + std::to_string(preview_.port) + " is taken (EADDRINUSE)",
        {{"port", json::Value::number(preview_.port)}, cause.entries().front()});
  }
  if (failure.kind() == BridgeFailure::Kind::ended) {
    throw RuntimeError(
        error_code::wp_codebox_playground_cli_exited, message,
        {{"exitCode",
          failure.end->signal != 0 ? json::Value() : json::Value::number(failure.end->exit_code)},
         cause.entries().front()});
  }
  throw RuntimeError(error_code::runtime_boot_failed, message, cause);
}

PlaygroundEngine::Client PlaygroundEngine::wait_until_running(const Deadline& deadline,
                                                              std::string_view purpose) {
  std::unique_lock lock(mutex_);
  const auto settled = [this] { return stopped_ || state_ != State::starting; };
  if (!deadline) {
    changed_.wait(lock, settled);
  } else if (!changed_.wait_until(lock, *deadline, settled)) {
    throw timeout_error(purpose, "WordPress had not come up again");
  }
  if (stopped_) throw crash_error(purpose, "the runtime was stopped");
  if (state_ == State::running) {
    if (client_->alive()) return client_;
    // It died while nobody asked it anything.
    const Client broken = client_;
    lock.unlock();
    replace_child(broken);
    return wait_until_running(deadline, purpose);
  }
  throw RuntimeError(error_code::runtime_dead,
                     std::string(purpose) + ": the sandbox is dead: " + death_);
}

void PlaygroundEngine::replace_child(const Client& broken) {
  broken->kill();
  join_reviver();
  const std::lock_guard lock(mutex_);
  if (stopped_) return;
  state_ = State::starting;
  reviver_ = std::thread([this] { revive(); });
}

void PlaygroundEngine::revive() {
  Client broken;
  {
    const std::lock_guard lock(mutex_);
    broken = std::exchange(client_, nullptr);
  }
  if (broken) broken->kill_and_wait();
  try {
    try {
      start_child(Clock::now() + options_.boot_limit);
    } catch (const RuntimeError& error) {
      const bool taken = error.code() == error_code::wp_codebox_preview_port_in_use;
      if (!taken || preview_.fixed) throw;
      preview_.port = 0;
      start_child(Clock::now() + options_.boot_limit);
    }
  } catch (const std::exception& error) {
    const std::lock_guard lock(mutex_);
    state_ = State::dead;
    death_ = error.what();
    changed_.notify_all();
  }
}

void PlaygroundEngine::join_reviver() {
  if (reviver_.joinable()) reviver_.join();
}

std::unique_lock<std::timed_mutex> PlaygroundEngine::take_turn(const Deadline& deadline,
                                                               std::string_view purpose) {
  std::unique_lock turn(turn_, std::defer_lock);
  if (!deadline) {
    turn.lock();
  } else if (!turn.try_lock_until(*deadline)) {
    throw timeout_error(purpose, "other commands took the time");
  }
  return turn;
}

BridgeAnswer PlaygroundEngine::ask_child(const Deadline& deadline, std::string_view purpose,
                                         const std::function<BridgeAnswer(const Client&)>& ask) {
  for (bool again = false;; again = true) {
    const Client client = wait_until_running(deadline, purpose);
    try {
      return ask(client);
    } catch (const BridgeFailure& failure) {
      if (failure.kind() != BridgeFailure::Kind::refused) replace_child(client);
      const bool unread = failure.kind() == BridgeFailure::Kind::ended && !failure.taken;
      if (!unread || again) throw;
    }
  }
}

BridgeAnswer PlaygroundEngine::ask_php(const PhpProgram& program, std::string_view purpose,
                                       const Deadline& deadline, std::size_t most_output) {
  const auto turn = take_turn(deadline, purpose);
  return ask_php_in_turn(program, purpose, deadline, most_output);
}

BridgeAnswer PlaygroundEngine::ask_php_in_turn(const PhpProgram& program, std::string_view purpose,
                                               const Deadline& deadline, std::size_t most_output) {
  try {
    return ask_child(deadline, purpose, [&](const Client& client) {
      const PhpScript script(*folder_, std::to_string(++script_number_), program);
      try {
        return client->ask({{"op", "run"},
                            {"script", script.path()},
                            {"env", secrets_},
                            {"maxOutputBytes", most_output}},
                           deadline);
      } catch (const BridgeFailure& failure) {
        // Nobody knows what is left of a PHP that could not be run to its end.
        if (failure.kind() == BridgeFailure::Kind::refused) replace_child(client);
        throw;
      }
    });
  } catch (const BridgeFailure& failure) {
    if (failure.kind() == BridgeFailure::Kind::late) {
      throw timeout_error(purpose, "it was ended");
    }
    throw crash_error(purpose, failure.what());
  }
}

std::string PlaygroundEngine::ask_library(const PhpProgram& program, std::string_view purpose,
                                          std::string_view failure, std::size_t most_output) {
  try {
    BridgeAnswer answer =
        ask_php(program, purpose, Clock::now() + longest_observation, most_output);
    return output_of(std::move(answer), purpose).stdout_text;
  } catch (const RuntimeError& error) {
    if (error.code() == error_code::runtime_dead) throw;
    throw RuntimeError(failure, error.what());
  }
}

std::vector<MountSpec> PlaygroundEngine::current_mounts(const Deadline& deadline,
                                                        std::string_view purpose) {
  const auto turn = take_turn(deadline, purpose);
  return mounts_->mounts();
}

EngineOutput PlaygroundEngine::run_wp_cli(const EngineCommand& command, const Deadline& deadline) {
  const PhpProgram program = wp_cli_program(command);
  const auto turn = take_turn(deadline, command.command);
  const WpCliPhar phar(options_.wp_cli_phar.value(), *folder_);
  EngineOutput output = output_of(
      ask_php_in_turn(program, command.command, deadline, longest_output), command.command);
  output.stdout_text = std::string(wp_cli_output(output.stdout_text));
  return output;
}

EngineOutput PlaygroundEngine::run(const EngineCommand& command) {
  const Deadline deadline = deadline_of(command.timeout_ms);
  const auto output = [&](const PhpProgram& program) {
    return output_of(ask_php(program, command.command, deadline, longest_output), command.command);
  };
  if (command.command == "inspect-mounted-inputs") {
    return output(inspect_mounts_program(current_mounts(deadline, command.command)));
  }
  if (command.command == "wordpress.wp-cli") return run_wp_cli(command, deadline);
  if (command.command == "wordpress.rest-request") {
    return {library_answer(output(rest_request_program(command)).stdout_text)};
  }
  if (command.command == "wordpress.ability") {
    return {library_answer(output(ability_program(command)).stdout_text)};
  }
  return output(run_php_program(command));
}

json::Value PlaygroundEngine::wordpress_state(KnownWordPressStateSection section,
                                              const WordPressStateConfig& config) {
  return wordpress_state_of(ask_library(wordpress_state_program(section, config), "wordpress-state",
                                        error_code::runtime_observation_failed, longest_output));
}

std::optional<EngineState> PlaygroundEngine::capture_state() {
  return captured_state(ask_library(capture_program(current_mounts(std::nullopt, "snapshot")),
                                    "snapshot", error_code::runtime_snapshot_failed,
                                    longest_state));
}

void PlaygroundEngine::restore_state(const EngineState& state) {
  // Its tables and plugins belong to the version that they were taken from.
  if (site_.version != state.wordpress_version) {
    throw RuntimeError(error_code::runtime_restore_invalid,
                       "the snapshot is of WordPress " + state.wordpress_version +
                           ", this site is " + site_.version.value_or("of an unknown version"));
  }
  const StateOffer offer(*folder_, std::to_string(++script_number_), state);
  static_cast<void>(ask_library(offer.restore_program(current_mounts(std::nullopt, "restore")),
                                "restore", error_code::runtime_restore_invalid, longest_output));
}

ArtifactPackageProvenance PlaygroundEngine::packages() const {
  SandboxVersions versions;
  {
    const std::lock_guard lock(mutex_);
    versions = {node_version_, php_version_, site_.version.value_or(""), site_.archive_sha256};
  }
  return package_report(options_.installation, versions);
}

void PlaygroundEngine::mount(const MountSpec& mount) {
  const auto turn = take_turn(std::nullopt, "mount");
  try {
    static_cast<void>(ask_child(std::nullopt, "mount", [&](const Client& client) {
      mounts_->add(mount);
      write_walls();
      try {
        return client->ask(
            {{"op", "mount"}, {"source", mount.source}, {"target", normal_target(mount.target)}},
            std::nullopt);
      } catch (const BridgeFailure&) {
        mounts_->drop_last();
        write_walls();
        throw;
      }
    }));
  } catch (const BridgeFailure& failure) {
    throw RuntimeError(error_code::runtime_mount_refused, "Cannot mount " + mount.source + " at " +
                                                              mount.target + ": " + failure.what());
  }
}

EngineHttpResponse PlaygroundEngine::fetch(const EngineHttpRequest& request) {
  const Deadline deadline = Clock::now() + longest_observation;
  const auto turn = take_turn(deadline, "http-response");
  try {
    return http_response_of(ask_child(deadline, "http-response", [&](const Client& client) {
      return client->ask(fetch_request(request), deadline);
    }));
  } catch (const BridgeFailure& failure) {
    throw RuntimeError(error_code::runtime_observation_failed,
                       request.method + " " + request.url + ": " + failure.what());
  }
}

Engine::Listing PlaygroundEngine::list_files(const std::string& path, std::size_t limit) {
  return listing_of(ask_library(list_files_program(path, limit), "files",
                                error_code::runtime_observation_failed, longest_output));
}

bool PlaygroundEngine::alive() const {
  const std::lock_guard lock(mutex_);
  return state_ != State::dead;
}

std::optional<std::string> PlaygroundEngine::server_url() const {
  const std::lock_guard lock(mutex_);
  return url_.empty() ? std::nullopt : std::optional(url_);
}

int PlaygroundEngine::child_pid() const {
  const std::lock_guard lock(mutex_);
  return client_ ? client_->pid() : 0;
}

void PlaygroundEngine::stop() noexcept {
  stop_source_.request_stop();
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  if (client_) client_->kill();
  changed_.notify_all();
}

void PlaygroundEngine::dispose() {
  stop();
  join_reviver();
  Client client;
  {
    const std::lock_guard lock(mutex_);
    client = std::exchange(client_, nullptr);
    url_.clear();
  }
  if (client) client->kill_and_wait();
  try {
    if (folder_) folder_->remove();
  } catch (const fs::filesystem_error& error) {
    throw RuntimeError(error_code::runtime_destroy_failed, error.what());
  }
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
