#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A row of a vector file and the operations that rows name. To add an operation: write a function
/// `std::optional<std::string> run_x(const VectorRow&)`, and name it in the group's `add_…_ops`,
/// which `vector_ops.cpp` calls.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One row: what an operation is given, and what has to come out. The nodes are valid while the row
/// is run.
struct VectorRow {
  std::string id;
  std::string op;
  const json::Node& input;
  const json::Node& expect;
  /// Set by an operation whose answer differs from the row because a requirement asks for more than
  /// the reference system does: the requirement, and what differs.
  mutable std::optional<std::string> divergence = {};
  /// Folder of the vector file; bundles that rows name lie in `../bundles` of it.
  std::string folder = {};

  /// A string member of the input; empty when it is absent.
  [[nodiscard]] std::string text(std::string_view name) const;
  /// A member of the input that is JSON text, opened; null when it is absent or no JSON.
  [[nodiscard]] json::Parsed json(std::string_view name) const;
  /// The JSON texts of the input's list `args`.
  [[nodiscard]] std::vector<json::Parsed> args() const;
};

/// Runs a row: nothing when it is as expected, else what differed, in one line.
using VectorOp = std::optional<std::string> (*)(const VectorRow& row);

/// Operations by name.
using VectorOps = std::map<std::string, VectorOp, std::less<>>;

/// All operations.
[[nodiscard]] const VectorOps& vector_ops();

/// Runs a row by its operation; a row whose operation is not known differs. What the operation
/// throws is a difference too.
[[nodiscard]] std::optional<std::string> run_row(const VectorRow& row);

/// How documents are compared.
struct Comparison {
  /// Members that are not looked at, wherever they stand.
  std::vector<std::string_view> ignored = {};
  /// Members whose lists are sets: order does not count.
  std::vector<std::string_view> sets = {};
};

/// The first place where two values differ, with both sides; member order does not count.
[[nodiscard]] std::optional<std::string> difference(const json::Node& expected,
                                                    const json::Node& got,
                                                    const Comparison& comparison = {});
[[nodiscard]] std::optional<std::string> difference(const json::Node& expected,
                                                    const json::Value& got,
                                                    const Comparison& comparison = {});
/// `expected` is JSON text, as in rows whose `expect` has a member `json`.
[[nodiscard]] std::optional<std::string> difference(const std::string& expected,
                                                    const json::Value& got,
                                                    const Comparison& comparison = {});

/// Nothing when two texts are equal, else both of them.
[[nodiscard]] std::optional<std::string> text_difference(std::string_view what,
                                                         std::string_view expected,
                                                         std::string_view got);

/// The member's text; empty when it is absent.
[[nodiscard]] std::string member_text(const json::Node& object, std::string_view name);

/// The bytes of base64 text.
[[nodiscard]] std::string base64_bytes(std::string_view text);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
