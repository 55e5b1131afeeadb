#pragma once

#include <span>
#include <string>

#include "wp_codebox/contracts/document_type.hpp"
#include "wp_codebox/json/fields.hpp"

/// All types with their fields, for programs that write documentation.

/// JSON text: `documents` and `messages` with their own schemas, and under `types` each struct that
/// these or `more` hold, with a schema that names the structs inside by `$ref`. Members that the
/// schema of a document leaves out are in, and named in `outsideSchema`.
[[nodiscard]] std::string type_list(std::span<const wp_codebox::DocumentType> documents,
                                    std::span<const wp_codebox::DocumentType> messages,
                                    std::span<const wp_codebox::json::StructTable* const> more);
