#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "wp_codebox/artifacts/redaction_summary.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace redaction {

/// The kinds that were found, sorted.
inline std::vector<std::pair<std::string, std::size_t>> sorted_kinds(
    const RedactionCounts& counts) {
  std::vector<std::pair<std::string, std::size_t>> kinds;
  for (std::size_t i = 0; i < secret_kind_count; ++i) {
    if (counts.by_kind[i] == 0) continue;
    kinds.emplace_back(json::enum_texts<SecretKind>[i], counts.by_kind[i]);
  }
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

}  // namespace redaction

WP_CODEBOX_INLINE void RedactionAccount::add(std::string_view path, const RedactionCounts& counts) {
  if (counts.total() == 0) return;
  by_path_[std::string(path)].add(counts);
}

WP_CODEBOX_INLINE ArtifactRedactionSummary RedactionAccount::summary() const {
  ArtifactRedactionSummary summary;
  RedactionCounts all;
  for (const auto& [path, counts] : by_path_) {
    all.add(counts);
    ArtifactRedactedFile file{path, static_cast<double>(counts.total()), {}, {}};
    for (auto& [kind, count] : redaction::sorted_kinds(counts)) file.kinds.push_back(kind);
    summary.artifacts.push_back(std::move(file));
  }
  std::sort(summary.artifacts.begin(), summary.artifacts.end(),
            [](const ArtifactRedactedFile& left, const ArtifactRedactedFile& right) {
              return json::compare_utf16(left.path, right.path) < 0;
            });
  for (const auto& [kind, count] : redaction::sorted_kinds(all)) {
    summary.byKind.append(kind) = static_cast<double>(count);
  }
  summary.total = static_cast<double>(all.total());
  if (all.total() != 0) summary.status = ArtifactRedactionStatus::redacted;
  return summary;
}

}  // namespace WP_CODEBOX_NAMESPACE
