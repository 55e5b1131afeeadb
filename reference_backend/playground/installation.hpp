#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "wp_codebox/version.hpp"

/// \file
/// Where the Node side of the Playground engine lies on this machine.

namespace WP_CODEBOX_NAMESPACE::playground {

/// A folder with the bridge and its installed npm packages.
class Installation {
 public:
  /// The folder that the environment variable WP_CODEBOX_PLAYGROUND_DIR names, else the one that
  /// this library was built with.
  [[nodiscard]] static Installation find();

  explicit Installation(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// The Node that the lock file pins. Error: `wp-codebox-php-wasm-runtime-asset-invalid` when it
  /// or the bridge is not there; says what to run.
  [[nodiscard]] std::filesystem::path node() const;

  /// A file of the bridge.
  [[nodiscard]] std::filesystem::path bridge(const std::string& name) const {
    return folder_ / "bridge" / name;
  }

  /// The PHP files that run inside the sandbox.
  [[nodiscard]] std::filesystem::path php() const { return folder_ / "php"; }

  /// What npm installed for the engine and from where: its own `package.json` without a package.
  [[nodiscard]] std::filesystem::path package_description(const std::string& package = {}) const;

  /// The lock file that says which version of each package belongs to the engine.
  [[nodiscard]] std::filesystem::path lock_file() const { return folder_ / "package-lock.json"; }

  /// The archive of a WordPress version that came with the npm packages, such as `6.5`, `6.5.5`,
  /// `beta` or `nightly`; without a version (or with `latest`) the newest stable one. None when no
  /// package has it.
  [[nodiscard]] std::optional<std::filesystem::path> wordpress_archive(
      const std::optional<std::string>& version) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace WP_CODEBOX_NAMESPACE::playground
