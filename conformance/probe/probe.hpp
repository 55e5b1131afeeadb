#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the kit does inside a sandbox. The same acts in every dialect, so that one case serves all
/// backends.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Makes the commands that act in a sandbox and print what the protocol's table of probes says.
/// An act that does not succeed rejects like any failing command. Immutable.
class Probe {
 public:
  /// The probe of a dialect.
  [[nodiscard]] static std::unique_ptr<Probe> of(ProbeDialect dialect);

  Probe() = default;
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;
  virtual ~Probe() = default;

  /// What the policy has to allow for all acts.
  [[nodiscard]] virtual std::vector<std::string> commands() const = 0;
  /// A directory of the sandbox where files may be written.
  [[nodiscard]] virtual std::string scratch_directory() const = 0;

  /// A directory of the sandbox whose files a snapshot of the state keeps.
  [[nodiscard]] virtual std::string state_directory() const = 0;

  /// Prints the text.
  [[nodiscard]] virtual ExecutionSpec echo(std::string_view text) const = 0;
  /// Prints that many bytes of the repeated pattern `0123456789abcdef`.
  [[nodiscard]] virtual ExecutionSpec echo_pattern(std::size_t bytes) const = 0;
  /// Fails with an exit code that is not 0.
  [[nodiscard]] virtual ExecutionSpec fail(int exit_code) const = 0;
  /// Waits, then prints `slept`.
  [[nodiscard]] virtual ExecutionSpec sleep(int milliseconds) const = 0;
  /// Writes a file, making its parents; prints `written`.
  [[nodiscard]] virtual ExecutionSpec write(std::string_view path, std::string_view text) const = 0;
  /// Prints a file.
  [[nodiscard]] virtual ExecutionSpec read(std::string_view path) const = 0;
  /// These print `done`. `remove` takes whole directories; `mode` is octal text.
  [[nodiscard]] virtual ExecutionSpec remove(std::string_view path) const = 0;
  [[nodiscard]] virtual ExecutionSpec rename(std::string_view path, std::string_view to) const = 0;
  [[nodiscard]] virtual ExecutionSpec chmod(std::string_view path, std::string_view mode) const = 0;
  [[nodiscard]] virtual ExecutionSpec mkdir(std::string_view path) const = 0;
  [[nodiscard]] virtual ExecutionSpec symlink(std::string_view path, std::string_view to) const = 0;
  /// Prints JSON `{type, bytes, mode}`, or `{}` when there is nothing.
  [[nodiscard]] virtual ExecutionSpec stat(std::string_view path) const = 0;
  /// Prints a JSON array of names in code-unit order.
  [[nodiscard]] virtual ExecutionSpec list(std::string_view path) const = 0;
  /// Prints the value of an environment variable, or nothing.
  [[nodiscard]] virtual ExecutionSpec env(std::string_view name) const = 0;
  /// Tries to reach a listener in every way that the sandbox has; prints `connected` or `refused`.
  [[nodiscard]] virtual ExecutionSpec connect(std::string_view host, std::uint16_t port) const = 0;

  /// Puts a text file where the site serves it at `/name`; none in a dialect without a site.
  [[nodiscard]] virtual std::optional<ExecutionSpec> publish(std::string_view name,
                                                             std::string_view text) const = 0;

  /// Stores a text under a name in the site's database and prints `stored`; prints what is stored.
  /// None in a dialect without a database.
  [[nodiscard]] virtual std::optional<ExecutionSpec> store(std::string_view name,
                                                           std::string_view text) const = 0;
  [[nodiscard]] virtual std::optional<ExecutionSpec> stored(std::string_view name) const = 0;

  /// A command whose name is `allowed` and which prints `text` only if the first of two equal
  /// arguments counts, values may hold `=`, and unknown arguments are ignored.
  [[nodiscard]] virtual ExecutionSpec echo_with_odd_args(std::string_view text) const = 0;
};

/// The bytes that `echo_pattern` prints.
[[nodiscard]] std::string echo_pattern_text(std::size_t bytes);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
