#include "reference_backend/playground/package_report.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>

#include "wp_codebox/artifacts/provenance.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::optional<std::string> text_member(const nlohmann::json& object, const char* name) {
  if (!object.is_object()) return std::nullopt;
  const auto member = object.find(name);
  if (member == object.end() || !member->is_string()) return std::nullopt;
  return member->get<std::string>();
}

/// A package by its description; `name` is what it is called when it does not say so.
ArtifactPackageIdentity package_at(const fs::path& description, const std::string& name) {
  ArtifactPackageIdentity package;
  package.name = name;
  const auto bytes = bytes_of(description);
  if (!bytes) return package;
  const auto document = nlohmann::json::parse(*bytes, nullptr, false);
  package.name = text_member(document, "name").value_or(name);
  package.version = text_member(document, "version");
  package.source.emplace().digest = ContentDigest::of(sha256_hex(*bytes));
  return package;
}

std::optional<std::string> variable(const std::string& name) {
  const char* const value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

ArtifactPackageProvenance package_report(const Installation& installation,
                                         const SandboxVersions& versions) {
  ArtifactPackageProvenance report;
  ArtifactPackageIdentity& core = report.runtimeCore.emplace();
  core.name = "wp_codebox";
  core.version = sdk_version;
  const ArtifactPackageSource source = package_source(variable);
  if (source.ref || source.sha) core.source = source;

  report.runtimePlayground = package_at(installation.package_description(), "playground-engine");
  if (const auto lock = bytes_of(installation.lock_file())) {
    if (!report.runtimePlayground->source) report.runtimePlayground->source.emplace();
    report.runtimePlayground->source->extra.set(
        "lockDigest", json::to_value(ContentDigest::of(sha256_hex(*lock))));
  }
  const auto installed = [&installation](const char* package) {
    return package_at(installation.package_description(package), package);
  };
  report.playground.emplace().cli = installed("@wp-playground/cli");
  report.playground->wordpressBuilds = installed("@wp-playground/wordpress-builds");

  ArtifactPackageEnvironment& environment = report.environment.emplace();
  environment.wordpressVersion = unless_empty(versions.wordpress);
  environment.phpVersion = unless_empty(versions.php);
  environment.nodeVersion =
      unless_empty(versions.node.starts_with('v') ? versions.node.substr(1) : versions.node);
  if (!versions.archive_sha256.empty()) {
    environment.extra.set("wordpressArchiveDigest",
                          json::to_value(ContentDigest::of(versions.archive_sha256)));
  }
  return report;
}

}  // namespace WP_CODEBOX_NAMESPACE::playground
