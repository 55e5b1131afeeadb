#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "reference_backend/playground/php_script.hpp"
#include "reference_backend/playground/run_folder.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/wordpress_state.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/runtime/engine_state.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The state of a site: looked at by sections, captured for a snapshot, and put back.

namespace WP_CODEBOX_NAMESPACE::playground {

/// The program that prints one section of an export (WPC-OBS-009 to WPC-OBS-012).
[[nodiscard]] PhpProgram wordpress_state_program(KnownWordPressStateSection section,
                                                 const WordPressStateConfig& config);

/// What that program printed. Error: `runtime-observation-failed`.
[[nodiscard]] json::Value wordpress_state_of(const std::string& printed);

/// The program that prints the state for a snapshot: the tables of WordPress and the files below
/// wp-content, those of mounts excepted.
[[nodiscard]] PhpProgram capture_program(const std::vector<MountSpec>& mounts);

/// What that program printed. Error: `runtime-snapshot-failed`.
[[nodiscard]] EngineState captured_state(const std::string& printed);

/// A state laid out in the folder that the sandbox may read, for the program that puts it in place
/// of the present one. Its files go when this object goes.
class StateOffer {
 public:
  /// Paths of `state` have to stay below wp-content. Error: `std::filesystem::filesystem_error`.
  StateOffer(const RunFolder& folder, const std::string& name, const EngineState& state);
  StateOffer(const StateOffer&) = delete;
  StateOffer& operator=(const StateOffer&) = delete;
  ~StateOffer();

  [[nodiscard]] PhpProgram restore_program(const std::vector<MountSpec>& mounts) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
