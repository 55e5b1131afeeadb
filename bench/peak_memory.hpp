#pragma once

#include <malloc.h>

#include <cstddef>
#include <cstdio>
#include <cstring>

/// \file
/// How much memory a piece of work needs at its peak. Linux only; elsewhere the answer is 0.

namespace wp_codebox::bench {

/// Watches the resident memory of this process from here on.
class PeakMemory {
 public:
  PeakMemory() {
    // What was freed before would serve the work without being counted.
    malloc_trim(0);
    if (std::FILE* const file = std::fopen("/proc/self/clear_refs", "w")) {
      std::fputs("5", file);  // The highest mark becomes the present size.
      std::fclose(file);
    }
    before_ = kilobytes("VmRSS:");
  }

  /// Bytes that were resident at the peak beyond what was resident at the beginning.
  [[nodiscard]] double bytes() const {
    const long peak = kilobytes("VmHWM:");
    return peak > before_ ? static_cast<double>(peak - before_) * 1024 : 0;
  }

 private:
  static long kilobytes(const char* name) {
    std::FILE* const file = std::fopen("/proc/self/status", "r");
    if (file == nullptr) return 0;
    char line[256];
    long amount = 0;
    while (std::fgets(line, sizeof line, file) != nullptr) {
      if (std::strncmp(line, name, std::strlen(name)) == 0) {
        std::sscanf(line + std::strlen(name), "%ld", &amount);
        break;
      }
    }
    std::fclose(file);
    return amount;
  }

  long before_ = 0;
};

}  // namespace wp_codebox::bench
