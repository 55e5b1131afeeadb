#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <random>
#include <system_error>
#include <utility>

#include "wp_codebox/artifacts/staged_folder.hpp"
#include "wp_codebox/contracts/error_codes.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace staged_folder {

[[noreturn]] inline void fail(const std::string& what, const std::filesystem::path& path,
                              const std::error_code& error) {
  throw RuntimeError(error_code::runtime_artifacts_failed,
                     "Cannot " + what + " " + path.string() + ": " + error.message());
}

inline std::error_code last_error() { return {errno, std::generic_category()}; }

/// A name that nobody has: hidden, so that listings of bundles do not show it.
inline std::filesystem::path sibling(const std::filesystem::path& target) {
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  std::random_device random;
  std::string suffix;
  for (int i = 0; i < 12; ++i) suffix += digits[random() % digits.size()];
  return target.parent_path() / ("." + target.filename().string() + "." + suffix + ".partial");
}

inline void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("write", path, last_error());
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

/// Swaps two folders in one step; false when the file system cannot.
inline bool exchange(const std::filesystem::path& left, const std::filesystem::path& right) {
#ifdef RENAME_EXCHANGE
  return ::renameat2(AT_FDCWD, left.c_str(), AT_FDCWD, right.c_str(), RENAME_EXCHANGE) == 0;
#else
  return false;
#endif
}

}  // namespace staged_folder

WP_CODEBOX_INLINE StagedFolder::StagedFolder(std::filesystem::path target)
    : target_(std::move(target)) {
  constexpr int tries = 100;
  std::error_code error;
  for (int i = 0; i < tries; ++i) {
    stage_ = staged_folder::sibling(target_);
    if (std::filesystem::create_directory(stage_, error)) break;
    if (error) staged_folder::fail("make", stage_, error);
  }
  const auto existing = std::filesystem::status(target_, error);
  if (!error && std::filesystem::is_directory(existing)) {
    std::filesystem::permissions(stage_, existing.permissions(), error);
  }
}

WP_CODEBOX_INLINE StagedFolder::~StagedFolder() {
  std::error_code ignored;
  if (!stage_.empty()) std::filesystem::remove_all(stage_, ignored);
}

WP_CODEBOX_INLINE void StagedFolder::write(std::string_view path, std::string_view bytes) {
  const std::filesystem::path file = stage_ / path;
  std::error_code error;
  std::filesystem::create_directories(file.parent_path(), error);
  if (error) staged_folder::fail("make", file.parent_path(), error);
  const int descriptor =
      ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor < 0) staged_folder::fail("make", file, staged_folder::last_error());
  try {
    staged_folder::write_all(descriptor, bytes, file);
  } catch (...) {
    ::close(descriptor);
    throw;
  }
  // Some file systems notice a full disk only here.
  if (::close(descriptor) != 0) staged_folder::fail("write", file, staged_folder::last_error());
}

WP_CODEBOX_INLINE std::string StagedFolder::read(std::string_view path) const {
  const std::filesystem::path name = stage_ / path;
  std::FILE* const file = std::fopen(name.c_str(), "rbe");
  if (file == nullptr) staged_folder::fail("read", name, staged_folder::last_error());
  std::string bytes;
  char buffer[65536];
  std::size_t count = 0;
  while ((count = std::fread(buffer, 1, sizeof buffer, file)) != 0) bytes.append(buffer, count);
  const bool failed = std::ferror(file) != 0;
  const std::error_code error = staged_folder::last_error();
  std::fclose(file);
  if (failed) staged_folder::fail("read", name, error);
  return bytes;
}

WP_CODEBOX_INLINE void StagedFolder::publish() {
  std::error_code error;
  const bool replaces = std::filesystem::exists(target_, error);
  if (replaces && staged_folder::exchange(stage_, target_)) {
    // The stage is now what stood there before; the destructor removes it.
    return;
  }
  std::filesystem::path old;
  if (replaces) {
    old = staged_folder::sibling(target_);
    std::filesystem::rename(target_, old, error);
    if (error) staged_folder::fail("replace", target_, error);
  }
  std::filesystem::rename(stage_, target_, error);
  if (error) {
    std::error_code ignored;
    if (replaces) std::filesystem::rename(old, target_, ignored);
    staged_folder::fail("make", target_, error);
  }
  stage_ = old;
}

}  // namespace WP_CODEBOX_NAMESPACE
