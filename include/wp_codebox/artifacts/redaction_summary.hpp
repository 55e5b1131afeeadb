#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "wp_codebox/artifacts/secret_kind.hpp"
#include "wp_codebox/contracts/redaction_summary.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What was redacted in which file of a bundle (WPC-RED-009).

namespace WP_CODEBOX_NAMESPACE {

/// Counts by file. One thread at a time.
class RedactionAccount {
 public:
  /// Adds to what is known about the file at a path inside the bundle.
  void add(std::string_view path, const RedactionCounts& counts);

  /// Counts the marks that stand in a file.
  void add_marks(std::string_view path, std::string_view text) {
    add(path, count_redaction_marks(text));
  }

  /// The summary: kinds and paths sorted by UTF-16 unit, files without a finding left out.
  [[nodiscard]] ArtifactRedactionSummary summary() const;

 private:
  std::map<std::string, RedactionCounts, std::less<>> by_path_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/redaction_summary.inl.hpp"
#endif
