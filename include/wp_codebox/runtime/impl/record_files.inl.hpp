#pragma once

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/record_files.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace record_files {

/// Writes the bytes beside the file and renames them into place.
WP_CODEBOX_INLINE void write_one(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::create_directories(file.parent_path());
  const std::filesystem::path partial = file.string() + ".partial";
  std::FILE* const stream = std::fopen(partial.c_str(), "wxe");
  if (stream == nullptr) throw std::system_error(errno, std::generic_category(), partial.string());
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
  int error = errno;
  const bool closed = std::fclose(stream) == 0;
  if (written && !closed) error = errno;
  if (!written || !closed) {
    std::error_code ignored;
    std::filesystem::remove(partial, ignored);
    throw std::system_error(error, std::generic_category(), file.string());
  }
  std::filesystem::rename(partial, file);
}

}  // namespace record_files

WP_CODEBOX_INLINE std::vector<RecordedFile> write_record_files(
    const std::filesystem::path& directory, std::vector<RecordedFile> files) {
  std::vector<std::filesystem::path> written;
  try {
    for (RecordedFile& file : files) {
      const std::filesystem::path path = directory / file.path;
      record_files::write_one(path, file.bytes);
      written.push_back(path);
      file.host_file = path.string();
      file.bytes.clear();
    }
  } catch (const std::system_error& error) {
    std::error_code ignored;
    for (const std::filesystem::path& path : written) std::filesystem::remove(path, ignored);
    throw RuntimeError(error_code::runtime_artifacts_failed,
                       std::string("Cannot write an artifact file: ") + error.what());
  }
  return files;
}

}  // namespace WP_CODEBOX_NAMESPACE
