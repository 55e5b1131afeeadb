#pragma once

#include <filesystem>

#include "conformance/host/temporary_directory.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Boots that cannot succeed, and boots that take their time.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The spec changed so that the boot fails: a backend with native probes has an environment for
/// that, one that runs PHP gets an archive that is none. `directory` is where that file may lie.
[[nodiscard]] inline RuntimeCreateSpec failing_boot(RuntimeCreateSpec spec,
                                                    const std::filesystem::path& directory) {
  if (Session::instance().descriptor().probes == ProbeDialect::native) {
    spec.environment.kind = "x-boot-fails";
    return spec;
  }
  const std::filesystem::path archive = directory / "no-archive.zip";
  write_file(archive, "This is not a zip archive.\n");
  RuntimeAssetSpec assets;
  assets.wordpressZip = archive.string();
  spec.environment.assets = assets;
  return spec;
}

/// The spec changed so that the boot takes a while; a real WordPress always does.
[[nodiscard]] inline RuntimeCreateSpec slow_boot(RuntimeCreateSpec spec) {
  if (Session::instance().descriptor().probes == ProbeDialect::native) {
    spec.environment.kind = "x-boot-slow";
  }
  return spec;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
