#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What lists of documents say about each.

namespace WP_CODEBOX_NAMESPACE {

/// One kind of document.
struct DocumentType {
  /// Name on command lines and of the schema's file, such as `workspace-recipe`.
  std::string_view kind;
  /// The contract's schema id; for a document without one an id of ours in the same form.
  std::string_view schema_id;
  /// Whether the contract gave the id.
  bool contract_id;
  const json::TypeRow* type;  ///< How it is read and written; never null.

  /// Reads a document into its type and reports what does not fit.
  void (*check)(const json::Node& document, json::Issues& issues);
  /// Reads a document into its type and writes it back as compact JSON: the same document when
  /// nothing was reported.
  std::string (*rewrite)(const json::Node& document, json::Issues& issues);
  /// One sentence; empty when the type's table has it.
  std::string_view description = {};

  /// The sentence that describes the document.
  [[nodiscard]] std::string_view words() const {
    return description.empty() ? type->table->doc : description;
  }
};

}  // namespace WP_CODEBOX_NAMESPACE
