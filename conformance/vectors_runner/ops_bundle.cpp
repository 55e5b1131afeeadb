#include <filesystem>
#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/apply_preflight.hpp"
#include "wp_codebox/validation/bundle.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::filesystem::path bundle_of(const VectorRow& row, const VectorTree& tree) {
  const std::filesystem::path source =
      std::filesystem::path(row.folder) / ".." / "bundles" / row.text("bundle");
  return tree.copy_bundle(source, row.input.find("ops"));
}

BundleVerifyOptions options_of(const VectorRow& row) {
  BundleVerifyOptions options;
  const json::Node* given = row.input.find("options");
  if (given == nullptr) return options;
  const json::Node* name = given->find("manifestFileName");
  if (name != nullptr && name->is_string()) options.manifest_file_name = name->text();
  const json::Node* allow = given->find("allowOrphanedFiles");
  options.allow_orphaned_files = allow != nullptr && allow->boolean();
  return options;
}

std::optional<std::string> run_bundle_verify(const VectorRow& row) {
  const VectorTree tree;
  const auto result = verify_artifact_bundle(bundle_of(row, tree).string(), options_of(row));
  return difference(
      row.expect, json::to_value(result),
      {.ignored = {"schema", "bundleDirectory", "manifest", "message", "details"}, .sets = {}});
}

std::optional<std::string> run_apply_preflight(const VectorRow& row) {
  const VectorTree tree;
  ApplyPreflightOptions options{options_of(row), {}};
  const json::Node* given = row.input.find("options");
  const json::Node* approved = given == nullptr ? nullptr : given->find("approvedFiles");
  if (approved != nullptr) {
    for (const json::Node& path : approved->items()) options.approved_files.push_back(path.text());
  }
  const auto result = preflight_apply(bundle_of(row, tree).string(), options);
  std::string violations;
  for (const ArtifactBundleViolation& violation : result.violations) {
    violations += (violations.empty() ? "" : ",") + json::to_json(violation);
  }
  const json::Value got =
      json::Value::from_compact(std::string(R"({"ready":)") + (result.ready ? "true" : "false") +
                                R"(,"violations":[)" + violations + R"(],"payload":)" +
                                (result.payload ? json::to_json(*result.payload) : "null") + "}");
  return difference(row.expect, got, {.ignored = {"message", "details"}, .sets = {}});
}

}  // namespace

void add_bundle_ops(VectorOps& ops) {
  ops["apply-preflight"] = run_apply_preflight;
  ops["bundle-verify"] = run_bundle_verify;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
