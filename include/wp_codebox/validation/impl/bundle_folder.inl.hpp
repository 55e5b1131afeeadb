#pragma once

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/validation/bundle_folder.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace bundle_folder {

inline constexpr std::size_t deepest_folder = 1000;

WP_CODEBOX_INLINE void list_below(const HostDirectory& folder, const std::string& prefix,
                                  std::size_t depth, std::vector<std::string>& paths) {
  for (const HostEntry& entry : folder.entries()) {
    const std::string path = prefix + entry.name;
    if (entry.type != HostEntryType::directory) {
      paths.push_back(path);
    } else if (depth < deepest_folder) {
      if (const auto inner = folder.open_directory(entry.name)) {
        list_below(*inner, path + '/', depth + 1, paths);
      }
    }
  }
}

}  // namespace bundle_folder

WP_CODEBOX_INLINE bool is_safe_bundle_path(std::string_view path) {
  if (path.empty() || path.front() == '/') return false;
  if (path.find('\\') != path.npos || path.find('\0') != path.npos) return false;
  const std::size_t colon = path.find(':');
  if (colon != path.npos && colon != 0) {
    const auto is_alpha = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto is_scheme = [&is_alpha](char c) {
      return is_alpha(c) || (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
    };
    const std::string_view scheme = path.substr(0, colon);
    if (is_alpha(scheme.front()) && std::all_of(scheme.begin(), scheme.end(), is_scheme)) {
      return false;
    }
  }
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    if (rest.substr(0, slash) == "..") return false;
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  return true;
}

WP_CODEBOX_INLINE BundleFolder::BundleFolder(const std::string& directory) {
  std::error_code error;
  directory_ = std::filesystem::canonical(directory, error).string();
  if (!error) descriptor_ = ::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

WP_CODEBOX_INLINE BundleFolder::~BundleFolder() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

WP_CODEBOX_INLINE void BundleFolder::close(int descriptor) { ::close(descriptor); }

WP_CODEBOX_INLINE std::optional<std::string> BundleFolder::real_path(std::string_view path) const {
  const std::string full = directory_ + '/' + std::string(path);
  const std::unique_ptr<char, void (*)(void*)> real(::realpath(full.c_str(), nullptr), &::free);
  if (real == nullptr) return std::nullopt;
  const std::string_view resolved(real.get());
  const std::string prefix = directory_ == "/" ? directory_ : directory_ + '/';
  if (!resolved.starts_with(prefix)) return std::nullopt;
  return std::string(resolved.substr(prefix.size()));
}

WP_CODEBOX_INLINE BundleEntryStatus BundleFolder::status(std::string_view path) const {
  BundleEntryStatus result;
  if (!is_open() || !is_safe_bundle_path(path)) return result;
  struct stat status {};
  if (::fstatat(descriptor_, std::string(path).c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return result;
  }
  result.exists = true;
  result.regular = S_ISREG(status.st_mode);
  result.links = static_cast<std::uint64_t>(status.st_nlink);
  result.inside = real_path(path).has_value();
  return result;
}

WP_CODEBOX_INLINE int BundleFolder::open(std::string_view path) const {
  if (!is_open() || !is_safe_bundle_path(path)) return -1;
  const auto real = real_path(path);
  if (!real) return -1;
  // Links were resolved above; from here on none is followed, so a swap cannot lead outside.
  int folder = ::dup(descriptor_);
  std::string_view rest(*real);
  while (folder >= 0) {
    const std::size_t slash = rest.find('/');
    const bool last = slash == rest.npos;
    const std::string name(rest.substr(0, slash));
    const int flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | (last ? 0 : O_DIRECTORY);
    const int next = ::openat(folder, name.c_str(), flags);
    ::close(folder);
    if (last || next < 0) {
      struct stat status {};
      if (next >= 0 && ::fstat(next, &status) == 0 && S_ISREG(status.st_mode)) return next;
      if (next >= 0) ::close(next);
      return -1;
    }
    folder = next;
    rest.remove_prefix(slash + 1);
  }
  return -1;
}

WP_CODEBOX_INLINE std::ptrdiff_t BundleFolder::read_piece(int descriptor, char* bytes,
                                                          std::size_t size) {
  ssize_t count = 0;
  do {
    count = ::read(descriptor, bytes, size);
  } while (count < 0 && errno == EINTR);
  return count;
}

WP_CODEBOX_INLINE std::optional<std::string> BundleFolder::read(std::string_view path) const {
  std::string bytes;
  if (!stream(path, [&bytes](std::string_view piece) { bytes.append(piece); })) {
    return std::nullopt;
  }
  return bytes;
}

WP_CODEBOX_INLINE std::optional<std::string> BundleFolder::sha256(std::string_view path) const {
  Sha256 hash;
  if (!stream(path, [&hash](std::string_view piece) { hash.update(piece); })) return std::nullopt;
  return hash.finish_hex();
}

WP_CODEBOX_INLINE std::vector<std::string> BundleFolder::list() const {
  std::vector<std::string> paths;
  if (!is_open()) return paths;
  try {
    bundle_folder::list_below(HostDirectory(directory_), "", 0, paths);
  } catch (const HostReadError&) {
    // What cannot be listed cannot be an orphan either; unreadable files are reported by name.
  }
  std::sort(paths.begin(), paths.end(), [](const std::string& left, const std::string& right) {
    return json::compare_utf16(left, right) < 0;
  });
  return paths;
}

}  // namespace WP_CODEBOX_NAMESPACE
