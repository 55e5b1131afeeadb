#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// An engine before an engine.

namespace WP_CODEBOX_NAMESPACE::memory {

/// Hands every call on; what is to be different is overridden. Threads as `Engine` says.
class ForwardingEngine : public Engine {
 public:
  explicit ForwardingEngine(std::unique_ptr<Engine> behind) : behind_(std::move(behind)) {}

  [[nodiscard]] bool has_command(std::string_view command) const override {
    return behind_->has_command(command);
  }
  void boot(const EngineSetup& setup) override { behind_->boot(setup); }
  EngineOutput run(const EngineCommand& command) override { return behind_->run(command); }
  void mount(const MountSpec& mount) override { behind_->mount(mount); }
  [[nodiscard]] bool alive() const override { return behind_->alive(); }
  [[nodiscard]] std::optional<std::string> server_url() const override {
    return behind_->server_url();
  }
  EngineHttpResponse fetch(const EngineHttpRequest& request) override {
    return behind_->fetch(request);
  }
  Listing list_files(const std::string& path, std::size_t limit) override {
    return behind_->list_files(path, limit);
  }
  json::Value wordpress_state(KnownWordPressStateSection section,
                              const WordPressStateConfig& config) override {
    return behind_->wordpress_state(section, config);
  }
  std::optional<EngineState> capture_state() override { return behind_->capture_state(); }
  void restore_state(const EngineState& state) override { behind_->restore_state(state); }
  [[nodiscard]] ArtifactPackageProvenance packages() const override { return behind_->packages(); }
  void stop() noexcept override { behind_->stop(); }
  void dispose() override { behind_->dispose(); }

 protected:
  [[nodiscard]] Engine& behind() { return *behind_; }

 private:
  std::unique_ptr<Engine> behind_;
};

}  // namespace WP_CODEBOX_NAMESPACE::memory
