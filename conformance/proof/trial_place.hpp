#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>

#include "wp_codebox/version.hpp"

/// \file
/// Where hundreds of runs in a row put their folders.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The folder of this system that lies in memory.
inline constexpr const char* memory_folder = "/dev/shm";
/// Free bytes that make it worth having: containers often give it 64 MiB.
inline constexpr std::uintmax_t memory_wanted = std::uintmax_t{512} << 20;

/// The folder for folders of trials. Where the environment says (TMPDIR and so on); without a word
/// from it `memory`, if that is a directory in which this user may write and in which so many bytes
/// are free; otherwise the system's temporary directory. Each run makes and removes hundreds of
/// directories, and on some disks the kernel takes longer for that than the cases do. Throws
/// `std::filesystem::filesystem_error` when the system has no temporary directory.
[[nodiscard]] std::filesystem::path trial_place(const std::filesystem::path& memory = memory_folder,
                                                std::uintmax_t least_free = memory_wanted);

/// A line that says it, and how to have them elsewhere. It goes out at once.
void print_trial_place(std::ostream& out, const std::filesystem::path& place);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
