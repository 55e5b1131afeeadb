#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "reference_backend/memory/wire_style.hpp"
#include "wp_codebox/runtime/backend.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// In-memory backends that are correct and unusual: the kit must find nothing against them.

namespace WP_CODEBOX_NAMESPACE {

/// One such backend.
struct MemoryVariant {
  std::string_view name;
  std::string_view about;  ///< What is unusual about it, for people.
  /// Whether only its way to write messages is unusual: in process it is like any other.
  bool on_the_wire_only = false;
};

/// All of them.
[[nodiscard]] std::span<const MemoryVariant> memory_variants();

/// The variant of that name, or null.
[[nodiscard]] std::unique_ptr<RuntimeBackend> make_memory_variant(std::string_view name);

/// How that variant writes its messages.
[[nodiscard]] memory::WireStyle memory_variant_style(std::string_view name);

}  // namespace WP_CODEBOX_NAMESPACE
