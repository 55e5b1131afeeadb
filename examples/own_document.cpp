#include <iostream>
#include <optional>
#include <string>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/fields.hpp"

namespace json = wp_codebox::json;

// [struct]
struct Bookmark {
  std::string id;
  std::optional<std::string> label;
  json::Extra extra;  // members that this version does not know
  static const json::StructTable table;
};
inline constexpr json::FieldRow bookmark_fields[] = {
    json::field<&Bookmark::id>("id", "Id of the trace.", &json::rules::non_empty),
    json::field<&Bookmark::label>("label", "Name for people."),
};
inline constexpr json::StructTable Bookmark::table =
    json::struct_table<Bookmark>("Bookmark", "A trace to come back to.", bookmark_fields);
// [/struct]

int main() {
  const auto read = json::from_json<Bookmark>(R"({"id": "trace-7", "colour": "green"})");
  std::cout << json::to_json(read.value) << '\n';
  std::cout << json::from_json<Bookmark>(R"({"id": "", "label": 7})").message() << '\n';
}
