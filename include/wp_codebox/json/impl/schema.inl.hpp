#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/number.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/schema.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace schemas {

WP_CODEBOX_INLINE std::string quoted(std::string_view text) {
  std::string json_text;
  StringOutput output(json_text);
  write_string(text, output);
  output.flush();
  return json_text;
}

WP_CODEBOX_INLINE std::string quoted_list(std::span<const std::string_view> texts) {
  std::string list = "[";
  for (const std::string_view text : texts) {
    if (list.size() > 1) list += ',';
    list += quoted(text);
  }
  return list + ']';
}

/// Members of an object under construction: `"type":"string","minLength":1`.
class Members {
 public:
  void add(std::string_view name, std::string_view json_text) {
    if (!text_.empty()) text_ += ',';
    text_ += quoted(name);
    text_ += ':';
    text_ += json_text;
  }
  void add_text(std::string_view name, std::string_view text) { add(name, quoted(text)); }
  /// Adds all members of an object that is given as JSON text.
  void add_members_of(std::string_view object_text) {
    const std::string_view inside = object_text.substr(1, object_text.size() - 2);
    if (inside.empty()) return;
    if (!text_.empty()) text_ += ',';
    text_ += inside;
  }
  [[nodiscard]] std::string object() const { return '{' + text_ + '}'; }

 private:
  std::string text_;
};

/// The type names of a type that nothing but its JSON kind describes; empty for any other type.
WP_CODEBOX_INLINE std::vector<std::string_view> plain_names(const TypeRow& row) {
  switch (row.shape) {
    case Shape::boolean:
      return {"boolean"};
    case Shape::number:
      return {"number"};
    case Shape::string:
      return {"string"};
    case Shape::optional:
    case Shape::box:
      return plain_names(*row.inner);
    case Shape::nullable: {
      std::vector<std::string_view> names = plain_names(*row.inner);
      if (!names.empty()) names.push_back("null");
      return names;
    }
    case Shape::custom: {
      std::vector<std::string_view> names;
      for (const TypeRow* alternative : row.custom->alternatives) {
        const auto more = plain_names(*alternative);
        if (more.empty()) return {};
        names.insert(names.end(), more.begin(), more.end());
      }
      return names;
    }
    default:
      return {};
  }
}

/// One schema under construction. It remembers which structs it has named, to define them last.
class Builder {
 public:
  explicit Builder(const StructTable* root) : root_(root) {}

  std::string value(const TypeRow& row, const FieldRule* rule) {
    Members members;
    describe(row, rule, members);
    return members.object();
  }

  void structure(const StructTable& table, Members& schema) {
    schema.add_text("type", "object");
    Members properties;
    std::vector<std::string_view> required;
    for (const FieldRow& field : table.fields) {
      if (field.rule != nullptr && field.rule->outside_schema) continue;
      Members property;
      property.add_text("description", field.doc);
      describe(*field.type, field.rule, property);
      properties.add(field.name, property.object());
      if (!field.is_optional()) required.push_back(field.name);
    }
    schema.add("properties", properties.object());
    if (!required.empty()) schema.add("required", quoted_list(required));
    if (!table.any_of.empty()) schema.add("anyOf", one_required_each(table.any_of));
    if (table.closed) schema.add("additionalProperties", "false");
  }

  /// Definitions of all structs that were named, in the order in which they were.
  std::string definitions() {
    Members definitions;
    for (std::size_t i = 0; i < named_.size(); ++i) {  // Defining one may name more.
      Members definition;
      definition.add_text("description", named_[i]->doc);
      structure(*named_[i], definition);
      definitions.add(named_[i]->name, definition.object());
    }
    return named_.empty() ? std::string() : definitions.object();
  }

  void describe(const TypeRow& row, const FieldRule* rule, Members& schema) {
    static constexpr FieldRule no_rule;
    const FieldRule& limits = rule == nullptr ? no_rule : *rule;
    switch (row.shape) {
      case Shape::boolean:
        return schema.add_text("type", "boolean");
      case Shape::number:
        return number(limits, schema);
      case Shape::string:
        return text(limits, schema);
      case Shape::value:
        if (limits.object) schema.add_text("type", "object");
        return;
      case Shape::constant:
        return schema.add_text("const", row.text);
      case Shape::constant_number:
        return schema.add("const", std::to_string(row.number));
      case Shape::enumeration:
        return schema.add("enum", quoted_list(row.enumeration->texts));
      case Shape::open_enumeration:
        text(limits, schema);
        if (limits.texts.empty()) schema.add("examples", quoted_list(row.enumeration->texts));
        return;
      case Shape::structure:
        return schema.add_text("$ref", reference(*row.table));
      case Shape::list:
        return list(row, limits, schema);
      case Shape::dictionary:
        schema.add_text("type", "object");
        return schema.add("additionalProperties", value(*row.inner, limits.items));
      case Shape::optional:
      case Shape::box:
        return describe(*row.inner, rule, schema);
      case Shape::nullable:
      case Shape::custom:
        return alternatives(row, rule, schema);
    }
  }

 private:
  std::string reference(const StructTable& table) {
    if (&table == root_) return "#";
    if (std::find(named_.begin(), named_.end(), &table) == named_.end()) named_.push_back(&table);
    return "#/$defs/" + std::string(table.name);
  }

  static void number(const FieldRule& rule, Members& schema) {
    schema.add_text("type", rule.integer ? "integer" : "number");
    if (rule.minimum) schema.add("minimum", number_text(*rule.minimum));
    if (rule.maximum) schema.add("maximum", number_text(*rule.maximum));
  }

  static void text(const FieldRule& rule, Members& schema) {
    schema.add_text("type", "string");
    if (rule.min_length != 0) schema.add("minLength", std::to_string(rule.min_length));
    if (rule.pattern != nullptr) schema.add_text("pattern", rule.pattern->regex);
    if (rule.texts.size() == 1) {
      schema.add_text("const", rule.texts.front());
    } else if (!rule.texts.empty()) {
      schema.add("enum", quoted_list(rule.texts));
    }
  }

  void list(const TypeRow& row, const FieldRule& rule, Members& schema) {
    schema.add_text("type", "array");
    schema.add("items", value(*row.inner, rule.items));
    if (rule.min_items != 0) schema.add("minItems", std::to_string(rule.min_items));
    if (rule.max_items != 0) schema.add("maxItems", std::to_string(rule.max_items));
  }

  void alternatives(const TypeRow& row, const FieldRule* rule, Members& schema) {
    const std::vector<std::string_view> names = plain_names(row);
    if (!names.empty() && rule == nullptr) return schema.add("type", quoted_list(names));
    if (row.shape == Shape::nullable) {
      return schema.add("anyOf", '[' + value(*row.inner, rule) + R"(,{"type":"null"}])");
    }
    if (row.custom->alternatives.empty()) return schema.add_members_of(row.custom->schema);
    std::string choices = "[";
    for (const TypeRow* alternative : row.custom->alternatives) {
      if (choices.size() > 1) choices += ',';
      choices += value(*alternative, nullptr);
    }
    schema.add("oneOf", choices + ']');
  }

  /// Each choice names its member under `properties` too: strict validators want that.
  static std::string one_required_each(std::span<const std::string_view> names) {
    std::string choices = "[";
    for (const std::string_view name : names) {
      if (choices.size() > 1) choices += ',';
      choices +=
          R"({"properties":{)" + quoted(name) + R"(:true},"required":[)" + quoted(name) + "]}";
    }
    return choices + ']';
  }

  const StructTable* root_;
  std::vector<const StructTable*> named_;
};

}  // namespace schemas

WP_CODEBOX_INLINE std::string json_schema(const TypeRow& row, const SchemaHead& head) {
  const StructTable* root = row.shape == Shape::structure ? row.table : nullptr;
  schemas::Builder builder(root);
  schemas::Members schema;
  schema.add_text("$schema", schema_dialect);
  schema.add_text("$id", head.id);
  if (!head.title.empty()) schema.add_text("title", head.title);
  const bool own_words = !head.description.empty() || root == nullptr;
  const std::string_view description = own_words ? head.description : root->doc;
  if (!description.empty()) schema.add_text("description", description);
  if (root != nullptr) {
    builder.structure(*root, schema);
  } else {
    builder.describe(row, nullptr, schema);
  }
  const std::string definitions = builder.definitions();
  if (!definitions.empty()) schema.add("$defs", definitions);
  return schema.object();
}

}  // namespace WP_CODEBOX_NAMESPACE::json
