// The proof as its users run it: a program of its own, which may be killed at any time.

#include "conformance/command/mutants_command.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <string>
#include <thread>

#include "conformance/proof/trial_place.hpp"
#include "kit_run.hpp"
#include "wp_codebox/stdio/process.hpp"

namespace wp_codebox::conformance {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;

class MutantsCommand : public KitRun {
 protected:
  /// `mutants`, with nothing said about temporary files, or with the folder in which they shall
  /// lie.
  static ProcessSpec mutants(std::vector<std::string> arguments,
                             const std::string& temporary = "") {
    ProcessSpec spec;
    spec.program = kit();
    spec.arguments = {"mutants"};
    spec.arguments.insert(spec.arguments.end(), arguments.begin(), arguments.end());
    for (auto& [name, value] : current_environment()) {
      if (name.find("TMP") != 0 && name.find("TEMP") != 0)
        spec.environment.emplace_back(name, value);
    }
    if (!temporary.empty()) spec.environment.emplace_back("TMPDIR", temporary);
    return spec;
  }
  static ProcessResult to_its_end(ProcessSpec spec) {
    return run_process(std::move(spec), std::chrono::minutes(5));
  }

  /// The folder of the process with this id; empty when it has none.
  static fs::path folder_of(int process, const fs::path& parent) {
    for (const fs::directory_entry& entry : fs::directory_iterator(parent)) {
      if (!entry.path().filename().string().starts_with("wp-codebox-mutants-")) continue;
      try {
        if (read_file(entry.path() / ".owner") == std::to_string(process) + "\n") {
          return entry.path();
        }
      } catch (const fs::filesystem_error&) {
        // Another one's, which went in the meantime.
      }
    }
    return {};
  }
};

TEST_F(MutantsCommand, PutsEverythingWhereTheEnvironmentSaysAndTakesItAway) {
  const fs::path place = directory_.path() / "place";
  fs::create_directory(place);
  const ProcessResult ended =
      to_its_end(mutants({"--own-cases", "--filter", "WPC-EXEC-002:*"}, place.string()));
  EXPECT_TRUE(ended.end.success()) << ended.stdout_text << ended.stderr_text;
  EXPECT_THAT(ended.stdout_text, StartsWith("folders in " + place.string() + ";"));
  EXPECT_TRUE(fs::is_empty(place));
}

TEST_F(MutantsCommand, ARunThatIsKilledLeavesNothingToTheNext) {
  std::promise<std::string> said;
  std::string text;
  ProcessHandlers handlers;
  handlers.on_stdout = [&](std::string_view bytes) {
    const bool was_there = text.find('\n') != std::string::npos;
    text += bytes;
    if (!was_there && text.find('\n') != std::string::npos) said.set_value(text);
  };
  fs::path left;
  {
    // Every mutant, with every case: it is still at work.
    Process process(mutants({"--jobs", "1"}), handlers);
    const std::string line = said.get_future().get();
    ASSERT_THAT(line, StartsWith("folders in "));
    const fs::path place = line.substr(11, line.find(';') - 11);
    left = folder_of(process.pid(), place);
    ASSERT_FALSE(left.empty());
    process.terminate(std::chrono::milliseconds(0));
    ASSERT_TRUE(process.wait_for(std::chrono::minutes(1)));
  }
  // The run that was under way ends on its own; until then it may add to the folder.
  const auto patience = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  do {
    const ProcessResult next = to_its_end(mutants({"--own-cases", "--filter", "WPC-EXEC-002:*"}));
    ASSERT_TRUE(next.end.success()) << next.stdout_text << next.stderr_text;
  } while (fs::exists(left) && std::chrono::steady_clock::now() < patience);
  EXPECT_FALSE(fs::exists(left));
}

}  // namespace
}  // namespace wp_codebox::conformance
