#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// JSON Schema (draft 2020-12) from field tables: one engine, as for decode and encode, so that a
/// schema and the decoder of a type accept the same documents.

namespace WP_CODEBOX_NAMESPACE::json {

/// The dialect that the schemas are written in.
inline constexpr std::string_view schema_dialect = "https://json-schema.org/draft/2020-12/schema";

/// What a schema says about itself.
struct SchemaHead {
  std::string_view id;           ///< Becomes `$id`.
  std::string_view title;        ///< Becomes `title`; left out when empty.
  std::string_view description;  ///< Becomes `description`; the struct's own when empty.
};

/// The schema of the type of `row` as compact JSON text. Structs inside it stand in `$defs` under
/// the names of their tables, so two tables in one schema need two names. Members that are
/// `outside_schema` are left out.
[[nodiscard]] std::string json_schema(const TypeRow& row, const SchemaHead& head);

}  // namespace WP_CODEBOX_NAMESPACE::json

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/json/impl/schema.inl.hpp"
#endif
