#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reference_backend/playground/playground_engine.hpp"
#include "wp_codebox/contracts/errors.hpp"

#include "wp_codebox/version.hpp"

/// \file
/// What the tests of the Playground engine share: folders, setups and short ways to run PHP.

namespace WP_CODEBOX_NAMESPACE::playground {

/// A folder that goes with the test.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "wp-codebox-test-XXXXXX").string();
    path_ = std::filesystem::canonical(::mkdtemp(name.data()));
  }
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

 private:
  std::filesystem::path path_;
};

inline EngineSetup test_setup(const std::string& runtime_id) {
  EngineSetup setup;
  setup.runtime_id = "runtime-test-" + runtime_id;
  setup.environment.kind = "wordpress";
  setup.policy.filesystem = FilesystemPolicy::readwrite_mounts;
  return setup;
}

inline MountSpec test_mount(const std::filesystem::path& source, const std::string& target,
                            MountMode mode) {
  MountSpec mount;
  mount.type =
      std::filesystem::is_directory(source) ? KnownMountType::directory : KnownMountType::file;
  mount.source = source.string();
  mount.target = target;
  mount.mode = mode;
  return mount;
}

inline EngineCommand php_command(const std::string& code, std::vector<std::string> more = {}) {
  EngineCommand command;
  command.command = "wordpress.run-php";
  command.args = {"code=" + code};
  command.args.insert(command.args.end(), more.begin(), more.end());
  return command;
}

/// Runs PHP without WordPress and gives what it printed.
inline std::string php(Engine& engine, const std::string& code) {
  return engine.run(php_command(code, {"bootstrap=none"})).stdout_text;
}

/// The code of the error that a call throws; "none" when it throws none.
template <class Call>
std::string code_of(const Call& call) {
  try {
    call();
  } catch (const ContractError& error) {
    return error.code();
  }
  return "none";
}

/// The message of the error that a call throws.
template <class Call>
std::string message_of(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "none";
}

/// Folders of runtimes that tests started, below the system's folder for temporary files.
inline std::vector<std::string> leftover_folders(const std::string& runtime_id) {
  std::vector<std::string> found;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::temp_directory_path())) {
    const std::string name = entry.path().filename().string();
    if (name.find("runtime-test-" + runtime_id + "-") != std::string::npos) found.push_back(name);
  }
  return found;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
