#pragma once

#include <functional>
#include <optional>
#include <string>

#include "wp_codebox/contracts/startup_progress.hpp"
#include "wp_codebox/runtime/engine.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The phases of a boot, told in the order of the contract.

namespace WP_CODEBOX_NAMESPACE::playground {

/// Tells a boot's listener how far it is. Not to be shared between threads.
class StartupReport {
 public:
  explicit StartupReport(const EngineSetup& setup) : setup_(setup) {}

  void start() const;
  void loading_client() const;
  void loading_wordpress() const;
  /// The three phases of a blueprint, those that it has.
  void blueprint() const;
  void connecting_client(const std::string& local_url) const;
  void ready(const std::string& local_url) const;
  void failed(const std::exception& error) const;

 private:
  template <class Detail>
  void tell(KnownStartupPhase phase, const char* label, const Detail& detail) const;
  void tell(BrowserStartupProgressEvent event) const;

  const EngineSetup& setup_;
};

/// What a blueprint does, as far as the phases say it.
[[nodiscard]] std::optional<StartupBlueprintDetail> blueprint_detail(
    const std::optional<json::Value>& blueprint);

}  // namespace WP_CODEBOX_NAMESPACE::playground
