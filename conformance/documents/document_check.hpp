#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/locate.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Everything that the SDK can say about one document.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One finding, ready to be shown.
struct DocumentFinding {
  std::string code;     ///< Stable.
  std::string path;     ///< `$.steps[0].id`.
  std::string pointer;  ///< `/steps/0/id`.
  std::string message;  ///< For people.
  json::SourcePosition position;
};

/// What came of checking one document.
struct DocumentReport {
  std::string name;  ///< As it was given; `-` for standard input.
  std::string kind;  ///< Empty when it is not known.
  std::vector<DocumentFinding> findings;
  /// Set when the document could not be read at all.
  std::optional<std::string> failure;

  [[nodiscard]] bool valid() const { return !failure && findings.empty(); }
};

/// Checks a text. The kind is `kind` if given, else found from the member `schema`. A trace, a
/// recipe, a policy and a tool policy get their validators, every document the rules of its type.
[[nodiscard]] DocumentReport check_document(std::string name, std::string_view text,
                                            std::string_view kind);

/// Told how many more bytes were read.
using BytesRead = std::function<void(std::size_t count)>;

/// Checks a file, or standard input for `-`. A trace is checked as a stream, so it may be larger
/// than memory when its kind is named or its first member is its schema id (of a file). `read` is
/// called from the calling thread.
[[nodiscard]] DocumentReport check_document_file(const std::string& name, std::string_view kind,
                                                 const BytesRead& read = {});

/// Names of all kinds.
[[nodiscard]] std::vector<std::string> document_kinds();

}  // namespace WP_CODEBOX_NAMESPACE::conformance
