#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/contracts/document_type.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Makes rows of lists such as `document_types`.

namespace WP_CODEBOX_NAMESPACE {

namespace document_rows {

/// `DocumentType::check` of a type.
template <class T>
void check(const json::Node& document, json::Issues& issues) {
  json::check<T>(document, issues);
}

/// `DocumentType::rewrite` of a type.
template <class T>
std::string rewrite(const json::Node& document, json::Issues& issues) {
  T value{};
  json::decode(document, value, issues);
  return json::to_json(value);
}

/// A document with an id of the contract.
template <class T>
consteval DocumentType contract(std::string_view kind) {
  return {kind, T::table.schema_id, true, &json::type_row<T>, &check<T>, &rewrite<T>};
}

/// A document to which the contract gave no id.
template <class T>
consteval DocumentType ours(std::string_view kind, std::string_view id,
                            std::string_view description = {}) {
  return {kind, id, false, &json::type_row<T>, &check<T>, &rewrite<T>, description};
}

}  // namespace document_rows

}  // namespace WP_CODEBOX_NAMESPACE
