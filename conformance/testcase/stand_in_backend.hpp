#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A backend before the backend, to see what the guards let through.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Hands everything on to another backend, under a kind of its own if wanted, and counts the
/// creations that reach it. As safe for threads as the backend behind it.
class StandInBackend final : public RuntimeBackend {
 public:
  explicit StandInBackend(RuntimeBackend& behind) : StandInBackend(behind, {}) {}
  /// `kind` replaces the kind of the backend behind, if it is not empty.
  StandInBackend(RuntimeBackend& behind, const std::string& kind)
      : behind_(behind), descriptor_(behind.descriptor()) {
    if (!kind.empty()) descriptor_.kind = RuntimeBackendKind(kind);
  }

  [[nodiscard]] const BackendDescriptor& descriptor() const override { return descriptor_; }
  [[nodiscard]] std::unique_ptr<Runtime> create(const RuntimeCreateSpec& spec,
                                                const RuntimeHooks& hooks) override {
    ++creations_;
    RuntimeCreateSpec handed_on = spec;
    handed_on.backend = behind_.descriptor().kind;
    return behind_.create(handed_on, hooks);
  }

  /// Takes a capability out of the descriptor.
  void forget(KnownBackendCapability capability) {
    std::erase(descriptor_.capabilities, BackendCapability(capability));
  }

  [[nodiscard]] int creations() const { return creations_; }

 private:
  RuntimeBackend& behind_;
  BackendDescriptor descriptor_;
  std::atomic<int> creations_ = 0;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
