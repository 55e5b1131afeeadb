#include "conformance/register/register.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::string_view id_prefix = "WPC-";

bool all_of_range(std::string_view text, char first, char last) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [=](char c) { return c >= first && c <= last; });
}

/// What is wrong with one row, as lines.
std::string breaches_of(const Requirement& row, std::set<std::string>& seen) {
  std::string breaches;
  const auto breach = [&](const std::string& text) { breaches += "\n  " + row.id + ": " + text; };
  if (!is_requirement_id(row.id)) {
    breach("an id is WPC-GROUP-000");
  } else if (row.id != std::string(id_prefix) + row.group + row.id.substr(row.id.rfind('-'))) {
    breach("the group is '" + row.group + "'");
  }
  if (!seen.insert(row.id).second) breach("the id stands twice");
  if (row.text.empty() || row.check.empty()) breach("text or check is empty");
  if (!row.capability.empty() && !json::enum_value<KnownBackendCapability>(row.capability)) {
    breach("unknown capability '" + row.capability + "'");
  }
  return breaches;
}

}  // namespace

bool is_requirement_id(std::string_view text) {
  if (!text.starts_with(id_prefix)) return false;
  text.remove_prefix(id_prefix.size());
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return false;
  const std::string_view number = text.substr(dash + 1);
  return all_of_range(text.substr(0, dash), 'A', 'Z') && number.size() == 3 &&
         all_of_range(number, '0', '9');
}

Register::Register(RegisterDocument document, std::string digest)
    : document_(std::move(document)), digest_(std::move(digest)) {}

Register Register::parse(std::string_view json_text) {
  json::Document document;
  if (const auto error = document.read(json_text)) {
    throw RegisterInvalid("the requirement register is no JSON: " + error->message());
  }
  auto decoded = json::decode_as<RegisterDocument>(document.root());
  if (!decoded.ok()) {
    throw RegisterInvalid("the requirement register is malformed: " + decoded.message());
  }
  std::string breaches;
  std::set<std::string> seen;
  for (const Requirement& row : decoded.value.requirements) breaches += breaches_of(row, seen);
  if (!breaches.empty()) throw RegisterInvalid("the requirement register is wrong:" + breaches);
  return {std::move(decoded.value), sha256_hex(json::stable_json(document.root()))};
}

const Register& Register::embedded() {
  static const Register instance = parse(embedded_register_text());
  return instance;
}

const Requirement* Register::find(std::string_view id) const {
  const auto& rows = document_.requirements;
  const auto row =
      std::find_if(rows.begin(), rows.end(), [id](const Requirement& r) { return r.id == id; });
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
