#pragma once

#include <algorithm>
#include <optional>
#include <utility>

#include "wp_codebox/artifacts/contract_words.hpp"
#include "wp_codebox/artifacts/impl/token_patterns.inl.hpp"
#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/artifacts/token_patterns.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/artifacts/wordpress_names.hpp"
#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace redaction {

/// The characters of base64 that depend on `bytes` alone when it starts `shift` bytes (0 to 2) into
/// a group of three.
inline std::string base64_core(std::string_view bytes, std::size_t shift, bool for_urls) {
  constexpr std::string_view standard =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string core;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  std::size_t skipped = 0;
  const std::size_t foreign =
      shift == 0 ? 0 : shift + 1;  // Characters that the bytes before touch.
  const auto feed = [&](unsigned char byte) {
    buffer = buffer << 8 | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      char character = standard[buffer >> bits & 0x3F];
      if (for_urls && character == '+') character = '-';
      if (for_urls && character == '/') character = '_';
      if (skipped++ >= foreign) core += character;
    }
  };
  for (std::size_t i = 0; i < shift; ++i) feed(0);
  for (const char byte : bytes) feed(static_cast<unsigned char>(byte));
  return core;
}

/// The lines of a value that are worth looking for on their own: programs print them apart.
inline std::vector<std::string_view> secret_lines(std::string_view value) {
  constexpr std::size_t shortest_of_many = 16;
  std::vector<std::string_view> lines;
  std::size_t filled = 0;
  for (std::size_t at = 0; at <= value.size();) {
    const std::size_t end = std::min(value.find_first_of("\r\n", at), value.size());
    const std::string_view line = trim_text(value.substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    ++filled;
    // The frame of a PEM block is the same for all.
    if (!line.starts_with("-----")) lines.push_back(line);
  }
  if (filled > 1) {
    std::erase_if(lines, [](std::string_view line) { return line.size() < shortest_of_many; });
  }
  return lines;
}

}  // namespace redaction

WP_CODEBOX_INLINE bool is_redactable_value(std::string_view value) {
  const std::string_view trimmed = trim_text(value);
  if (utf16_length(trimmed) < 8) return false;
  const std::string lower = ascii_lower(trimmed);
  if (lower == "true" || lower == "false" || lower == "null" || lower == "undefined") return false;
  return !std::all_of(trimmed.begin(), trimmed.end(),
                      [](char byte) { return byte >= '0' && byte <= '9'; });
}

/// Walks over one text and finds what is to be replaced.
class Redactor::Scan {
 public:
  struct Match {
    std::size_t start = 0;
    std::size_t length = 0;
    std::uint32_t id = 0;  ///< Of the candidate, or of the token pattern.
    SecretKind kind{};
    [[nodiscard]] std::size_t end() const { return start + length; }
  };

  Scan(const Redactor& redactor, std::string_view text) : redactor_(redactor), text_(text) {}

  /// The next stretch to replace at or after `at`, named after its longest match.
  std::optional<Match> next(std::size_t at) {
    while ((at = next_start(at)) < text_.size()) {
      SecretKind kind{};
      const std::size_t mark = redaction_mark_length(text_.substr(at), kind);
      if (mark != 0) {
        at += mark;
        continue;
      }
      members_.clear();
      if (auto match = longest_at(at)) return united(*match);
      ++at;
    }
    return std::nullopt;
  }

  /// The next match whose kind is not a configured name.
  bool holds_secret() {
    for (std::size_t at = next_start(0); at < text_.size(); at = next_start(at + 1)) {
      const auto match = longest_at(at);
      if (match && match->kind != SecretKind::configured_secret_name) return true;
    }
    return false;
  }

 private:
  static constexpr std::uint32_t token_ids = 0x80000000U;

  [[nodiscard]] unsigned char byte(std::size_t at) const {
    return at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
  }

  [[nodiscard]] bool may_start(std::size_t at) const {
    return redactor_.pairs_[static_cast<std::size_t>(byte(at)) << 8 | byte(at + 1)];
  }

  [[nodiscard]] std::size_t next_start(std::size_t at) const {
    while (at < text_.size() && !may_start(at)) ++at;
    return at;
  }

  [[nodiscard]] bool is_member(std::uint32_t id) const {
    return std::find(members_.begin(), members_.end(), id) != members_.end();
  }

  /// The longest match that starts here and is none of `members_`; of equally long ones the kind
  /// that comes first.
  std::optional<Match> longest_at(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    const char before = at == 0 ? '\0' : text_[at - 1];
    Match best{at, 0, 0, {}};
    if (const auto token = token_at(at)) {
      const std::uint32_t id = token_ids + static_cast<std::uint32_t>(token->kind);
      if (!is_member(id)) best = {at, token->length, id, token->kind};
    }
    for (const std::uint32_t index : redactor_.by_first_[byte(at)]) {
      if (is_member(index)) continue;
      const Candidate& candidate = redactor_.candidates_[index];
      const std::size_t length = candidate.secret.match(rest, before);
      const bool wins = length > best.length ||
                        (length == best.length && length != 0 && candidate.kind < best.kind);
      if (wins) best = {at, length, index, candidate.kind};
    }
    return best.length == 0 ? std::nullopt : std::optional(best);
  }

  std::optional<TokenMatch> token_at(std::size_t at) {
    const std::string_view rest = text_.substr(at);
    if (!rest.starts_with("eyJ")) return match_token(rest);
    if (at < no_jwt_before_) return std::nullopt;
    auto token = match_token(rest);
    // Every later start in the same run would fail the same way; looking at each again would make
    // the time grow with the square of the run.
    if (!token) no_jwt_before_ = at + token_patterns::run(rest, 0, token_patterns::is_word_or_dash);
    return token;
  }

  /// Adds what overlaps with a match, so that nothing of a longer secret that starts inside is
  /// left.
  Match united(Match match) {
    std::size_t longest = match.length;
    members_.assign(1, match.id);
    for (std::size_t at = next_start(match.start + 1); at < match.end(); at = next_start(at + 1)) {
      const auto other = longest_at(at);
      if (!other || other->end() <= match.end()) continue;
      if (other->length > longest) {
        longest = other->length;
        match.kind = other->kind;
      }
      match.length = other->end() - match.start;
      members_.push_back(other->id);
    }
    return match;
  }

  const Redactor& redactor_;
  std::string_view text_;
  std::vector<std::uint32_t> members_;  // Matches that make up the current stretch.
  std::size_t no_jwt_before_ = 0;
};

WP_CODEBOX_INLINE Redactor::Redactor(const json::Dictionary<std::string>& secret_env) {
  for (const std::string_view start : token_starts) add_pair(start[0], start[1]);
  add_pair('[', 'R');
  for (const auto& [name, value] : secret_env) {
    if (!name.empty()) add_candidate(SpelledSecret(name), SecretKind::configured_secret_name);
    if (is_redactable_value(value)) add_value(value);
  }
}

WP_CODEBOX_INLINE void Redactor::add_value(const std::string& value) {
  constexpr auto kind = SecretKind::configured_secret_value;
  if (is_secret_value(value)) return;
  values_.push_back(value);
  add_candidate(SpelledSecret(value), kind);
  for (const std::string_view line : redaction::secret_lines(value)) {
    const bool several = value.find_first_of("\r\n") != std::string::npos;
    if (several && is_redactable_value(line)) add_candidate(SpelledSecret(std::string(line)), kind);
  }
  for (std::string& name : wordpress_names(value)) {
    if (is_redactable_value(name)) add_candidate(SpelledSecret(std::move(name), true), kind);
  }
  for (std::size_t shift = 0; shift < 3; ++shift) {
    std::string standard = redaction::base64_core(value, shift, false);
    std::string for_urls = redaction::base64_core(value, shift, true);
    const bool differ = standard != for_urls;
    add_candidate(SpelledSecret(std::move(standard), true), kind);
    if (differ) add_candidate(SpelledSecret(std::move(for_urls), true), kind);
  }
}

WP_CODEBOX_INLINE void Redactor::add_candidate(SpelledSecret secret, SecretKind kind) {
  const auto index = static_cast<std::uint32_t>(candidates_.size());
  const std::string& firsts = secret.first_bytes();
  for (std::size_t i = 0; i < firsts.size(); ++i) {
    auto& list = by_first_[static_cast<unsigned char>(firsts[i])];
    if (list.empty() || list.back() != index) list.push_back(index);
    add_pair(firsts[i], i == 0 ? secret.second_byte() : -1);
  }
  candidates_.push_back({std::move(secret), kind});
}

WP_CODEBOX_INLINE void Redactor::add_pair(char first, int second) {
  const std::size_t row = static_cast<std::size_t>(static_cast<unsigned char>(first)) << 8;
  if (second >= 0) {
    pairs_.set(row | static_cast<std::size_t>(second));
    return;
  }
  for (std::size_t any = 0; any < 256; ++any) pairs_.set(row | any);
}

WP_CODEBOX_INLINE bool Redactor::redact_to(std::string_view text, std::string& out,
                                           RedactionCounts* counts) const {
  Scan scan(*this, text);
  std::size_t copied = 0;
  while (const auto match = scan.next(copied)) {
    out.append(text.substr(copied, match->start - copied));
    out += redaction_mark(match->kind);
    if (counts != nullptr) counts->add(match->kind);
    copied = match->end();
  }
  out.append(text.substr(copied));
  return copied != 0;
}

WP_CODEBOX_INLINE std::string Redactor::redact_text(std::string_view text,
                                                    RedactionCounts* counts) const {
  std::string out;
  out.reserve(text.size());
  redact_to(text, out, counts);
  return out;
}

WP_CODEBOX_INLINE bool Redactor::holds_any(std::string_view text) const {
  return Scan(*this, text).next(0).has_value();
}

WP_CODEBOX_INLINE bool Redactor::holds_secret(std::string_view bytes) const {
  return Scan(*this, bytes).holds_secret();
}

WP_CODEBOX_INLINE bool Redactor::is_secret_value(std::string_view text) const {
  return std::find(values_.begin(), values_.end(), text) != values_.end();
}

/// Writes a JSON value again without its secrets.
class Redactor::JsonPass {
 public:
  JsonPass(const Redactor& redactor, RedactionCounts* counts)
      : redactor_(redactor), counts_(counts) {}

  /// `name`: of the member that the value, or the list it stands in, belongs to.
  void value(const json::Node& node, std::string_view name, json::Writer& writer) {
    switch (node.kind()) {
      case json::Kind::string:
        return writer.string(string(node.text(), name));
      case json::Kind::number:
        return number(node, writer);
      case json::Kind::array:
        writer.begin_array();
        for (const json::Node& item : node.items()) value(item, name, writer);
        return writer.end_array();
      case json::Kind::object:
        return object(node, writer);
      default:
        return writer.node(node);
    }
  }

  /// The name of a member; `taken` holds those of the same object.
  std::string member_name(std::string_view name, std::vector<std::string>& taken) {
    if (is_contract_member_name(name) || is_kept_form(name)) return std::string(name);
    std::string redacted;
    if (!redactor_.redact_to(name, redacted, counts_)) return redacted;
    std::string unique = redacted;
    for (int number = 2; std::find(taken.begin(), taken.end(), unique) != taken.end(); ++number) {
      unique = redacted + " (" + std::to_string(number) + ")";
    }
    taken.push_back(unique);
    return unique;
  }

 private:
  [[nodiscard]] bool is_kept_form(std::string_view text) const {
    return has_contract_form(text) && !redactor_.is_secret_value(text);
  }

  std::string string(std::string text, std::string_view name) {
    if (is_contract_word(name, text) || is_kept_form(text)) return text;
    return redactor_.redact_text(text, counts_);
  }

  void number(const json::Node& node, json::Writer& writer) {
    const std::string text = json::number_text(node.number());
    if (!redactor_.holds_secret(text)) return writer.node(node);
    writer.string(redactor_.redact_text(text, counts_));
  }

  void object(const json::Node& node, json::Writer& writer) {
    std::vector<std::string> taken;
    writer.begin_object();
    for (const json::Member& member : node.members()) {
      writer.key(member_name(member.name(), taken));
      value(member.value, member.name(), writer);
    }
    writer.end_object();
  }

  const Redactor& redactor_;
  RedactionCounts* counts_;
};

WP_CODEBOX_INLINE json::Value Redactor::redact_value(const json::Value& value,
                                                     RedactionCounts* counts) const {
  // Escaped spellings are found too, so a text without a match needs no closer look.
  if (!holds_any(value.text())) return value;
  const json::Parsed parsed(value);
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  JsonPass(*this, counts).value(parsed.root(), {}, writer);
  output.flush();
  return json::Value::from_compact(std::move(text));
}

WP_CODEBOX_INLINE json::Dictionary<json::Value> Redactor::redact_record(
    const json::Dictionary<json::Value>& record, RedactionCounts* counts) const {
  json::Dictionary<json::Value> redacted;
  std::vector<std::string> taken;
  JsonPass pass(*this, counts);
  for (const auto& [name, value] : record) {
    json::Value& target = redacted.append(pass.member_name(name, taken));
    if (!holds_any(value.text())) {
      target = value;
      continue;
    }
    const json::Parsed parsed(value);
    std::string text;
    json::StringOutput output(text);
    json::Writer writer(output);
    pass.value(parsed.root(), name, writer);
    output.flush();
    target = json::Value::from_compact(std::move(text));
  }
  return redacted;
}

}  // namespace WP_CODEBOX_NAMESPACE
