#pragma once

#include <optional>
#include <string>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which packages took part in a run: contract type `ArtifactPackageProvenance`.

namespace WP_CODEBOX_NAMESPACE {

/// Where a package was built from. Contract type `ArtifactPackageIdentity["source"]`.
struct ArtifactPackageSource {
  std::optional<std::string> ref;
  std::optional<std::string> sha;
  std::optional<ArtifactFileDigest> digest;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPackageSource&) const = default;
};

/// Contract type `ArtifactPackageIdentity`: A package.
struct ArtifactPackageIdentity {
  std::string name;
  std::optional<std::string> version;
  std::optional<ArtifactPackageSource> source;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPackageIdentity&) const = default;
};

/// Packages of the Playground engine. Contract type `ArtifactPackageProvenance["playground"]`.
struct ArtifactPlaygroundPackages {
  std::optional<ArtifactPackageIdentity> cli;
  std::optional<ArtifactPackageIdentity> wordpressBuilds;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPlaygroundPackages&) const = default;
};

/// What the packages ran on. Contract type `ArtifactPackageProvenance["environment"]`.
struct ArtifactPackageEnvironment {
  std::optional<std::string> wordpressVersion;
  std::optional<std::string> phpVersion;
  std::optional<std::string> nodeVersion;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPackageEnvironment&) const = default;
};

/// Contract type `ArtifactPackageProvenance`: which packages took part in a run.
struct ArtifactPackageProvenance {
  json::Constant<"wp-codebox/package-provenance/v1"> schema;
  std::optional<ArtifactPackageIdentity> wpCodebox;
  std::optional<ArtifactPackageIdentity> runtimeCore;
  std::optional<ArtifactPackageIdentity> runtimePlayground;
  std::optional<ArtifactPlaygroundPackages> playground;
  std::optional<ArtifactPackageEnvironment> environment;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const ArtifactPackageProvenance&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow artifact_package_source_fields[] = {
    json::field<&ArtifactPackageSource::ref>("ref", "Branch or tag."),
    json::field<&ArtifactPackageSource::sha>("sha", "Commit."),
    json::field<&ArtifactPackageSource::digest>("digest", "Digest of the package description."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPackageSource::table =
    json::struct_table<ArtifactPackageSource>(
        "ArtifactPackageSource", "Where a package was built from.", artifact_package_source_fields);

inline constexpr json::FieldRow artifact_package_identity_fields[] = {
    json::field<&ArtifactPackageIdentity::name>("name", "Its name."),
    json::field<&ArtifactPackageIdentity::version>(
        "version", "Its version or, for a dependency, the range that was asked for."),
    json::field<&ArtifactPackageIdentity::source>("source", "Where it was built from."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPackageIdentity::table =
    json::struct_table<ArtifactPackageIdentity>("ArtifactPackageIdentity", "A package.",
                                                artifact_package_identity_fields);

inline constexpr json::FieldRow artifact_playground_packages_fields[] = {
    json::field<&ArtifactPlaygroundPackages::cli>("cli",
                                                  "The command line that starts the engine."),
    json::field<&ArtifactPlaygroundPackages::wordpressBuilds>("wordpressBuilds",
                                                              "The builds of WordPress."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPlaygroundPackages::table =
    json::struct_table<ArtifactPlaygroundPackages>("ArtifactPlaygroundPackages",
                                                   "Packages of the Playground engine.",
                                                   artifact_playground_packages_fields);

inline constexpr json::FieldRow artifact_package_environment_fields[] = {
    json::field<&ArtifactPackageEnvironment::wordpressVersion>("wordpressVersion",
                                                               "Version of WordPress."),
    json::field<&ArtifactPackageEnvironment::phpVersion>("phpVersion", "Version of PHP."),
    json::field<&ArtifactPackageEnvironment::nodeVersion>("nodeVersion", "Version of Node."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPackageEnvironment::table =
    json::struct_table<ArtifactPackageEnvironment>("ArtifactPackageEnvironment",
                                                   "What the packages ran on.",
                                                   artifact_package_environment_fields);

inline constexpr json::FieldRow artifact_package_provenance_fields[] = {
    json::field<&ArtifactPackageProvenance::schema>("schema", "Schema id."),
    json::field<&ArtifactPackageProvenance::wpCodebox>("wpCodebox", "The host."),
    json::field<&ArtifactPackageProvenance::runtimeCore>("runtimeCore",
                                                         "The package of the contracts."),
    json::field<&ArtifactPackageProvenance::runtimePlayground>("runtimePlayground",
                                                               "The package of the backend."),
    json::field<&ArtifactPackageProvenance::playground>("playground", "The engine."),
    json::field<&ArtifactPackageProvenance::environment>("environment", "What they ran on."),
};
WP_CODEBOX_INLINE constexpr json::StructTable ArtifactPackageProvenance::table =
    json::struct_table<ArtifactPackageProvenance>(
        "ArtifactPackageProvenance", "Which packages took part in a run.",
        artifact_package_provenance_fields, {.schema_id = "wp-codebox/package-provenance/v1"});

#endif

}  // namespace WP_CODEBOX_NAMESPACE
