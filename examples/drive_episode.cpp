/// Drives an episode on a backend's program and prints its trace, one line a step. Run it on real
/// WordPress: ./drive_episode wp-codebox-reference-backend --backend playground
/// Exit codes: 0 done, 1 the backend failed (the message says what it lacks), 2 wrong arguments.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <string>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/episode.hpp"
#include "wp_codebox/stdio/backend_program.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace fs = std::filesystem;
using namespace wp_codebox;

RuntimeEpisodeSpec wordpress_spec(const RuntimeBackendKind& backend, const fs::path& artifacts) {
  RuntimeEpisodeSpec spec;
  spec.runtime.backend = backend;
  spec.runtime.environment.kind = "wordpress";
  spec.runtime.policy.commands = {"wordpress.run-php"};  // All else is denied.
  spec.runtime.artifactsDirectory = artifacts.string();
  return spec;
}

RuntimeEpisodeActionSpec php(const std::string& code) {
  RuntimeEpisodeActionSpec action;
  action.command = "wordpress.run-php";
  action.args = {"code=" + code};
  return action;
}

void print(const RuntimeEpisodeTrace& trace) {
  std::cout << "trace of " << trace.runtime.environment.kind << " on "
            << trace.runtime.backend.text() << ", " << trace.steps.size() << " steps\n";
  for (const RuntimeEpisodeStepResult& step : trace.steps) {
    std::cout << step.index << ". " << step.action.command << " exits with "
              << step.execution.exitCode << " and prints " << step.execution.stdout_text << '\n';
  }
  const auto checked = validate_trace(trace);
  std::cout << "the trace is " << (checked.valid ? "valid" : "not valid") << '\n';
}

int main(int argc, char** argv) {
  const fs::path program = find_executable(argc < 2 ? "" : argv[1]);
  if (program.empty()) {
    std::cerr << "usage: drive_episode PROGRAM [ARGUMENT...] (a program that can be run)\n";
    return 2;
  }
  std::string folder = (fs::temp_directory_path() / "wp-codebox-episode-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return 2;
  int status = 0;
  try {
    BackendProgram backend({.program = program,
                            .arguments = {argv + 2, argv + argc},
                            .environment = current_environment()});
    const auto episode =
        create_runtime_episode(wordpress_spec(backend.descriptor().kind, folder), backend);
    episode->step(
        php("echo wp_insert_post(['post_title' => 'Hello']) > 0 ? 'a draft' : 'nothing';"));
    try {
      episode->step(php("no_such_function();"));
    } catch (const ContractError& error) {  // A step that fails is no step of the trace.
      std::cout << "refused: " << error.code() << '\n';
    }
    episode->step(php("echo get_posts(['post_status' => 'draft'])[0]->post_title;"));
    print(episode->trace());
    episode->close();
  } catch (const ContractError& error) {
    std::cerr << error.code() << ": " << error.message() << '\n';
    status = 1;
  }
  fs::remove_all(folder);
  return status;
}
