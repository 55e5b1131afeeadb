#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "conformance/probe/probe.hpp"
#include "conformance/testcase/testee.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Everything that a sandbox can do to change files of the host.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Fills a directory with what `attack_files` goes for.
void prepare_for_attack(const std::filesystem::path& directory);

/// Writes, overwrites, removes, renames, changes modes and makes directories and links below
/// `target`, where a directory prepared by `prepare_for_attack` is mounted. Whether a step is
/// refused does not matter.
void attack_files(Testee& testee, const Probe& probe, std::string_view target);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
