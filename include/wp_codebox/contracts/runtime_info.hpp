#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "wp_codebox/contracts/backend_kind.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What a runtime says about itself: contract type `RuntimeInfo`.

namespace WP_CODEBOX_NAMESPACE {

/// Where a runtime is in its life.
enum class RuntimeStatus : std::uint8_t { created, destroyed };
template <>
inline constexpr auto json::enum_texts<RuntimeStatus> = json::enum_texts_of("created", "destroyed");

/// Contract type `RuntimeInfo`.
struct RuntimeInfo {
  std::string id;
  RuntimeBackendKind backend;
  EnvironmentSpec environment;
  std::string createdAt;
  RuntimeStatus status = RuntimeStatus::created;
  std::optional<std::string> previewUrl;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeInfo&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_info_fields[] = {
    json::field<&RuntimeInfo::id>("id", "Id of the runtime, with the prefix runtime-."),
    json::field<&RuntimeInfo::backend>("backend", "Kind of the backend that made it."),
    json::field<&RuntimeInfo::environment>("environment",
                                           "The environment as the create spec gave it."),
    json::field<&RuntimeInfo::createdAt>("createdAt", "Time of creation."),
    json::field<&RuntimeInfo::status>("status", "Whether it still lives."),
    json::field<&RuntimeInfo::previewUrl>("previewUrl",
                                          "Where the site is reached; only while it runs."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeInfo::table = json::struct_table<RuntimeInfo>(
    "RuntimeInfo", "What a runtime says about itself.", runtime_info_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
