#pragma once

#include <string_view>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::json {

namespace encoding {

WP_CODEBOX_INLINE void structure(const StructTable& table, const void* source, Writer& writer) {
  // The accessors take and give non-const addresses; nothing is written through them here.
  void* object = const_cast<void*>(source);
  writer.begin_object();
  for (const FieldRow& field : table.fields) {
    const void* member = field.access(object);
    if (field.is_optional() && field.type->container->size(member) == 0) continue;
    writer.key(field.name);
    encode_any(*field.type, member, writer);
  }
  for (const Extra::Entry& entry : table.extra(object)->entries()) {
    writer.key(entry.first);
    writer.raw(entry.second.text());
  }
  writer.end_object();
}

WP_CODEBOX_INLINE void list(const TypeRow& row, const void* source, Writer& writer) {
  writer.begin_array();
  const std::size_t size = row.container->size(source);
  for (std::size_t i = 0; i < size; ++i) {
    encode_any(*row.inner, row.container->at(source, i), writer);
  }
  writer.end_array();
}

WP_CODEBOX_INLINE void dictionary(const TypeRow& row, const void* source, Writer& writer) {
  writer.begin_object();
  const std::size_t size = row.container->size(source);
  for (std::size_t i = 0; i < size; ++i) {
    writer.key(row.container->name_at(source, i));
    encode_any(*row.inner, row.container->at(source, i), writer);
  }
  writer.end_object();
}

}  // namespace encoding

WP_CODEBOX_INLINE void encode_any(const TypeRow& row, const void* source, Writer& writer) {
  switch (row.shape) {
    case Shape::boolean:
      return writer.boolean(*static_cast<const bool*>(source));
    case Shape::number:
      return writer.number(*static_cast<const double*>(source));
    case Shape::string:
      return writer.string(*static_cast<const std::string*>(source));
    case Shape::value:
      return writer.raw(static_cast<const Value*>(source)->text());
    case Shape::constant:
      return writer.string(row.text);
    case Shape::constant_number:
      return writer.number(row.number);
    case Shape::enumeration:
      return writer.string(row.enumeration->texts[row.enumeration->get(source)]);
    case Shape::open_enumeration:
      return writer.string(*row.open_text(const_cast<void*>(source)));
    case Shape::structure:
      return encoding::structure(*row.table, source, writer);
    case Shape::list:
      return encoding::list(row, source, writer);
    case Shape::dictionary:
      return encoding::dictionary(row, source, writer);
    case Shape::optional:
    case Shape::nullable:
      if (row.container->size(source) == 0) return writer.null();
      return encode_any(*row.inner, row.container->at(source, 0), writer);
    case Shape::box:
      return encode_any(*row.inner, row.container->at(source, 0), writer);
    case Shape::custom:
      return row.custom->encode(source, writer);
  }
}

WP_CODEBOX_INLINE std::string encode_text(const TypeRow& row, const void* source) {
  std::string text;
  StringOutput output(text);
  Writer writer(output);
  encode_any(row, source, writer);
  output.flush();
  return text;
}

WP_CODEBOX_INLINE std::string encode_pretty(const TypeRow& row, const void* source) {
  std::string compact = encode_text(row, source);
  Document document;
  if (document.read(compact)) return compact;
  return pretty_json(document.root());
}

WP_CODEBOX_INLINE std::string encode_stable(const TypeRow& row, const void* source) {
  std::string compact = encode_text(row, source);
  Document document;
  if (document.read(compact)) return compact;
  return stable_json(document.root());
}

}  // namespace WP_CODEBOX_NAMESPACE::json
