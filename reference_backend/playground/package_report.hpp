#pragma once

#include <string>

#include "reference_backend/playground/installation.hpp"
#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which packages a sandbox is made of, for the provenance in bundles (WPC-ART-030).

namespace WP_CODEBOX_NAMESPACE::playground {

/// Versions that a booted sandbox is of; empty where it did not say.
struct SandboxVersions {
  std::string node;  ///< With or without a `v` in front.
  std::string php;
  std::string wordpress;
  std::string archive_sha256;  ///< Of the WordPress archive, as hex digits.
};

/// The packages of an installation as they lie on this machine: name, version and the digest of
/// the package description of each, and the versions. Of a package whose description cannot be
/// read only the name. Two members are ours: `source.lockDigest` of the engine, the digest of its
/// lock file, and `environment.wordpressArchiveDigest`. The host (`wpCodebox`) is not known here.
[[nodiscard]] ArtifactPackageProvenance package_report(const Installation& installation,
                                                       const SandboxVersions& versions);

}  // namespace WP_CODEBOX_NAMESPACE::playground
