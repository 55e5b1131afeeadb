#pragma once

#include <cstddef>
#include <cstdint>

#include "wp_codebox/version.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#endif

/// \file
/// Large memory that is about to be filled.

namespace WP_CODEBOX_NAMESPACE::json::impl {

/// Asks the system for huge pages behind memory that will be written from end to end. Where the
/// first touch of a page is dear, as on virtual machines, filling it page by page can take longer
/// than reading the text. Only a hint: it does nothing for small memory or on other systems.
inline void prefer_huge_pages([[maybe_unused]] const void* memory,
                              [[maybe_unused]] std::size_t bytes) {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  constexpr std::uintptr_t page = std::uintptr_t{2} << 20;
  const auto begin = reinterpret_cast<std::uintptr_t>(memory);
  const std::uintptr_t first = (begin + page - 1) / page * page;
  const std::uintptr_t last = (begin + bytes) / page * page;
  if (first < last) ::madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE);
#endif
}

}  // namespace WP_CODEBOX_NAMESPACE::json::impl
