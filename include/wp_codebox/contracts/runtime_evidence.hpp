#pragma once

#include <string>

#include "wp_codebox/contracts/content_digest.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A file that the host adds to a finished bundle, as metadata and review list it.

namespace WP_CODEBOX_NAMESPACE {

/// A file that the host added.
struct RuntimeEvidenceFile {
  std::string path;
  std::string sha256;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RuntimeEvidenceFile&) const = default;
};

/// Such files by manifest kind.
using RuntimeEvidence = json::Dictionary<RuntimeEvidenceFile>;

#ifdef WP_CODEBOX_TABLES

inline constexpr json::FieldRow runtime_evidence_file_fields[] = {
    json::field<&RuntimeEvidenceFile::path>("path", "Path inside the bundle."),
    json::field<&RuntimeEvidenceFile::sha256>("sha256", "SHA-256 of the file, in hexadecimal.",
                                              &sha256_hex_rule),
};
WP_CODEBOX_INLINE constexpr json::StructTable RuntimeEvidenceFile::table =
    json::struct_table<RuntimeEvidenceFile>("RuntimeEvidenceFile", "A file that the host added.",
                                            runtime_evidence_file_fields);

#endif

}  // namespace WP_CODEBOX_NAMESPACE
