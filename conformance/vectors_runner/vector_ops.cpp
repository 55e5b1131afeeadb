#include "conformance/vectors_runner/ops.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

const VectorOps& vector_ops() {
  static const VectorOps all = [] {
    VectorOps ops;
    add_artifact_ops(ops);
    add_bundle_ops(ops);
    add_command_ops(ops);
    add_digest_ops(ops);
    add_host_tool_ops(ops);
    add_http_ops(ops);
    add_json_ops(ops);
    add_patch_ops(ops);
    add_policy_ops(ops);
    add_preview_ops(ops);
    add_recipe_ops(ops);
    add_redaction_ops(ops);
    add_reference_ops(ops);
    add_review_ops(ops);
    add_runtime_action_ops(ops);
    add_startup_ops(ops);
    add_trace_ops(ops);
    add_workspace_ops(ops);
    add_wp_cli_bridge_ops(ops);
    return ops;
  }();
  return all;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
