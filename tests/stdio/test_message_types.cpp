#include "wp_codebox/stdio/message_types.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "wp_codebox/json/document.hpp"

namespace {

using namespace wp_codebox;

TEST(MessageTypes, HaveAKindAnIdAndWordsOfTheirOwn) {
  std::set<std::string_view> kinds;
  for (const DocumentType& type : message_types) {
    EXPECT_TRUE(kinds.insert(type.kind).second) << type.kind;
    EXPECT_EQ(type.schema_id, "wp-codebox/backend-protocol/" + std::string(type.kind) + "/v1");
    EXPECT_TRUE(type.words().ends_with('.')) << type.kind;
    EXPECT_EQ(find_message(type.kind), &type);
  }
  EXPECT_EQ(find_message("nope"), nullptr);
}

TEST(MessageTypes, EachBelongsToAMethodOrIsTheError) {
  std::set<std::string_view> used = {"error-answer"};
  for (const ProtocolMethod& method : protocol_methods) {
    EXPECT_NE(find_message(method.request), nullptr) << method.name;
    used.insert(method.request);
    if (method.answer.empty()) continue;
    EXPECT_NE(find_message(method.answer), nullptr) << method.name;
    used.insert(method.answer);
  }
  EXPECT_EQ(used.size(), std::size(message_types));
  EXPECT_EQ(find_protocol_method("shutdown")->answer, "empty-answer");
  EXPECT_EQ(find_protocol_method("nope"), nullptr);
}

TEST(MessageTypes, TheTypeOfARequestNamesItsMethod) {
  for (const ProtocolMethod& method : protocol_methods) {
    const json::StructTable& table = *find_message(method.request)->type->table;
    for (const json::FieldRow& field : table.fields) {
      if (field.name == "method") {
        EXPECT_EQ(field.type->text, method.name);
      }
    }
  }
}

/// All tables that a type reaches: in one schema two need two names.
void expect_unique_names(const json::TypeRow& row,
                         std::map<std::string_view, const json::StructTable*>& tables) {
  if (row.inner != nullptr) expect_unique_names(*row.inner, tables);
  if (row.custom != nullptr) {
    for (const json::TypeRow* alternative : row.custom->alternatives) {
      expect_unique_names(*alternative, tables);
    }
  }
  if (row.table == nullptr) return;
  const auto [place, is_new] = tables.emplace(row.table->name, row.table);
  EXPECT_EQ(place->second, row.table) << "two tables named " << row.table->name;
  if (!is_new) return;
  for (const json::FieldRow& field : row.table->fields) {
    EXPECT_FALSE(field.doc.empty()) << row.table->name << '.' << field.name;
    expect_unique_names(*field.type, tables);
  }
}

TEST(MessageTypes, NameEachStructOnce) {
  for (const DocumentType& type : message_types) {
    std::map<std::string_view, const json::StructTable*> tables;
    expect_unique_names(*type.type, tables);
  }
}

TEST(MessageTypes, CheckLines) {
  json::Document document;
  ASSERT_FALSE(document.read(R"({"jsonrpc":"2.0","id":7,"result":{"id":"runtime-1"}})"));
  json::Issues issues;
  find_message("runtime-info-answer")->check(document.root(), issues);
  ASSERT_FALSE(issues.empty());
  EXPECT_EQ(issues[0].path.dotted(), "$.result.backend");
}

}  // namespace
