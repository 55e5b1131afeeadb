#include "wp_codebox/contracts/documents.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;

/// All tables that a type reaches, by name.
void collect_tables(const json::TypeRow& row,
                    std::map<std::string_view, const json::StructTable*>& tables) {
  if (row.inner != nullptr) collect_tables(*row.inner, tables);
  if (row.custom != nullptr) {
    for (const json::TypeRow* alternative : row.custom->alternatives) {
      collect_tables(*alternative, tables);
    }
  }
  if (row.table == nullptr) return;
  const auto [place, is_new] = tables.emplace(row.table->name, row.table);
  EXPECT_EQ(place->second, row.table) << "two tables named " << row.table->name;
  if (!is_new) return;
  for (const json::FieldRow& field : row.table->fields) collect_tables(*field.type, tables);
}

TEST(Documents, HaveAKindAndAnIdOfTheirOwn) {
  std::set<std::string_view> kinds;
  std::set<std::string_view> ids;
  for (const DocumentType& type : document_types) {
    EXPECT_TRUE(kinds.insert(type.kind).second) << type.kind;
    EXPECT_TRUE(ids.insert(type.schema_id).second) << type.schema_id;
    EXPECT_EQ(type.schema_id, "wp-codebox/" + std::string(type.kind) + "/v1");
    EXPECT_FALSE(type.words().empty()) << type.kind;
    EXPECT_EQ(find_document(type.kind), &type);
    EXPECT_EQ(find_document_of_schema(type.schema_id), &type);
  }
  EXPECT_EQ(find_document("nope"), nullptr);
  EXPECT_EQ(find_document_of_schema("wp-codebox/nope/v1"), nullptr);
}

TEST(Documents, CarryTheIdsThatTheContractGave) {
  for (const DocumentType& type : document_types) {
    std::string_view written;
    if (type.type->table != nullptr) {
      for (const json::FieldRow& field : type.type->table->fields) {
        if (field.name != "schema") continue;
        written = field.is_optional() ? field.type->inner->text : field.type->text;
      }
    }
    EXPECT_EQ(written, type.contract_id ? type.schema_id : "") << type.kind;
  }
}

TEST(Documents, NameEachStructOnce) {
  for (const DocumentType& type : document_types) {
    std::map<std::string_view, const json::StructTable*> tables;
    collect_tables(*type.type, tables);
    for (const auto& [name, table] : tables) {
      std::set<std::string_view> members;
      EXPECT_FALSE(table->doc.empty()) << name;
      for (const json::FieldRow& field : table->fields) {
        EXPECT_TRUE(members.insert(field.name).second) << name << '.' << field.name;
        EXPECT_FALSE(field.doc.empty()) << name << '.' << field.name;
      }
    }
  }
}

TEST(Documents, ReadAndWriteTheirExamples) {
  for (const DocumentType& type : document_types) {
    for (const auto& example : contract_document::examples_of(std::string(type.kind))) {
      const std::string text = example.dump();
      json::Document document;
      ASSERT_FALSE(document.read(text)) << type.kind;
      json::Issues issues;
      type.check(document.root(), issues);
      EXPECT_TRUE(issues.empty()) << type.kind << '\n' << json::decode_message({}, issues);
      EXPECT_EQ(contract_document::stable(type.rewrite(document.root(), issues)),
                contract_document::stable(text))
          << type.kind;
    }
  }
}

TEST(Documents, SayWhatIsWrongAsTheirTypeDoes) {
  json::Document document;
  ASSERT_FALSE(document.read(R"({"schema":"wp-codebox/test-results/v1"})"));
  json::Issues issues;
  find_document("test-results")->check(document.root(), issues);
  ASSERT_EQ(issues.size(), 4U);
  EXPECT_EQ(issues[0].path.dotted(), "$.status");
}

}  // namespace
