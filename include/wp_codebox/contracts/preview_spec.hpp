#pragma once

#include <optional>
#include <string>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// How the site inside a sandbox is offered: contract type `RuntimePreviewSpec`.

namespace WP_CODEBOX_NAMESPACE {

/// Contract type `RuntimePreviewSpec`.
struct RuntimePreviewSpec {
  std::optional<std::string> publicUrl;
  std::optional<std::string> siteUrl;
  std::optional<double> port;
  std::optional<std::string> bind;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimePreviewSpec&) const = default;
};

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_preview_spec_fields[] = {
    json::field<&RuntimePreviewSpec::publicUrl>(
        "publicUrl", "URL at which others reach the preview; it replaces the local one."),
    json::field<&RuntimePreviewSpec::siteUrl>("siteUrl", "URL that WordPress takes for its own."),
    json::field<&RuntimePreviewSpec::port>("port",
                                           "Fixed port to listen at; without it any free one."),
    json::field<&RuntimePreviewSpec::bind>("bind", "Address to listen at; only with a port."),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimePreviewSpec::table =
    json::struct_table<RuntimePreviewSpec>("RuntimePreviewSpec",
                                           "How the site inside a sandbox is offered.",
                                           runtime_preview_spec_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
