#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/run_records.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Files that records refer to, in the artifact directory of their runtime.

namespace WP_CODEBOX_NAMESPACE {

/// Writes files below `directory`, all of them or none: each appears complete, under its name, and
/// when one cannot be written those before it are removed. Gives the records of the files, whose
/// content lies on the host now. Error: `runtime-artifacts-failed`.
[[nodiscard]] std::vector<RecordedFile> write_record_files(const std::filesystem::path& directory,
                                                           std::vector<RecordedFile> files);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/record_files.inl.hpp"
#endif
