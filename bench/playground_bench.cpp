// Real WordPress behind the Playground engine, beside the same calls made plainly through the Node
// API of Playground's command line in the same run.
//
//   playground_bench [rounds]
//
// Prints one line a figure: what, ours, plain, and the goal of ours. The figures are medians; the
// walls are up in ours and there are none in the plain one.
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace {

using namespace wp_codebox;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

double milliseconds(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// VmHWM of a process, in MiB.
double peak_memory(int pid) {
  std::ifstream status("/proc/" + std::to_string(pid) + "/status");
  for (std::string word; status >> word;) {
    double kib = 0;
    if (word == "VmHWM:" && status >> kib) return kib / 1024;
  }
  return 0;
}

struct Work {
  const char* name;
  std::string code;
  bool with_wordpress;
  double goal_ms;
};

std::vector<Work> works() {
  return {
      {"run-php, trivial", "echo 1;", false, 10},
      {"run-php, loads WordPress", "echo get_bloginfo('name');", true, 100},
      {"run-php, fails trivially", "exit(3);", false, 10},
      {"run-php, fails behind WordPress", "exit(3);", true, 100},
      {"run-php, 8 MiB of output", "echo str_repeat('0123456789abcdef', 524288);", false, 500},
  };
}

std::map<std::string, double> measure_ours(int rounds) {
  std::map<std::string, double> figures;
  playground::PlaygroundEngine engine;
  EngineSetup setup;
  setup.runtime_id = "runtime-bench";
  setup.environment.kind = "wordpress";
  setup.policy.filesystem = FilesystemPolicy::sandbox;
  {
    playground::PlaygroundEngine first;  // Fills the cache.
    first.boot(setup);
    first.dispose();
  }
  figures["ready, from the cache"] = milliseconds([&] { engine.boot(setup); });
  for (const Work& work : works()) {
    EngineCommand command;
    command.command = "wordpress.run-php";
    command.args = {"code=" + work.code};
    if (!work.with_wordpress) command.args.emplace_back("bootstrap=none");
    std::vector<double> times;
    for (int i = 0; i < rounds + 2; ++i) {
      const double time = milliseconds([&] {
        try {
          static_cast<void>(engine.run(command));
        } catch (const std::exception&) {  // Those that fail are there to fail.
        }
      });
      if (i >= 2) times.push_back(time);  // The first ones warm up.
    }
    figures[work.name] = median(times);
  }
  figures["peak memory of the child, MiB"] = peak_memory(engine.child_pid());
  engine.dispose();
  return figures;
}

/// Whole snapshots, as a caller takes them: captured, hashed, redacted, written.
void measure_snapshots(int rounds, std::map<std::string, double>& figures) {
  const auto backend = make_playground_backend();
  RuntimeCreateSpec spec;
  spec.backend = KnownBackendKind::wordpress_playground;
  spec.environment.kind = "wordpress";
  spec.policy.commands = {"wordpress.run-php"};
  const fs::path artifacts =
      fs::temp_directory_path() / ("wp-codebox-bench-" + std::to_string(::getpid()));
  spec.artifactsDirectory = artifacts.string();
  const auto runtime = create_runtime(spec, *backend);
  Snapshot snapshot;
  std::vector<double> times;
  for (int i = 0; i < rounds + 2; ++i) {
    const double time = milliseconds([&] { snapshot = runtime->snapshot(); });
    if (i >= 2) times.push_back(time);
  }
  figures["snapshot"] = median(times);
  figures["restore into a new runtime, its boot included"] = milliseconds([&] {
    restore_runtime(snapshot, *backend, {spec, {}, {}})->destroy();
  });
  runtime->destroy();
  fs::remove_all(artifacts);
}

/// The same through runCLI(): see plain_bench.mjs.
std::map<std::string, double> measure_plain(int rounds) {
  const playground::Installation installation = playground::Installation::find();
  const fs::path folder =
      fs::temp_directory_path() / ("wp-codebox-bench-plain-" + std::to_string(::getpid()));
  fs::create_directories(folder);
  nlohmann::json list = nlohmann::json::array();
  for (const Work& work : works()) {
    list.push_back({{"name", work.name}, {"code", work.code}, {"wordpress", work.with_wordpress}});
  }
  const nlohmann::json plan = {{"rounds", rounds},
                               {"zip", installation.wordpress_archive({}).value().string()},
                               {"works", list}};
  const ProcessResult result = run_process(
      {.program = installation.node(),
       .arguments = {(installation.php().parent_path() / "bench/plain_bench.mjs").string(),
                     plan.dump()},
       .environment = {{"TMPDIR", folder.string()}, {"HOME", folder.string()}},
       .working_directory = folder},
      std::chrono::minutes(10));
  fs::remove_all(folder);
  const std::size_t line = result.stdout_text.rfind("{\"figures\"");
  if (!result.end.success() || line == std::string::npos) {
    throw std::runtime_error("the plain run ended with " + result.end.text() + ":\n" +
                             result.stdout_text + result.stderr_text);
  }
  return nlohmann::json::parse(result.stdout_text.substr(line))["figures"]
      .get<std::map<std::string, double>>();
}

void print(const char* name, const std::map<std::string, double>& ours,
           const std::map<std::string, double>& plain, double goal) {
  const auto text = [name](const std::map<std::string, double>& figures) {
    const auto figure = figures.find(name);
    char buffer[32] = "-";
    if (figure != figures.end()) std::snprintf(buffer, sizeof buffer, "%.1f", figure->second);
    return std::string(buffer);
  };
  const std::string wanted = goal > 0 ? std::to_string(static_cast<int>(goal)) : "-";
  std::printf("%-48s %10s %10s %8s\n", name, text(ours).c_str(), text(plain).c_str(),
              wanted.c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 15;
  try {
    std::map<std::string, double> ours = measure_ours(rounds);
    measure_snapshots(rounds, ours);
    ours["peak memory of this program, MiB"] = peak_memory(::getpid());
    const std::map<std::string, double> plain = measure_plain(rounds);
    std::printf("%-48s %10s %10s %8s\n", "milliseconds, medians", "ours", "plain", "goal");
    print("ready, from the cache", ours, plain, 2500);
    for (const Work& work : works()) print(work.name, ours, plain, work.goal_ms);
    print("snapshot", ours, plain, 200);
    print("restore into a new runtime, its boot included", ours, plain, 0);
    print("peak memory of the child, MiB", ours, plain, 0);
    print("peak memory of this program, MiB", ours, plain, 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "playground_bench: %s\n", error.what());
    return 1;
  }
  return 0;
}
