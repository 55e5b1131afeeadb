#pragma once

#include <filesystem>

namespace wp_codebox::test {

/// The repository that was built.
std::filesystem::path source_folder();

/// The folder with the contract's facts. It may not exist; then a check says that it was skipped.
std::filesystem::path shared_folder();

}  // namespace wp_codebox::test
