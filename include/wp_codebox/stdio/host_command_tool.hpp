#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/contracts/host_tool.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A host tool that runs one program of the host (WPC-TOOL-007, WPC-TOOL-008). The definitions are
/// in the library `wp_codebox::stdio`, as those of `process.hpp`.

namespace WP_CODEBOX_NAMESPACE {

/// Which program a tool runs, and what a caller may change about it.
struct HostCommandToolConfig {
  std::string name;         ///< Of the tool, such as `client/lint`.
  std::string description;  ///< What the tool does.

  /// Path of the program, or a name that is looked up in this program's PATH.
  std::string command;
  std::vector<std::string> args = {};  ///< Come before those of the caller.
  std::filesystem::path cwd;           ///< Where it runs when the caller does not say.

  /// Directories in which (or below which) it may run; empty: `cwd`.
  std::vector<std::filesystem::path> allowed_cwd_roots = {};
  std::chrono::milliseconds timeout{60'000};        ///< Unless the caller says otherwise.
  std::size_t max_output_bytes = 262'144;           ///< Kept of each output; the rest is dropped.
  std::vector<std::string> inherited_env = {};      ///< Names handed on from this program.
  std::vector<std::string> allowed_input_env = {};  ///< Names that a caller may set.

  /// Set unless `inherited_env` or the caller gives another value.
  std::vector<std::pair<std::string, std::string>> env = {};
};

/// Runs a program without a shell, in a process group that ends with the call. Immutable, so any
/// number of threads may call.
class HostCommandTool {
 public:
  /// Checks nothing: what is wrong with the config shows when the tool is called.
  explicit HostCommandTool(HostCommandToolConfig config) : config_(std::move(config)) {}

  /// What to put into `RuntimeCreateSpec::hostTools`, with the schemas of input and output.
  [[nodiscard]] HostToolDefinition definition() const;

  /// One call. `input` is `{args?, cwd?, timeoutMs?, env?}`; the output names the whole command,
  /// how it ended, what it printed and how long it took. After the timeout, or when `stop` is
  /// requested, the program's whole process group gets SIGTERM, and SIGKILL 2 s later. A program
  /// that fails is an output too. Throws `RuntimeError` with the code `host-tool-handler-error` for
  /// a directory outside of the allowed roots, a variable that is not allowed, an input of another
  /// form, and a program that cannot be started.
  [[nodiscard]] json::Value run(const json::Value& input, const std::stop_token& stop = {}) const;

 private:
  HostCommandToolConfig config_;
};

}  // namespace WP_CODEBOX_NAMESPACE
