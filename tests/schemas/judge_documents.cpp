/// Prints documents with the verdict of their typed decoder, one JSON object a line, for another
/// judge to agree or disagree: the examples of all contract types, documents made by changing
/// them at random, and the recipes of the contract's vectors.

#include <cstddef>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/documents.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/document.hpp"

namespace {

namespace json = wp_codebox::json;
using Json = nlohmann::ordered_json;

constexpr std::string_view usage =
    "Usage: wp_codebox_schema_judge EXAMPLES RECIPE_VECTORS SEED CHANGES\n"
    "\n"
    "EXAMPLES is a folder with <kind>.json, each an array of documents; each document is changed\n"
    "CHANGES times. The same SEED gives the same documents.\n";

/// Random choices that are the same on every platform.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  /// A number below `sides`.
  std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }

 private:
  std::mt19937_64 engine_;
};

using wp_codebox::DocumentType;

void print(const DocumentType& type, const std::string& text, std::string_view origin,
           const Json& more = Json::object()) {
  json::Document document;
  json::Issues issues;
  const auto error = document.read(text);
  if (!error) type.check(document.root(), issues);
  const std::string message = json::decode_message(error, issues);
  Json line = {{"kind", type.kind}, {"origin", origin}, {"text", text}, {"ok", message.empty()}};
  if (!message.empty()) line["message"] = message;
  line.update(more);
  std::cout << line.dump() << '\n';
}

/// All places of a document, parents first.
void collect(Json& value, std::vector<Json*>& places) {
  places.push_back(&value);
  for (Json& child : value) {
    if (value.is_structured()) collect(child, places);
  }
}

Json other_value(Dice& dice) {
  static const std::vector<Json> values = {nullptr,    true,    false,         0,
                                           1,          -1,      1.5,           65536,
                                           "",         "x",     "A_1",         "/abs",
                                           "a b",      "ready", Json::array(), Json::object(),
                                           {{"a", 1}}, {1, 2},  {"x"},         "wp-codebox/x/v1"};
  return values[dice.roll(values.size())];
}

void change_text(std::string& text, Dice& dice) {
  switch (dice.roll(4)) {
    case 0:
      text += dice.roll(2) == 0 ? "x" : "\n";
      break;
    case 1:
      text.clear();
      break;
    case 2:
      for (char& character : text) {
        if (character >= 'a' && character <= 'z') character = static_cast<char>(character - 32);
      }
      break;
    default:
      text.insert(0, dice.roll(2) == 0 ? "/" : "1");
  }
}

void change_number(Json& value, Dice& dice) {
  const double number = value.get<double>();
  const double changed[] = {number + 1, -number, number + 0.5, number * 1000, 0};
  value = changed[dice.roll(std::size(changed))];
}

void change_object(Json& object, Dice& dice) {
  const std::size_t position = dice.roll(object.size() + 1);
  if (position == object.size()) {
    object["x-new"] = other_value(dice);
    return;
  }
  auto member = object.begin();
  std::advance(member, static_cast<std::ptrdiff_t>(position));
  const std::string name = member.key();
  if (dice.roll(3) == 0) object[name + "x"] = member.value();
  object.erase(name);
}

void change_array(Json& array, Dice& dice) {
  if (array.empty() || dice.roll(3) == 0) {
    array.push_back(array.empty() || dice.roll(2) == 0 ? other_value(dice) : array.front());
  } else if (dice.roll(3) == 0) {
    array.clear();
  } else {
    array.erase(dice.roll(array.size()));
  }
}

/// Changes one place of the document.
void change(Json& document, Dice& dice) {
  std::vector<Json*> places;
  collect(document, places);
  Json& place = *places[dice.roll(places.size())];
  if (dice.roll(3) == 0) {
    place = other_value(dice);
  } else if (place.is_object()) {
    change_object(place, dice);
  } else if (place.is_array()) {
    change_array(place, dice);
  } else if (place.is_string()) {
    std::string text = place.get<std::string>();
    change_text(text, dice);
    place = text;
  } else if (place.is_number()) {
    change_number(place, dice);
  } else {
    place = other_value(dice);
  }
}

Json read_examples(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  return Json::parse(file);
}

void judge_examples(const std::string& folder, Dice& dice, std::size_t changes) {
  for (const DocumentType& type : wp_codebox::document_types) {
    const Json examples = read_examples(folder + "/" + std::string(type.kind) + ".json");
    for (const Json& example : examples) {
      print(type, example.dump(), "example");
      for (std::size_t i = 0; i < changes; ++i) {
        Json document = example;
        const std::size_t count = 1 + dice.roll(2);
        for (std::size_t j = 0; j < count; ++j) change(document, dice);
        print(type, document.dump(), "changed");
      }
    }
  }
}

void judge_recipes(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::string line;
  while (std::getline(file, line)) {
    const Json row = Json::parse(line);
    print(*wp_codebox::find_document("workspace-recipe"), row["input"]["text"].get<std::string>(),
          "vector", {{"id", row["id"]}, {"expected", row["expect"]["valid"]}});
  }
}

}  // namespace

int main(int count, char** arguments) try {
  if (count != 5) {
    std::cerr << usage;
    return 2;
  }
  Dice dice(std::stoull(arguments[3]));
  judge_examples(arguments[1], dice, std::stoull(arguments[4]));
  judge_recipes(arguments[2]);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "wp_codebox_schema_judge: " << error.what() << '\n';
  return 3;
}
