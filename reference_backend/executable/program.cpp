#include "reference_backend/executable/program.hpp"

#include <signal.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <ctime>
#include <exception>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <utility>

#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/mutants.hpp"
#include "reference_backend/memory/variants.hpp"
#include "reference_backend/memory/wire_style.hpp"
#include "reference_backend/playground/installation.hpp"
#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/stdio/server.hpp"

namespace WP_CODEBOX_NAMESPACE::reference_program {
namespace {

constexpr const char* name = "wp-codebox-reference-backend";

constexpr const char* footer =
    "It speaks the backend protocol (docs/backend-protocol.md): JSON-RPC 2.0, one message a line,\n"
    "on standard input and output. It ends when the input ends, at `shutdown`, and at SIGINT or\n"
    "SIGTERM; every runtime is destroyed first.\n\n"
    "Example, judged by the conformance kit:\n"
    "  wp-codebox-conformance run --exec wp-codebox-reference-backend --backend memory\n\n"
    "Exit codes: 0 ended as asked, 2 wrong arguments, 3 the engine is missing or broke,\n"
    "4 not everything could be destroyed in time.";

sigset_t ending_signals() {
  sigset_t signals;
  ::sigemptyset(&signals);
  ::sigaddset(&signals, SIGINT);
  ::sigaddset(&signals, SIGTERM);
  ::sigaddset(&signals, SIGHUP);
  return signals;
}

/// Turns a signal into a request to stop, on a thread of its own.
class SignalWatch {
 public:
  SignalWatch() : thread_([this] { watch(); }) {}
  SignalWatch(const SignalWatch&) = delete;
  SignalWatch& operator=(const SignalWatch&) = delete;
  ~SignalWatch() {
    ended_ = true;
    thread_.join();
  }

  [[nodiscard]] std::stop_token token() const { return stop_.get_token(); }

 private:
  void watch() {
    const sigset_t signals = ending_signals();
    constexpr timespec look_again = {0, 50'000'000};
    while (!ended_) {
      if (::sigtimedwait(&signals, nullptr, &look_again) > 0) stop_.request_stop();
    }
  }

  std::stop_source stop_;
  std::atomic<bool> ended_{false};
  std::thread thread_;
};

struct Arguments {
  std::string backend;
  std::optional<std::string> mutant;
  std::optional<std::string> variant;
  std::optional<std::string> wp_cli_phar;
  double end_limit_seconds = 15;
};

/// What the names of the arguments stand for. Throws what a person can act on.
std::unique_ptr<RuntimeBackend> make_backend(const Arguments& arguments) {
  if (arguments.mutant) {
    auto mutant = make_memory_mutant(*arguments.mutant);
    if (!mutant) throw std::runtime_error("there is no mutant '" + *arguments.mutant + "'");
    return mutant;
  }
  if (arguments.variant) {
    auto variant = make_memory_variant(*arguments.variant);
    if (!variant) throw std::runtime_error("there is no variant '" + *arguments.variant + "'");
    return variant;
  }
  if (arguments.backend == "memory") return make_memory_backend();
  // Says at once what is missing, instead of at the first boot.
  static_cast<void>(playground::Installation::find().node());
  playground::PlaygroundOptions options;
  options.wp_cli_phar = arguments.wp_cli_phar;
  return make_playground_backend(std::move(options));
}

int serve_backend(const Arguments& arguments, int input, int output, std::ostream& err) {
  std::unique_ptr<RuntimeBackend> backend = make_backend(arguments);
  const SignalWatch signals;
  ServeOptions options;
  options.stop = signals.token();
  options.end_limit = std::chrono::milliseconds(
      static_cast<std::chrono::milliseconds::rep>(arguments.end_limit_seconds * 1000));
  options.on_log = [&err](std::string_view line) {
    err << name + (": " + std::string(line) + "\n") << std::flush;
  };
  std::unique_ptr<memory::StyledOutput> styled;
  if (memory::WireStyle style = memory_variant_style(arguments.variant.value_or(""));
      !style.is_plain()) {
    styled = std::make_unique<memory::StyledOutput>(output, std::move(style));
  }
  const ServeEnd end = serve(*backend, input, styled ? styled->input() : output, options);
  if (!end.complete) {
    static_cast<void>(backend.release());  // Threads still use it.
    err << name << ": not everything could be destroyed in time\n" << std::flush;
    return exit_code::incomplete;
  }
  if (end.cause == ServeCause::input_failed) {
    err << name << ": the input cannot be read\n";
    return exit_code::failed;
  }
  return exit_code::done;
}

}  // namespace

void block_signals() {
  const sigset_t signals = ending_signals();
  ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

int run_program(const std::vector<std::string>& arguments, int input, int output, std::ostream& out,
                std::ostream& err) {
  try {
    CLI::App app{"Serves a reference backend of the WP Codebox runtime contract.", name};
    Arguments chosen;
    app.add_option("--backend", chosen.backend, "memory, or playground (real WordPress)")
        ->required()
        ->check(CLI::IsMember({"memory", "playground"}))
        ->type_name("NAME");
    app.add_option("--mutant", chosen.mutant, "Switch on a fault of the memory backend")
        ->type_name("ID");
    app.add_option("--variant", chosen.variant,
                   "A memory backend that is unusual and correct, to try a client on")
        ->type_name("NAME");
    app.add_option("--wp-cli", chosen.wp_cli_phar,
                   "WP-CLI's phar, for the command wordpress.wp-cli of playground")
        ->type_name("FILE");
    app.add_option("--end-limit", chosen.end_limit_seconds, "Seconds that the end may take")
        ->check(CLI::Range(0.1, 3600.0))
        ->type_name("SECONDS")
        ->capture_default_str();
    app.set_version_flag("--version", std::string(name) + " " + sdk_version + ", contract " +
                                          contract_version + ", protocol " +
                                          std::string(backend_protocol_version));
    app.footer(footer);
    try {
      // CLI11 takes them from the back.
      app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::ParseError& error) {
      return app.exit(error, out, err) == 0 ? exit_code::done : exit_code::usage;
    }
    if (chosen.mutant && chosen.backend != "memory") {
      err << name << ": --mutant needs --backend memory\n";
      return exit_code::usage;
    }
    if (chosen.variant && (chosen.backend != "memory" || chosen.mutant)) {
      err << name << ": --variant needs --backend memory, and no --mutant\n";
      return exit_code::usage;
    }
    if (chosen.wp_cli_phar && chosen.backend != "playground") {
      err << name << ": --wp-cli needs --backend playground\n";
      return exit_code::usage;
    }
    return serve_backend(chosen, input, output, err);
  } catch (const std::exception& error) {
    err << name << ": " << error.what() << "\n";
  } catch (...) {
    err << name << ": an exception of an unknown type\n";
  }
  return exit_code::failed;
}

}  // namespace WP_CODEBOX_NAMESPACE::reference_program
