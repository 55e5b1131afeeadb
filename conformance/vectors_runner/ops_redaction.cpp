#include <span>
#include <string>
#include <utility>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/artifacts/bundle_layout.hpp"
#include "wp_codebox/artifacts/bundle_writer.hpp"
#include "wp_codebox/artifacts/redact_records.hpp"
#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/artifacts/redaction_summary.hpp"
#include "wp_codebox/artifacts/token_patterns.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/validation/host_directory.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

json::Dictionary<std::string> secrets_of(const VectorRow& row) {
  json::Dictionary<std::string> secrets;
  if (const json::Node* const given = row.input.find("secretEnv")) {
    for (const json::Member& member : given->members()) {
      secrets.append(std::string(member.name())) = member.value.text();
    }
  }
  return secrets;
}

/// The row's files after redaction by `redact(text, counts)`, and the summary.
template <class Redact>
json::Value redacted_files(const VectorRow& row, const Redact& redact) {
  RedactionAccount account;
  std::string files;
  const json::Node* const given = row.input.find("files");
  for (const json::Node& file : given == nullptr ? std::span<const json::Node>() : given->items()) {
    RedactionCounts counts;
    const std::string text = redact(member_text(file, "text"), counts);
    account.add(member_text(file, "path"), counts);
    files += (files.empty() ? "" : ",") + std::string(R"({"path":)") +
             json::Value::string(member_text(file, "path")).text() + R"(,"text":)" +
             json::Value::string(text).text() + "}";
  }
  return json::Value::from_compact("{\"files\":[" + files +
                                   "],\"summary\":" + json::to_json(account.summary()) + "}");
}

/// The reference system's way: one kind after the other, each over what the ones before wrote.
class SequentialRedaction {
 public:
  explicit SequentialRedaction(json::Dictionary<std::string> secrets)
      : secrets_(std::move(secrets)) {}

  std::string operator()(std::string text, RedactionCounts& counts) const {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(SecretKind::aws_access_key); ++i) {
      const auto kind = static_cast<SecretKind>(i);
      text = replaced(text, kind, counts, [kind](std::string_view rest) -> std::size_t {
        const auto token = match_token(rest);
        return token && token->kind == kind ? token->length : 0;
      });
    }
    for (const auto& [name, value] : secrets_) {
      text = literal(text, name, SecretKind::configured_secret_name, counts);
      if (!is_redactable_value(value)) continue;
      text = literal(text, value, SecretKind::configured_secret_value, counts);
    }
    return text;
  }

 private:
  template <class Match>
  static std::string replaced(std::string_view text, SecretKind kind, RedactionCounts& counts,
                              const Match& match) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = match(text.substr(at));
      if (length == 0) {
        out += text[at++];
        continue;
      }
      out += redaction_mark(kind);
      counts.add(kind);
      at += length;
    }
    return out;
  }

  static std::string literal(const std::string& text, const std::string& wanted, SecretKind kind,
                             RedactionCounts& counts) {
    if (wanted.empty()) return text;
    return replaced(text, kind, counts, [&wanted](std::string_view rest) {
      return rest.starts_with(wanted) ? wanted.size() : 0;
    });
  }

  json::Dictionary<std::string> secrets_;
};

/// What must hold of our answer where it is not the reference system's: no value is left, and doing
/// it again changes nothing.
std::optional<std::string> unsafe(const VectorRow& row, const Redactor& redactor) {
  const json::Node* const given = row.input.find("files");
  for (const json::Node& file : given->items()) {
    const std::string once = redactor.redact_text(member_text(file, "text"));
    if (redactor.redact_text(once) != once) return "redacting twice changes the text: " + once;
    for (const auto& [name, value] : secrets_of(row)) {
      const bool owned =
          redaction_mark(SecretKind::configured_secret_name).find(value) != std::string::npos ||
          redaction_mark(SecretKind::configured_secret_value).find(value) != std::string::npos;
      if (is_redactable_value(value) && !owned && once.find(value) != std::string::npos) {
        return "a value is left in: " + once;
      }
    }
  }
  return std::nullopt;
}

constexpr const char* redaction_divergence =
    "WPC-RED-004, WPC-RED-005: one pass, every spelling, the longest match; the reference system "
    "goes kind by kind over what it wrote itself";

std::optional<std::string> run_redaction(const VectorRow& row) {
  const Redactor redactor(secrets_of(row));
  const json::Value ours =
      redacted_files(row, [&](const std::string& text, RedactionCounts& counts) {
        return redactor.redact_text(text, &counts);
      });
  const Comparison comparison{.sets = {"artifacts"}};
  auto found = difference(row.expect, ours, comparison);
  if (!found) return std::nullopt;
  const SequentialRedaction sequential(secrets_of(row));
  const json::Value reference = redacted_files(
      row,
      [&](const std::string& text, RedactionCounts& counts) { return sequential(text, counts); });
  if (difference(row.expect, reference, comparison)) return found;
  if (auto reason = unsafe(row, redactor)) return reason;
  row.divergence = std::string(redaction_divergence) + ": " + *found;
  return std::nullopt;
}

/// A bundle of nothing but the row's events and metadata.
BundleInput bundle_of(const VectorRow& row, const VectorTree& tree, const Redactor& redactor) {
  BundleInput input;
  input.directory = (tree.path() / "runtime-1").string();
  input.createdAt = "2026-01-02T03:05:06.007Z";
  input.redactor = redactor;
  input.records.runtime.id = "runtime-1";
  input.records.runtime.backend = RuntimeBackendKind(std::string("x-demo"));
  input.records.runtime.environment.kind = "wordpress";
  input.records.runtime.createdAt = "2026-01-02T03:04:05.006Z";
  if (const json::Node* const events = row.input.find("events")) {
    for (LifecycleEvent& event : json::decode_as<std::vector<LifecycleEvent>>(*events).value) {
      input.records.events.push_back(redact(redactor, std::move(event)));
    }
  }
  if (const json::Node* const metadata = row.input.find("metadata")) {
    input.records.context = json::decode_as<json::Dictionary<json::Value>>(*metadata).value;
  }
  return input;
}

/// What the bundle's files show as redacted, counted anew and without the logs: the row's bundle
/// has none. The review itself counts only when asked for.
ArtifactRedactionSummary recounted(const ArtifactBundle& bundle, bool with_review) {
  RedactionAccount account;
  for (const BundleFileRow& file : bundle_files) {
    const bool late = file.kind == "manifest" || file.kind == "metadata" ||
                      (file.kind == "review" && !with_review);
    if (!file.always || late || file.kind == "log") continue;
    const std::string path = bundle.directory + "/" + std::string(file.path);
    account.add_marks(file.path, read_host_file(path, 1U << 20U).value_or(""));
  }
  return account.summary();
}

/// The summary that a document has, unless it leaves out what the files show.
std::optional<std::string> summary_differs(const json::Node* stated,
                                           const ArtifactRedactionSummary& counted) {
  const bool clean =
      stated == nullptr || json::decode_as<ArtifactRedactionSummary>(*stated).value.status ==
                               ArtifactRedactionStatus::clean;
  if (clean == (counted.total == 0)) return std::nullopt;
  return "a summary does not say what the files show";
}

/// Whether a configured text stands in what the contract owns: then the reference system counts it
/// there too.
bool hits_contract_text(const VectorRow& row) {
  const VectorTree tree;
  BundleInput input = bundle_of(row, tree, Redactor());
  input.records.events.clear();
  input.records.context = {};
  const ArtifactBundle bundle = write_bundle(input);
  for (const std::string& path : {bundle.metadataPath, bundle.reviewPath}) {
    const std::string text = read_host_file(path, 1U << 20U).value_or("");
    for (const auto& [name, value] : secrets_of(row)) {
      if (!name.empty() && text.find(name) != std::string::npos) return true;
      if (is_redactable_value(value) && text.find(value) != std::string::npos) return true;
    }
  }
  return false;
}

std::optional<std::string> run_review_redaction(const VectorRow& row) {
  const VectorTree tree;
  const Redactor redactor(secrets_of(row));
  const ArtifactBundle bundle = write_bundle(bundle_of(row, tree, redactor));
  const json::Parsed review(read_host_file(bundle.reviewPath, 1U << 20U).value_or(""));
  const json::Parsed metadata(read_host_file(bundle.metadataPath, 1U << 20U).value_or(""));
  const json::Node* const flags = review.root().find("riskFlags");
  if (flags == nullptr) return "the review has no risk flags";
  const ArtifactRedactionSummary before = recounted(bundle, false);
  const ArtifactRedactionSummary after = recounted(bundle, true);
  if (auto found = summary_differs(review.root().find("redaction"), before)) return found;
  if (auto found = summary_differs(metadata.root().find("redaction"), after)) return found;
  const json::Value got = json::Value::from_compact(
      R"({"reviewRedaction":)" + (before.total == 0 ? "null" : json::to_json(before)) +
      R"(,"riskFlags":)" + json::Value(*flags).text() + R"(,"metadataRedaction":)" +
      json::to_json(after) + "}");
  auto found = difference(row.expect, got, {.sets = {"artifacts"}});
  if (!found || !hits_contract_text(row)) return found;
  row.divergence = "WPC-RED-001, WPC-RED-006: text that the contract owns stays: " + *found;
  return std::nullopt;
}

}  // namespace

void add_redaction_ops(VectorOps& ops) {
  ops["redaction"] = run_redaction;
  ops["review-redaction"] = run_review_redaction;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
