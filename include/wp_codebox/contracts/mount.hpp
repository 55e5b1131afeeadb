#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A folder or file of the host inside a sandbox: contract type `MountSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// What is mounted.
enum class KnownMountType : std::uint8_t { directory, file };
template <>
inline constexpr auto json::enum_texts<KnownMountType> = json::enum_texts_of("directory", "file");

/// Other texts are legal too.
using MountType = json::Open<KnownMountType>;

/// Whether the sandbox may write to a mount.
enum class MountMode : std::uint8_t { readonly, readwrite };
template <>
inline constexpr auto json::enum_texts<MountMode> = json::enum_texts_of("readonly", "readwrite");

/// Contract type `MountSpec`.
struct MountSpec {
  MountType type;
  std::string source;
  std::string target;
  MountMode mode = MountMode::readonly;
  std::optional<json::Dictionary<json::Value>> metadata;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const MountSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow mount_spec_fields[] = {
    json::field<&MountSpec::type>("type", "What is mounted: directory, file, or another text."),
    json::field<&MountSpec::source>("source", "Path on the host."),
    json::field<&MountSpec::target>("target", "Absolute path in the sandbox."),
    json::field<&MountSpec::mode>("mode", "Whether the sandbox may write."),
    json::field<&MountSpec::metadata>("metadata",
                                      "Whatever the caller wants to keep with the mount."),
};
WP_CODEBOX_INLINE constexpr json::StructTable MountSpec::table = json::struct_table<MountSpec>(
    "MountSpec", "A folder or file of the host inside a sandbox.", mount_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
