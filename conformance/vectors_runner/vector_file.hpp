#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "wp_codebox/version.hpp"

/// \file
/// Runs files of vectors: one JSON object a line.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// A row that did not come out as expected, or a line that is no row.
struct VectorFailure {
  std::string file;
  std::size_t line = 0;  ///< From 1.
  std::string id;        ///< Empty when the line is no row.
  std::string op;
  std::string difference;
};

/// Rows of one operation.
struct VectorTotals {
  std::size_t rows = 0;
  std::size_t failed = 0;
  std::size_t divergent = 0;  ///< Passed by being stricter, as a requirement asks.
};

/// What came of some files.
struct VectorResult {
  std::map<std::string, VectorTotals> by_op;
  std::vector<VectorFailure> failures;
  /// Rows where ours is stricter than the reference system; `difference` names the requirement.
  std::vector<VectorFailure> divergences;

  [[nodiscard]] std::size_t rows() const;
  [[nodiscard]] bool passed() const { return failures.empty(); }
};

/// Runs every row of a file and adds what came of it. A file that cannot be read, an empty one and
/// a line that is no row are failures.
void run_vector_file(const std::string& path, VectorResult& result);

/// Runs a file, or all `*.jsonl` files of a folder in order of their names.
void run_vectors(const std::string& path, VectorResult& result);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
