#pragma once

#include "conformance/probe/probe.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The dialect `native`.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Acts through the commands `probe.*` of the backend.
class NativeProbe final : public Probe {
 public:
  [[nodiscard]] std::vector<std::string> commands() const override;
  [[nodiscard]] std::string scratch_directory() const override { return "/workspace"; }
  [[nodiscard]] std::string state_directory() const override { return "/workspace"; }
  [[nodiscard]] ExecutionSpec echo(std::string_view text) const override;
  [[nodiscard]] ExecutionSpec echo_pattern(std::size_t bytes) const override;
  [[nodiscard]] ExecutionSpec fail(int exit_code) const override;
  [[nodiscard]] ExecutionSpec sleep(int milliseconds) const override;
  [[nodiscard]] ExecutionSpec write(std::string_view path, std::string_view text) const override;
  [[nodiscard]] ExecutionSpec read(std::string_view path) const override;
  [[nodiscard]] ExecutionSpec remove(std::string_view path) const override;
  [[nodiscard]] ExecutionSpec rename(std::string_view path, std::string_view to) const override;
  [[nodiscard]] ExecutionSpec chmod(std::string_view path, std::string_view mode) const override;
  [[nodiscard]] ExecutionSpec mkdir(std::string_view path) const override;
  [[nodiscard]] ExecutionSpec symlink(std::string_view path, std::string_view to) const override;
  [[nodiscard]] ExecutionSpec stat(std::string_view path) const override;
  [[nodiscard]] ExecutionSpec list(std::string_view path) const override;
  [[nodiscard]] ExecutionSpec env(std::string_view name) const override;
  [[nodiscard]] ExecutionSpec connect(std::string_view host, std::uint16_t port) const override;
  [[nodiscard]] std::optional<ExecutionSpec> publish(std::string_view name,
                                                     std::string_view text) const override;
  [[nodiscard]] std::optional<ExecutionSpec> store(std::string_view name,
                                                   std::string_view text) const override;
  [[nodiscard]] std::optional<ExecutionSpec> stored(std::string_view name) const override;
  [[nodiscard]] ExecutionSpec echo_with_odd_args(std::string_view text) const override;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
