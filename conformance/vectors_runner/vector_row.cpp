#include "conformance/vectors_runner/vector_row.hpp"

#include <algorithm>
#include <exception>
#include <set>

#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string shown(const json::Node* node) {
  constexpr std::size_t longest = 300;
  if (node == nullptr) return "nothing";
  std::string text = json::compact_json(*node);
  if (text.size() > longest) text = text.substr(0, longest) + "…";
  return text;
}

/// Walks two values side by side.
class Comparer {
 public:
  explicit Comparer(const Comparison& comparison) : comparison_(comparison) {}

  std::optional<std::string> compare(const json::Node* expected, const json::Node* got,
                                     const std::string& path, bool as_set) const {
    if (expected == nullptr || got == nullptr || expected->kind() != got->kind()) {
      if (expected == got) return std::nullopt;
      return differ(expected, got, path);
    }
    if (expected->is_object()) return objects(*expected, *got, path);
    if (expected->is_array())
      return as_set ? sets(*expected, *got, path) : lists(*expected, *got, path);
    if (json::stable_json(*expected) == json::stable_json(*got)) return std::nullopt;
    return differ(expected, got, path);
  }

 private:
  static std::string differ(const json::Node* expected, const json::Node* got,
                            const std::string& path) {
    return path + ": expected " + shown(expected) + ", got " + shown(got);
  }

  std::optional<std::string> objects(const json::Node& expected, const json::Node& got,
                                     const std::string& path) const {
    std::set<std::string_view> names;
    for (const json::Member& member : expected.members()) names.insert(member.name());
    for (const json::Member& member : got.members()) names.insert(member.name());
    for (const std::string_view name : names) {
      if (contains(comparison_.ignored, name)) continue;
      auto found = compare(expected.find(name), got.find(name), path + "." + std::string(name),
                           contains(comparison_.sets, name));
      if (found) return found;
    }
    return std::nullopt;
  }

  std::optional<std::string> lists(const json::Node& expected, const json::Node& got,
                                   const std::string& path) const {
    const auto items = expected.items();
    const auto others = got.items();
    for (std::size_t i = 0; i < std::max(items.size(), others.size()); ++i) {
      auto found =
          compare(i < items.size() ? &items[i] : nullptr, i < others.size() ? &others[i] : nullptr,
                  path + "[" + std::to_string(i) + "]", false);
      if (found) return found;
    }
    return std::nullopt;
  }

  std::optional<std::string> sets(const json::Node& expected, const json::Node& got,
                                  const std::string& path) const {
    std::vector<const json::Node*> left;
    for (const json::Node& item : got.items()) left.push_back(&item);
    for (const json::Node& item : expected.items()) {
      const auto match = std::find_if(left.begin(), left.end(), [&](const json::Node* other) {
        return !compare(&item, other, path, false);
      });
      if (match == left.end()) return differ(&item, nullptr, path + "[]");
      left.erase(match);
    }
    return left.empty() ? std::nullopt : std::optional(differ(nullptr, left.front(), path + "[]"));
  }

  const Comparison& comparison_;
};

int base64_digit(char byte) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t at = digits.find(byte);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string VectorRow::text(std::string_view name) const { return member_text(input, name); }

json::Parsed VectorRow::json(std::string_view name) const {
  const json::Node* const member = input.find(name);
  return json::Parsed(member == nullptr || !member->is_string() ? "null" : member->text());
}

std::vector<json::Parsed> VectorRow::args() const {
  std::vector<json::Parsed> values;
  if (const json::Node* const list = input.find("args")) {
    for (const json::Node& item : list->items()) values.emplace_back(item.text());
  }
  return values;
}

std::optional<std::string> run_row(const VectorRow& row) {
  const auto op = vector_ops().find(row.op);
  if (op == vector_ops().end()) return "unknown operation " + row.op;
  try {
    return op->second(row);
  } catch (const std::exception& error) {
    return std::string("threw: ") + error.what();
  }
}

std::optional<std::string> difference(const json::Node& expected, const json::Node& got,
                                      const Comparison& comparison) {
  return Comparer(comparison).compare(&expected, &got, "$", false);
}

std::optional<std::string> difference(const json::Node& expected, const json::Value& got,
                                      const Comparison& comparison) {
  const json::Parsed parsed(got);
  if (parsed.error()) return "the answer is no JSON: " + parsed.error()->message();
  return difference(expected, parsed.root(), comparison);
}

std::optional<std::string> difference(const std::string& expected, const json::Value& got,
                                      const Comparison& comparison) {
  const json::Parsed parsed(expected);
  return difference(parsed.root(), got, comparison);
}

std::optional<std::string> text_difference(std::string_view what, std::string_view expected,
                                           std::string_view got) {
  if (expected == got) return std::nullopt;
  return std::string(what) + ": expected " + json::Value::string(expected).text() + ", got " +
         json::Value::string(got).text();
}

std::string member_text(const json::Node& object, std::string_view name) {
  const json::Node* const member = object.find(name);
  return member == nullptr ? std::string() : member->text();
}

std::string base64_bytes(std::string_view text) {
  std::string bytes;
  unsigned buffer = 0;
  unsigned bits = 0;
  for (const char byte : text) {
    const int digit = base64_digit(byte);
    if (digit < 0) continue;
    buffer = buffer << 6 | static_cast<unsigned>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(buffer >> bits & 0xFF);
  }
  return bytes;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
