#include <span>
#include <string>
#include <utility>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/artifacts/redaction_summary.hpp"
#include "wp_codebox/artifacts/token_patterns.hpp"
#include "wp_codebox/json/encode.hpp"

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

}  // namespace

void add_redaction_ops(VectorOps& ops) { ops["redaction"] = run_redaction; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
