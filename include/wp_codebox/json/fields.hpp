#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "wp_codebox/json/arity.hpp"
#include "wp_codebox/json/types.hpp"
#include "wp_codebox/json/value.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Field tables: one constexpr table a struct names each member with its documentation. Decode,
/// encode, JSON Schema and docs all read these tables; nothing is written twice.
///
/// ```cpp
/// struct Mount {
///   std::string source;
///   std::optional<std::string> label;
///   json::Extra extra;
///   static const json::StructTable table;
///   bool operator==(const Mount&) const = default;
/// };
/// inline constexpr json::FieldRow mount_fields[] = {
///     json::field<&Mount::source>("source", "Folder on the host."),
///     json::field<&Mount::label>("label", "Name for people."),
/// };
/// inline constexpr json::StructTable Mount::table =
///     json::struct_table<Mount>("Mount", "A folder in the sandbox.", mount_fields);
/// ```

namespace WP_CODEBOX_NAMESPACE::json {

class Writer;
struct DecodeContext;
struct StructTable;
struct TypeRow;

/// How the engine treats a C++ type.
enum class Shape : std::uint8_t {
  boolean,
  number,
  string,
  value,
  constant,
  constant_number,
  enumeration,
  open_enumeration,
  structure,
  list,
  dictionary,
  optional,
  nullable,
  box,
  custom
};

/// What the engine does with a container (list, dictionary, optional, nullable, box) without
/// knowing its type.
struct ContainerOps {
  /// Adds an element and gives its address; the name counts for dictionaries only.
  void* (*append)(void* container, std::string_view name) = nullptr;
  void (*clear)(void* container) = nullptr;  ///< Makes it empty; null for a box.

  /// Makes room for `count` elements; null for all but lists.
  void (*reserve)(void* container, std::size_t count) = nullptr;
  /// Number of elements; 0 or 1 for an optional and a nullable, always 1 for a box.
  std::size_t (*size)(const void* container) = nullptr;
  /// Address of an element; `index` must be below `size`.
  const void* (*at)(const void* container, std::size_t index) = nullptr;
  /// Name of an entry; null for all but dictionaries.
  std::string_view (*name_at)(const void* container, std::size_t index) = nullptr;
};

/// A type that reads and writes itself, such as a union of a text and an object. It declares
/// `static const json::CustomType custom;`.
struct CustomType {
  std::string_view name;  ///< What a value has to be, for people; empty for a union.

  /// Reads `node` into `target`; reports issues to the context; true when there were none. Without
  /// a target it only reports.
  bool (*decode)(const Node& node, void* target, DecodeContext& context);
  /// Writes the value that `source` points at, as one JSON value.
  void (*encode)(const void* source, Writer& writer);
  /// The type's JSON Schema as JSON text; empty when `alternatives` say it.
  std::string_view schema;
  /// The types of a union, of which exactly one fits a value.
  std::span<const TypeRow* const> alternatives = {};
};

/// An enumeration's texts and how its value is got at, whatever its size.
struct EnumOps {
  /// In the order of the enumerators; they live as long as the program.
  std::span<const std::string_view> texts;
  /// Place of the value's text in `texts`; null for open enumerations.
  std::size_t (*get)(const void* value) = nullptr;
  /// Sets the value by its text's place; null for open enumerations.
  void (*set)(void* value, std::size_t index) = nullptr;
};

/// One C++ type as the engine sees it.
struct TypeRow {
  Shape shape;                              ///< Decides which of the other members count.
  const TypeRow* inner = nullptr;           ///< Element of a container, otherwise null.
  const StructTable* table = nullptr;       ///< Of a structure, otherwise null.
  const ContainerOps* container = nullptr;  ///< Of a container, otherwise null.
  const EnumOps* enumeration = nullptr;     ///< Of an enumeration, open or not, otherwise null.
  const CustomType* custom = nullptr;       ///< Of a custom type, otherwise null.
  std::string_view text = {};               ///< The only value of a constant text.
  int number = 0;                           ///< The only value of a constant number.

  /// Where an open enumeration keeps its text, otherwise null.
  std::string* (*open_text)(void* value) = nullptr;
};

/// A pattern as the schema prints it and as the engine checks it: no regular expression library.
struct Pattern {
  std::string_view regex;  ///< For the JSON Schema, in ECMAScript's syntax.

  /// Whether the whole text fits; says the same as `regex`.
  bool (*matches)(std::string_view text);
};

/// What a member must satisfy beyond its type. Zeros and nulls mean "no rule".
struct FieldRule {
  const Pattern* pattern = nullptr;  ///< Of a text; null: any text.

  /// Of a text, in bytes; above 1 the schema, which counts characters, would differ.
  std::size_t min_length = 0;
  std::size_t min_items = 0;           ///< Fewest elements of a list.
  std::size_t max_items = 0;           ///< Most elements of a list.
  bool integer = false;                ///< A number without a fraction.
  std::optional<double> minimum = {};  ///< Smallest legal number.
  std::optional<double> maximum = {};  ///< Largest legal number.

  /// Rule of each element of a list, or each value of a dictionary.
  const FieldRule* items = nullptr;
  /// The only legal texts of a string that is open in the type.
  std::span<const std::string_view> texts = {};
  /// A value of unknown shape has to be an object.
  bool object = false;
  /// The type has this member, the JSON Schema of its document does not. Decoding accepts it.
  bool outside_schema = false;
};

/// Rules that many fields share.
namespace rules {
inline constexpr FieldRule non_empty{.min_length = 1};  ///< A text of at least one character.

/// A list or dictionary of such texts.
inline constexpr FieldRule each_non_empty{.items = &non_empty};
}  // namespace rules

/// One member: wire name, documentation, type, where it lies, rule.
struct FieldRow {
  std::string_view name;            ///< As it stands in JSON.
  std::string_view doc;             ///< One sentence; goes into schemas and docs.
  const TypeRow* type;              ///< How the value is read and written; never null.
  void* (*access)(void* object);    ///< Address of the member in an object of the struct.
  const FieldRule* rule = nullptr;  ///< Null: the type says it all.

  /// Whether the member may be absent.
  [[nodiscard]] constexpr bool is_optional() const { return type->shape == Shape::optional; }
};

/// One struct.
struct StructTable {
  std::string_view name;             ///< As the contract calls the type.
  std::string_view doc;              ///< One sentence; goes into schemas and docs.
  std::span<const FieldRow> fields;  ///< In the order in which they are written.

  /// Where an object keeps the members that the table does not name.
  Extra* (*extra)(void* object) = nullptr;
  /// The contract's schema id (`wp-codebox/…/v1`), empty when it has none.
  std::string_view schema_id = {};
  /// Members outside the table are an issue (they are kept all the same).
  bool closed = false;
  /// Groups of which at least one member must be present, as JSON Schema's anyOf/required.
  std::span<const std::string_view> any_of = {};
};

/// Options of `struct_table`.
struct StructOptions {
  std::string_view schema_id = {};                ///< See `StructTable::schema_id`.
  bool closed = false;                            ///< See `StructTable::closed`.
  std::span<const std::string_view> any_of = {};  ///< See `StructTable::any_of`.
};

template <class T>
consteval TypeRow make_type_row();  ///< Makes `type_row` of a type.

/// The row of a type.
template <class T>
inline constexpr TypeRow type_row = make_type_row<T>();

namespace field_access {

template <class M>
struct MemberOf;
template <class Struct, class Member>
struct MemberOf<Member Struct::*> {
  using Object = Struct;
  using Type = Member;
};

template <auto Member>
void* address(void* object) {
  using Object = typename MemberOf<decltype(Member)>::Object;
  return &(static_cast<Object*>(object)->*Member);
}

template <class T>
Extra* extra(void* object) {
  return &static_cast<T*>(object)->extra;
}

}  // namespace field_access

/// A row of a field table.
template <auto Member>
consteval FieldRow field(std::string_view name, std::string_view doc,
                         const FieldRule* rule = nullptr) {
  using Type = typename field_access::MemberOf<decltype(Member)>::Type;
  return {name, doc, &type_row<Type>, &field_access::address<Member>, rule};
}

/// The table of a struct whose last member is `Extra extra`. A member without a row, or a row too
/// many, does not compile.
template <class T, std::size_t Count>
consteval StructTable struct_table(std::string_view name, std::string_view doc,
                                   const FieldRow (&fields)[Count], StructOptions options = {}) {
  static_assert(has_arity<T, Count + 1>(),
                "every member of the struct needs exactly one row, and `Extra extra` comes last");
  return {name,
          doc,
          std::span<const FieldRow>(fields),
          &field_access::extra<T>,
          options.schema_id,
          options.closed,
          options.any_of};
}

}  // namespace WP_CODEBOX_NAMESPACE::json

#include "wp_codebox/json/impl/type_row.inl.hpp"
