#pragma once

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "wp_codebox/version.hpp"

/// \file
/// An open file or folder of the host, for code that walks folders without following links.

namespace WP_CODEBOX_NAMESPACE {

/// Closes a descriptor at the end of a scope. Below 0 it holds none.
class OpenDescriptor {
 public:
  explicit OpenDescriptor(int descriptor) : descriptor_(descriptor) {}
  ~OpenDescriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenDescriptor(OpenDescriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  OpenDescriptor& operator=(OpenDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  OpenDescriptor(const OpenDescriptor&) = delete;
  OpenDescriptor& operator=(const OpenDescriptor&) = delete;

  [[nodiscard]] int get() const { return descriptor_; }
  int release() { return std::exchange(descriptor_, -1); }

 private:
  int descriptor_;
};

/// Opens a name below an open folder; a link is not followed. Sets errno when it fails.
inline OpenDescriptor open_below(int folder, const char* name, int flags, mode_t mode = 0) {
  int descriptor = -1;
  do {
    descriptor = ::openat(folder, name, flags | O_NOFOLLOW | O_CLOEXEC, mode);
  } while (descriptor < 0 && errno == EINTR);
  return OpenDescriptor(descriptor);
}

}  // namespace WP_CODEBOX_NAMESPACE
