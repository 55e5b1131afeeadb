#pragma once

#include "conformance/vectors_runner/vector_row.hpp"

/// \file
/// The groups of operations; each is defined in the `ops_*.cpp` of its name.

namespace WP_CODEBOX_NAMESPACE::conformance {

void add_artifact_ops(VectorOps& ops);
void add_bundle_ops(VectorOps& ops);
void add_command_ops(VectorOps& ops);
void add_digest_ops(VectorOps& ops);
void add_host_tool_ops(VectorOps& ops);
void add_http_ops(VectorOps& ops);
void add_json_ops(VectorOps& ops);
void add_patch_ops(VectorOps& ops);
void add_policy_ops(VectorOps& ops);
void add_preview_ops(VectorOps& ops);
void add_recipe_ops(VectorOps& ops);
void add_redaction_ops(VectorOps& ops);
void add_reference_ops(VectorOps& ops);
void add_review_ops(VectorOps& ops);
void add_runtime_action_ops(VectorOps& ops);
void add_startup_ops(VectorOps& ops);
void add_trace_ops(VectorOps& ops);
void add_workspace_ops(VectorOps& ops);
void add_wp_cli_bridge_ops(VectorOps& ops);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
