#include "type_list.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/schema.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

namespace json = wp_codebox::json;

/// A table whose schema has every member.
class WholeTable {
 public:
  explicit WholeTable(const json::StructTable& table)
      : table_(table), fields_(table.fields.begin(), table.fields.end()) {
    rules_.reserve(fields_.size());
    for (json::FieldRow& field : fields_) {
      if (field.rule == nullptr || !field.rule->outside_schema) continue;
      hidden_.push_back(field.name);
      field.rule = &rules_.emplace_back(*field.rule);
      rules_.back().outside_schema = false;
    }
    table_.fields = fields_;
  }
  WholeTable(const WholeTable&) = delete;
  WholeTable& operator=(const WholeTable&) = delete;

  [[nodiscard]] std::string schema(std::string_view id) const {
    const json::TypeRow row{.shape = json::Shape::structure, .table = &table_};
    return json::json_schema(row, {id, {}, {}});
  }
  [[nodiscard]] const std::vector<std::string_view>& hidden() const { return hidden_; }

 private:
  json::StructTable table_;
  std::vector<json::FieldRow> fields_;
  std::vector<json::FieldRule> rules_;
  std::vector<std::string_view> hidden_;
};

/// The structs that a type holds, itself included, in the order in which they are met.
class Structs {
 public:
  void add(const json::TypeRow& row) {
    if (row.inner != nullptr) add(*row.inner);
    if (row.table != nullptr) add(*row.table);
    if (row.custom == nullptr) return;
    for (const json::TypeRow* alternative : row.custom->alternatives) add(*alternative);
  }
  void add(const json::StructTable& table) {
    if (std::ranges::find(tables_, &table) != tables_.end()) return;
    tables_.push_back(&table);
    add_members(table);
  }
  void add_members(const json::StructTable& table) {
    for (const json::FieldRow& field : table.fields) add(*field.type);
  }
  [[nodiscard]] const std::vector<const json::StructTable*>& tables() const { return tables_; }

 private:
  std::vector<const json::StructTable*> tables_;
};

void text_member(json::Writer& writer, std::string_view name, std::string_view text) {
  writer.key(name);
  writer.string(text);
}

void write_table(json::Writer& writer, const json::StructTable& table, std::string_view id) {
  const WholeTable whole(table);
  writer.key("outsideSchema");
  writer.begin_array();
  for (const std::string_view name : whole.hidden()) writer.string(name);
  writer.end_array();
  writer.key("schema");
  writer.raw(whole.schema(id));
}

void write_document(json::Writer& writer, const wp_codebox::DocumentType& type) {
  writer.begin_object();
  text_member(writer, "kind", type.kind);
  text_member(writer, "id", type.schema_id);
  text_member(writer, "idBy", type.contract_id ? "contract" : "sdk");
  text_member(writer, "description", type.words());
  if (type.type->shape == json::Shape::structure) {
    text_member(writer, "type", type.type->table->name);
    write_table(writer, *type.type->table, type.schema_id);
  } else {
    writer.key("schema");
    writer.raw(json::json_schema(*type.type, {type.schema_id, {}, type.words()}));
  }
  writer.end_object();
}

void write_documents(json::Writer& writer, std::string_view name,
                     std::span<const wp_codebox::DocumentType> types) {
  writer.key(name);
  writer.begin_array();
  for (const wp_codebox::DocumentType& type : types) write_document(writer, type);
  writer.end_array();
}

}  // namespace

std::string type_list(std::span<const wp_codebox::DocumentType> documents,
                      std::span<const wp_codebox::DocumentType> messages,
                      std::span<const json::StructTable* const> more) {
  Structs structs;
  for (const wp_codebox::DocumentType& type : documents) structs.add(*type.type);
  // All messages of one form share a name; each is described as a message only.
  for (const wp_codebox::DocumentType& type : messages) structs.add_members(*type.type->table);
  for (const json::StructTable* table : more) structs.add(*table);

  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  write_documents(writer, "documents", documents);
  write_documents(writer, "messages", messages);
  writer.key("types");
  writer.begin_array();
  for (const json::StructTable* table : structs.tables()) {
    writer.begin_object();
    text_member(writer, "name", table->name);
    write_table(writer, *table, table->schema_id);
    writer.end_object();
  }
  writer.end_array();
  writer.end_object();
  output.flush();
  return text;
}
