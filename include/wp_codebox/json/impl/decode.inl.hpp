#pragma once

#include <algorithm>
#include <bitset>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/impl/node_access.hpp"
#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

WP_CODEBOX_INLINE std::string describe(const Node& node) {
  constexpr std::size_t longest = 60;
  if (node.is_boolean()) return node.boolean() ? "true" : "false";
  if (node.is_number()) return "number " + number_text(node.number());
  if (node.is_string() && node.size() <= longest) return "string " + compact_json(node);
  return std::string(kind_name(node.kind()));
}

WP_CODEBOX_INLINE void DecodeContext::report(std::string_view code, std::string expected,
                                             const Node& node) const {
  issues.push_back({frame.path(), std::string(code), std::move(expected), describe(node)});
}

WP_CODEBOX_INLINE void DecodeContext::report_absent(std::string_view member,
                                                    std::string expected) const {
  issues.push_back({frame.member(member).path(), std::string(issue_code::member_missing),
                    std::move(expected), "nothing"});
}

namespace decoding {

WP_CODEBOX_INLINE std::string quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

WP_CODEBOX_INLINE std::string choice(std::span<const std::string_view> texts) {
  std::string words;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i != 0) words += i + 1 == texts.size() ? " or " : ", ";
    words += quoted(texts[i]);
  }
  return words;
}

WP_CODEBOX_INLINE std::string custom_expectation(const CustomType& custom) {
  if (custom.alternatives.empty()) return std::string(custom.name);
  std::string words;
  for (const TypeRow* alternative : custom.alternatives) {
    if (!words.empty()) words += " or ";
    words += expectation(*alternative);
  }
  return words;
}

}  // namespace decoding

WP_CODEBOX_INLINE std::string expectation(const TypeRow& row) {
  switch (row.shape) {
    case Shape::boolean:
      return "true or false";
    case Shape::number:
      return "a number";
    case Shape::string:
    case Shape::open_enumeration:
      return "a string";
    case Shape::value:
      return "a value";
    case Shape::constant:
      return decoding::quoted(row.text);
    case Shape::constant_number:
      return std::to_string(row.number);
    case Shape::enumeration:
      return decoding::choice(row.enumeration->texts);
    case Shape::structure:
    case Shape::dictionary:
      return "an object";
    case Shape::list:
      return "an array";
    case Shape::optional:
    case Shape::box:
      return expectation(*row.inner);
    case Shape::nullable:
      return expectation(*row.inner) + " or null";
    case Shape::custom:
      return decoding::custom_expectation(*row.custom);
  }
  return {};
}

namespace decoding {

/// What a container holds now: a new element, or nothing where nothing is to be made.
WP_CODEBOX_INLINE void* element_of(const TypeRow& row, void* container,
                                   std::string_view name = {}) {
  return container == nullptr ? nullptr : row.container->append(container, name);
}

WP_CODEBOX_INLINE void clear(const TypeRow& row, void* container) {
  if (container != nullptr) row.container->clear(container);
}

/// One decoding run: the engine's functions share the list of issues. Where a target is null, only
/// the issues are wanted.
class Run {
 public:
  explicit Run(Issues& issues) : issues_(issues) {}

  bool any(const Node& node, const TypeRow& row, void* target, const PathFrame& frame,
           const FieldRule* rule) {
    switch (row.shape) {
      case Shape::boolean:
        if (!node.is_boolean()) return wrong_type(node, row, frame);
        if (target != nullptr) *static_cast<bool*>(target) = node.boolean();
        return true;
      case Shape::number:
        if (!node.is_number()) return wrong_type(node, row, frame);
        if (target != nullptr) *static_cast<double*>(target) = node.number();
        return rule == nullptr || number_rule(node, frame, *rule);
      case Shape::string:
        if (!node.is_string()) return wrong_type(node, row, frame);
        if (target != nullptr) node.text_to(*static_cast<std::string*>(target));
        return rule == nullptr || text_rule(node, frame, *rule);
      case Shape::value:
        if (target != nullptr) *static_cast<Value*>(target) = Value(node);
        if (rule == nullptr || !rule->object || node.is_object()) return true;
        return report(frame, issue_code::type_mismatch, "an object", node);
      case Shape::constant:
        return constant(node, row, frame);
      case Shape::constant_number:
        if (node.is_number() && node.number() == row.number) return true;
        return report(frame, issue_code::constant_mismatch, expectation(row), node);
      case Shape::enumeration:
        return enumeration(node, row, target, frame);
      case Shape::open_enumeration:
        if (!node.is_string()) return wrong_type(node, row, frame);
        if (target != nullptr) node.text_to(*row.open_text(target));
        return rule == nullptr || text_rule(node, frame, *rule);
      case Shape::structure:
        return structure(node, *row.table, target, frame);
      case Shape::list:
        return list(node, row, target, frame, rule);
      case Shape::dictionary:
        return dictionary(node, row, target, frame, rule);
      case Shape::nullable:
        if (node.is_null()) {
          clear(row, target);
          return true;
        }
        [[fallthrough]];
      case Shape::optional:
      case Shape::box:
        return any(node, *row.inner, element_of(row, target), frame, rule);
      case Shape::custom:
        return custom(node, row, target, frame);
    }
    return false;
  }

  /// A member that is not there: empties an optional one, reports any other.
  bool absent(const FieldRow& field, void* target, const PathFrame& frame) {
    if (field.is_optional()) {
      if (target != nullptr) clear(*field.type, field.access(target));
      return true;
    }
    DecodeContext{issues_, frame}.report_absent(field.name, expectation(*field.type));
    return false;
  }

  /// Whether one of the members is there of which the struct needs one; `has` knows a name.
  template <class Has>
  bool requirement(const StructTable& table, const PathFrame& frame, const Has& has) {
    if (table.any_of.empty() || std::ranges::any_of(table.any_of, has)) return true;
    DecodeContext{issues_, frame}.report_absent(table.any_of.front(),
                                                "at least one of " + choice(table.any_of));
    return false;
  }

  bool unknown(std::string_view name, const Node& value, const StructTable& table,
               const PathFrame& frame) {
    return report(frame.member(name), issue_code::member_unknown,
                  "no other member in " + std::string(table.name), value);
  }

  /// Whether a list may have as many elements.
  bool count_rule(const Node& node, const PathFrame& frame, const FieldRule& rule) {
    if (node.size() < rule.min_items) {
      return report(frame, issue_code::size_mismatch,
                    "at least " + std::to_string(rule.min_items) + " items", node);
    }
    if (rule.max_items != 0 && node.size() > rule.max_items) {
      return report(frame, issue_code::size_mismatch,
                    "at most " + std::to_string(rule.max_items) + " items", node);
    }
    return true;
  }

 private:
  bool report(const PathFrame& frame, std::string_view code, std::string expected,
              const Node& node) {
    DecodeContext{issues_, frame}.report(code, std::move(expected), node);
    return false;
  }

  bool wrong_type(const Node& node, const TypeRow& row, const PathFrame& frame) {
    return report(frame, issue_code::type_mismatch, expectation(row), node);
  }

  bool constant(const Node& node, const TypeRow& row, const PathFrame& frame) {
    if (node.equals(row.text)) return true;
    return report(frame, issue_code::constant_mismatch, expectation(row), node);
  }

  bool enumeration(const Node& node, const TypeRow& row, void* target, const PathFrame& frame) {
    if (!node.is_string()) return wrong_type(node, row, frame);
    const auto texts = row.enumeration->texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (node.equals(texts[i])) {
        if (target != nullptr) row.enumeration->set(target, i);
        return true;
      }
    }
    return report(frame, issue_code::value_unknown, expectation(row), node);
  }

  bool custom(const Node& node, const TypeRow& row, void* target, const PathFrame& frame) {
    DecodeContext context{issues_, frame};
    return row.custom->decode(node, target, context);
  }

  bool number_rule(const Node& node, const PathFrame& frame, const FieldRule& rule) {
    const double number = node.number();
    // JSON has no infinity, so a number too large for a double fits no bounds and is no integer.
    const bool finite = std::isfinite(number);
    const bool whole = !rule.integer || (finite && number == std::trunc(number));
    const bool above = !rule.minimum || (finite && number >= *rule.minimum);
    const bool below = !rule.maximum || (finite && number <= *rule.maximum);
    if (whole && above && below) return true;
    std::string expected = rule.integer ? "an integer" : "a number";
    if (rule.minimum) expected += " of at least " + number_text(*rule.minimum);
    if (rule.minimum && rule.maximum) expected += " and";
    if (rule.maximum) expected += " at most " + number_text(*rule.maximum);
    return report(frame, issue_code::out_of_range, std::move(expected), node);
  }

  bool text_rule(const Node& node, const PathFrame& frame, const FieldRule& rule) {
    const auto view = node.view();
    return view ? text_rule(node, *view, frame, rule) : text_rule(node, node.text(), frame, rule);
  }

  bool text_rule(const Node& node, std::string_view text, const PathFrame& frame,
                 const FieldRule& rule) {
    if (text.size() < rule.min_length) {
      return report(frame, issue_code::size_mismatch, "a string that is not empty", node);
    }
    if (!rule.texts.empty() &&
        std::find(rule.texts.begin(), rule.texts.end(), text) == rule.texts.end()) {
      return report(frame, issue_code::value_unknown, choice(rule.texts), node);
    }
    if (rule.pattern != nullptr && !rule.pattern->matches(text)) {
      return report(frame, issue_code::pattern_mismatch,
                    "a string that matches " + std::string(rule.pattern->regex), node);
    }
    return true;
  }

  bool list(const Node& node, const TypeRow& row, void* target, const PathFrame& frame,
            const FieldRule* rule) {
    if (!node.is_array()) return wrong_type(node, row, frame);
    const auto items = node.items();
    clear(row, target);
    if (target != nullptr) row.container->reserve(target, items.size());
    bool fine = rule == nullptr || count_rule(node, frame, *rule);
    const FieldRule* item_rule = rule == nullptr ? nullptr : rule->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      fine &= any(items[i], *row.inner, element_of(row, target), frame.element(i), item_rule);
    }
    return fine;
  }

  bool dictionary(const Node& node, const TypeRow& row, void* target, const PathFrame& frame,
                  const FieldRule* rule) {
    if (!node.is_object()) return wrong_type(node, row, frame);
    clear(row, target);
    bool fine = true;
    const FieldRule* item_rule = rule == nullptr ? nullptr : rule->items;
    for (const Member& member : node.members()) {
      void* element = element_of(row, target, member.name());
      fine &= any(member.value, *row.inner, element, frame.member(member.name()), item_rule);
    }
    return fine;
  }

  bool structure(const Node& node, const StructTable& table, void* target, const PathFrame& frame) {
    if (!node.is_object()) {
      return report(frame, issue_code::type_mismatch, "an object", node);
    }
    const auto members = node.members();
    std::bitset<64> named;
    std::vector<bool> many_named;
    if (members.size() > named.size()) many_named.resize(members.size());
    const auto mark = [&](std::size_t position) {
      if (many_named.empty()) {
        named.set(position);
      } else {
        many_named[position] = true;
      }
    };
    bool fine = true;
    std::size_t hint = 0;
    for (const FieldRow& field : table.fields) {
      const std::size_t position = find(members, field.name, hint);
      if (position == members.size()) {
        fine &= absent(field, target, frame);
        continue;
      }
      mark(position);
      hint = position + 1;
      void* const member = target == nullptr ? nullptr : field.access(target);
      fine &=
          any(members[position].value, *field.type, member, frame.member(field.name), field.rule);
    }
    fine &= requirement(table, frame,
                        [&node](std::string_view name) { return node.find(name) != nullptr; });
    Extra* const extra = target == nullptr ? nullptr : table.extra(target);
    if (extra != nullptr) extra->clear();
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (many_named.empty() ? named.test(i) : many_named[i]) continue;
      if (extra != nullptr) {
        extra->append(std::string(members[i].name()), Value(members[i].value));
      }
      if (table.closed) fine = unknown(members[i].name(), members[i].value, table, frame);
    }
    return fine;
  }

  /// Members mostly come in table order, so the search starts where the last one was found.
  static std::size_t find(std::span<const Member> members, std::string_view name,
                          std::size_t hint) {
    const std::uint16_t tag = impl::NodeAccess::tag(name);
    const auto matches = [&](std::size_t i) {
      return impl::NodeAccess::same_name(members[i].key, tag, name);
    };
    for (std::size_t i = hint; i < members.size(); ++i) {
      if (matches(i)) return i;
    }
    const std::size_t end = std::min(hint, members.size());
    for (std::size_t i = 0; i < end; ++i) {
      if (matches(i)) return i;
    }
    return members.size();
  }

  Issues& issues_;
};

}  // namespace decoding

WP_CODEBOX_INLINE bool decode_any(const Node& node, const TypeRow& row, void* target,
                                  const PathFrame& frame, Issues& issues) {
  return decoding::Run(issues).any(node, row, target, frame, nullptr);
}

WP_CODEBOX_INLINE std::string decode_message(const std::optional<ReadError>& error,
                                             const Issues& issues) {
  if (error) return error->message();
  std::string text;
  for (const Issue& issue : issues) {
    if (!text.empty()) text += '\n';
    text += issue.message();
  }
  return text;
}

}  // namespace WP_CODEBOX_NAMESPACE::json
