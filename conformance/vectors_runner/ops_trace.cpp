#include <string>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/validation/trace.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// A row without issues is one on which the reference system crashed: only `valid` counts.
std::optional<std::string> run_trace(const VectorRow& row) {
  const json::Parsed trace = row.json("text");
  const json::Issues issues = trace_issues(trace.root());
  std::string paths;
  for (const json::Issue& issue : issues) {
    paths += (paths.empty() ? "" : ",") + json::Value::string(issue.path.dotted()).text();
  }
  const bool crashed = row.expect.find("issues") == nullptr;
  const bool valid = !trace.error() && issues.empty();
  std::string got = std::string(R"({"valid":)") + (valid ? "true" : "false");
  if (!crashed) got += R"(,"issues":[)" + paths + "]";
  return difference(row.expect, json::Value::from_compact(got + "}"));
}

}  // namespace

void add_trace_ops(VectorOps& ops) { ops["trace"] = run_trace; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
