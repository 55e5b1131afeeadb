#include <bit>
#include <charconv>
#include <cstdint>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::optional<std::string> run_stable_json(const VectorRow& row) {
  const json::Parsed parsed(row.text("text"));
  const json::Node* const accept = row.expect.find("accept");
  const bool wanted = accept != nullptr && accept->boolean();
  if (wanted == parsed.error().has_value()) {
    return wanted ? "expected JSON, got " + parsed.error()->message()
                  : std::string("expected a refusal");
  }
  if (!wanted) return std::nullopt;
  const std::string stable = json::stable_json(parsed.root());
  const auto check = [&](std::string_view name,
                         const std::string& got) -> std::optional<std::string> {
    if (row.expect.find(name) == nullptr) return std::nullopt;
    return text_difference(name, member_text(row.expect, name), got);
  };
  if (auto found = check("stable", stable)) return found;
  if (auto found = check("json", json::compact_json(parsed.root()))) return found;
  if (auto found = check("sha256", sha256_hex(stable))) return found;
  return check("episodeDigest", episode_digest_hex(parsed.root()));
}

std::optional<std::string> run_number(const VectorRow& row) {
  const std::string bits = row.text("bits");
  std::uint64_t value = 0;
  const auto read = std::from_chars(bits.data(), bits.data() + bits.size(), value, 16);
  if (read.ec != std::errc() || bits.size() != 16) return "bits are 16 hexadecimal digits";
  return text_difference("json", member_text(row.expect, "json"),
                         json::number_text(std::bit_cast<double>(value)));
}

}  // namespace

void add_json_ops(VectorOps& ops) {
  ops["stable-json"] = run_stable_json;
  ops["number"] = run_number;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
