#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../folders.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/union.hpp"

/// \file
/// What every contract type has to do, checked on examples that show all of its members. The
/// examples lie in `tests/contracts/examples/`, an array of documents a file.

namespace contract_document {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;
namespace json = wp_codebox::json;

/// What came of reading a document as some type and writing it back.
struct Outcome {
  bool ok = false;
  json::Issues issues;
  std::string message;
  std::string written;
};

using Reader = std::function<Outcome(const std::string&)>;

/// Reads and writes documents of type `T`.
template <class T>
Reader reader() {
  return [](const std::string& text) {
    const auto decoded = json::from_json<T>(text);
    return Outcome{decoded.ok(), decoded.issues, decoded.message(), json::to_json(decoded.value)};
  };
}

inline std::string stable(const std::string& text) {
  json::Document document;
  EXPECT_FALSE(document.read(text)) << text;
  return json::stable_json(document.root());
}

inline json::Kind kind_of(const Json& value) {
  if (value.is_null()) return json::Kind::null;
  if (value.is_boolean()) return json::Kind::boolean;
  if (value.is_number()) return json::Kind::number;
  if (value.is_string()) return json::Kind::string;
  return value.is_array() ? json::Kind::array : json::Kind::object;
}

/// The row of the value itself: without optional, nullable and box, and of a union the alternative
/// that reads `value`.
inline const json::TypeRow& plain_type(const json::TypeRow& row, const Json& value) {
  switch (row.shape) {
    case json::Shape::optional:
    case json::Shape::box:
    case json::Shape::nullable:
      return plain_type(*row.inner, value);
    case json::Shape::custom:
      for (const json::TypeRow* alternative : row.custom->alternatives) {
        if (!json::accepts(*alternative, kind_of(value))) continue;
        if (value.is_object() && value.contains("type") && alternative->table != nullptr) {
          const auto& first = alternative->table->fields.front();
          if (first.name == "type" && value["type"] != first.type->text) continue;
        }
        return plain_type(*alternative, value);
      }
      return row;
    default:
      return row;
  }
}

/// Calls `visit(table, pointer)` for each object in `value` that is read into a struct.
using Visit = std::function<void(const json::StructTable&, const Pointer&)>;
inline void for_each_struct(const json::TypeRow& row, const Json& value, const Pointer& at,
                            const Visit& visit) {
  const json::TypeRow& type = plain_type(row, value);
  if (type.shape == json::Shape::structure && value.is_object()) {
    visit(*type.table, at);
    for (const json::FieldRow& field : type.table->fields) {
      const std::string name(field.name);
      if (value.contains(name)) for_each_struct(*field.type, value[name], at / name, visit);
    }
  } else if (type.shape == json::Shape::list && value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      for_each_struct(*type.inner, value[i], at / i, visit);
    }
  } else if (type.shape == json::Shape::dictionary && value.is_object()) {
    for (const auto& [name, member] : value.items()) {
      for_each_struct(*type.inner, member, at / name, visit);
    }
  }
}

/// Whether there is an issue of that code at that JSON Pointer.
inline bool has_issue(const json::Issues& issues, std::string_view code,
                      const std::string& pointer) {
  for (const json::Issue& issue : issues) {
    if (issue.code == code && issue.path.pointer() == pointer) return true;
  }
  return false;
}

inline bool has_issue_at(const json::Issues& issues, const std::string& pointer) {
  for (const json::Issue& issue : issues) {
    if (issue.path.pointer() == pointer) return true;
  }
  return false;
}

/// Each member of each table stands somewhere in the examples, and nothing else does. A member that
/// the schema does not have is tested with its type: the examples fit the schemas too.
inline void check_coverage(const json::TypeRow& type, const std::vector<Json>& examples) {
  std::map<const json::StructTable*, std::set<std::string_view>> seen;
  for (const Json& example : examples) {
    for_each_struct(type, example, Pointer(), [&](const auto& table, const Pointer& at) {
      for (const auto& [name, value] : example[at].items()) {
        const auto row = std::find_if(table.fields.begin(), table.fields.end(),
                                      [&name](const auto& field) { return field.name == name; });
        ASSERT_NE(row, table.fields.end()) << table.name << " has no row for " << name;
        seen[&table].insert(row->name);
      }
    });
  }
  for (const auto& [table, names] : seen) {
    for (const json::FieldRow& field : table->fields) {
      if (field.rule != nullptr && field.rule->outside_schema) continue;
      EXPECT_TRUE(names.contains(field.name))
          << "the examples show no " << table->name << "." << field.name;
    }
  }
}

/// Members that no table names come back as they were; a closed struct reports them as well.
inline void check_unknown_members(const json::TypeRow& type, const Json& example,
                                  const Reader& read) {
  Json changed = example;
  std::vector<std::string> reported;
  for_each_struct(type, example, Pointer(), [&](const auto& table, const Pointer& at) {
    changed[at / "x-new"] = {{"kept", {1, nullptr, "\u00e9"}}};
    if (table.closed) reported.push_back((at / "x-new").to_string());
  });
  const Outcome outcome = read(changed.dump());
  EXPECT_EQ(stable(outcome.written), stable(changed.dump()));
  EXPECT_EQ(outcome.ok, reported.empty()) << outcome.message;
  for (const std::string& pointer : reported) {
    EXPECT_TRUE(has_issue(outcome.issues, json::issue_code::member_unknown, pointer)) << pointer;
  }
}

/// Whether the struct needs the member: it is not optional, or no other of its group is there.
inline bool is_needed(const json::StructTable& table, const json::FieldRow& field,
                      const Json& object) {
  const auto& group = table.any_of;
  if (std::find(group.begin(), group.end(), field.name) == group.end()) {
    return !field.is_optional();
  }
  return std::none_of(group.begin(), group.end(), [&](std::string_view other) {
    return other != field.name && object.contains(std::string(other));
  });
}

/// A value that cannot be the member, or nothing when any value can.
inline std::optional<Json> wrong_value(const json::TypeRow& type) {
  for (const Json& wrong : {Json(nullptr), Json(true), Json("\u0007"), Json::array()}) {
    if (!json::accepts(type, kind_of(wrong))) return wrong;
  }
  return std::nullopt;
}

/// Every member that must be there is missed, and a member of a wrong kind is named.
inline void check_members(const json::TypeRow& type, const Json& example, const Reader& read) {
  for_each_struct(type, example, Pointer(), [&](const auto& table, const Pointer& at) {
    for (const json::FieldRow& field : table.fields) {
      const Pointer member = at / std::string(field.name);
      if (!example.contains(member)) continue;
      Json changed = example;
      changed[at].erase(std::string(field.name));
      Outcome outcome = read(changed.dump());
      const std::string_view missed = table.any_of.empty() ? field.name : table.any_of.front();
      EXPECT_EQ(has_issue(outcome.issues, json::issue_code::member_missing,
                          (at / std::string(missed)).to_string()),
                is_needed(table, field, example[at]))
          << member.to_string() << '\n'
          << outcome.message;
      const std::optional<Json> wrong = wrong_value(*field.type);
      if (!wrong) continue;
      changed[member] = *wrong;
      outcome = read(changed.dump());
      EXPECT_FALSE(outcome.ok) << member.to_string() << " = " << wrong->dump();
      EXPECT_TRUE(has_issue_at(outcome.issues, member.to_string())) << outcome.message;
    }
  });
}

/// The documents of an examples file.
inline std::vector<Json> examples_of(const std::string& kind) {
  const std::string path =
      wp_codebox::test::source_folder() / "tests/contracts/examples" / (kind + ".json");
  std::ifstream file(path);
  EXPECT_TRUE(file) << "cannot read " << path;
  const Json examples = Json::parse(file, nullptr, false);
  EXPECT_TRUE(examples.is_array() && !examples.empty()) << path;
  return {examples.begin(), examples.end()};
}

/// Each example is read without an issue and written back with the same stable form, and every
/// check above holds.
inline void check_examples(const json::TypeRow& type, const std::vector<Json>& examples,
                           const Reader& read) {
  check_coverage(type, examples);
  for (const Json& example : examples) {
    const Outcome outcome = read(example.dump());
    ASSERT_TRUE(outcome.ok) << outcome.message;
    EXPECT_EQ(stable(outcome.written), stable(example.dump()));
    check_unknown_members(type, example, read);
    check_members(type, example, read);
  }
}

/// Checks `T` on all examples of the file.
template <class T>
void expect_full_examples(const std::string& kind) {
  const std::vector<Json> examples = examples_of(kind);
  for (const Json& example : examples) {
    const auto once = json::from_json<T>(example.dump());
    const auto twice = json::from_json<T>(json::to_json(once.value));
    EXPECT_TRUE(once.value == twice.value);
  }
  check_examples(json::type_row<T>, examples, reader<T>());
}

/// The part of the first example at a JSON Pointer.
inline std::string example_part(const std::string& kind, const std::string& pointer) {
  return examples_of(kind).front().at(Pointer(pointer)).dump();
}

/// One change of a good document and what it must give.
struct Violation {
  std::string pointer;      ///< Where the document is changed.
  std::string replacement;  ///< JSON text that is put there.
  std::string_view code;    ///< Code of the one issue.
  std::string at = {};      ///< JSON Pointer of the issue when it is not `pointer`.
};

template <class T>
void expect_violations(const std::string& text, const std::vector<Violation>& violations) {
  for (const Violation& violation : violations) {
    Json changed = Json::parse(text);
    changed[Pointer(violation.pointer)] = Json::parse(violation.replacement);
    const Outcome outcome = reader<T>()(changed.dump());
    const std::string& at = violation.at.empty() ? violation.pointer : violation.at;
    ASSERT_EQ(outcome.issues.size(), 1U)
        << violation.pointer << " = " << violation.replacement << '\n'
        << outcome.message;
    EXPECT_EQ(outcome.issues[0].code, violation.code) << outcome.message;
    EXPECT_EQ(outcome.issues[0].path.pointer(), at) << outcome.message;
  }
}

/// Changes that must leave the document right.
template <class T>
void expect_accepted(const std::string& text,
                     const std::vector<std::pair<std::string, std::string>>& changes) {
  for (const auto& [pointer, replacement] : changes) {
    Json changed = Json::parse(text);
    changed[Pointer(pointer)] = Json::parse(replacement);
    const Outcome outcome = reader<T>()(changed.dump());
    EXPECT_TRUE(outcome.ok) << pointer << " = " << replacement << '\n' << outcome.message;
    EXPECT_EQ(stable(outcome.written), stable(changed.dump()));
  }
}

}  // namespace contract_document
