#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/diagnostics.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/truthiness.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// What the reference system would have printed for a value as text.
std::string as_text(const json::Node& value) {
  if (value.is_number()) return json::number_text(value.number());
  if (value.is_boolean()) return value.boolean() ? "true" : "false";
  return value.text();
}

/// The entries of the row's observations by the id of their diagnostic would need the rule again;
/// so `messageFrom` is checked against every entry of the input: one of them has that member with
/// our text.
bool message_is_from(const json::Node& observations, const std::string& member,
                     const std::string& message) {
  for (const json::Node& observation : observations.items()) {
    const json::Node* const data = observation.find("data");
    if (data == nullptr) continue;
    for (const std::string_view list : {"diagnostics", "findings", "issues", "diagnostic"}) {
      const json::Node* const entries = data->find(list);
      if (entries == nullptr) continue;
      const json::Node* const own = entries->find(member);
      if (own != nullptr && as_text(*own) == message) return true;
      for (const json::Node& entry : entries->items()) {
        const json::Node* const text = entry.find(member);
        if (text != nullptr && as_text(*text) == message) return true;
      }
    }
  }
  return false;
}

std::optional<std::string> run_diagnostics(const VectorRow& row) {
  const json::Parsed observations = row.json("observations");
  std::vector<ArtifactDiagnostic> diagnostics;
  std::size_t position = 0;
  for (const json::Node& observation : observations.root().items()) {
    const json::Node* const id = observation.find("id");
    const json::Node* const data = observation.find("data");
    const json::Node null;
    append_diagnostics({json::is_nullish(id) ? std::nullopt : std::optional(id->text()),
                        member_text(observation, "type"), member_text(observation, "observedAt"),
                        data == nullptr ? null : *data},
                       position++, diagnostics);
  }
  const json::Node* const wanted = row.expect.find("diagnostics");
  for (std::size_t i = 0; wanted != nullptr && i < wanted->size() && i < diagnostics.size(); ++i) {
    const std::string from = member_text(wanted->items()[i], "messageFrom");
    const bool right = from == "type"
                           ? diagnostics[i].message == diagnostics[i].type
                           : message_is_from(observations.root(), from, diagnostics[i].message);
    if (!right) return "the message of entry " + std::to_string(i) + " is not from " + from;
  }
  const json::Value document = json::to_value(diagnostics_document(std::move(diagnostics)));
  return difference(row.expect, document, {.ignored = {"message", "messageFrom"}});
}

}  // namespace

void add_artifact_ops(VectorOps& ops) { ops["diagnostics"] = run_diagnostics; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
