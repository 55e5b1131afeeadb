#include "wp_codebox/contracts/command_args.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "../vector_file.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;

std::vector<std::string> texts(const json::Node& list) {
  std::vector<std::string> values;
  for (const json::Node& item : list.items()) values.push_back(item.text());
  return values;
}

/// What a function of the vectors answers, in the form of their `expect`.
std::string json_answer(const JsonArgument& argument) {
  if (argument.error) return R"({"error":true,"kind":"syntax"})";
  if (argument.wrong_kind) return R"({"error":true})";
  return R"({"value":)" + argument.value.text() + "}";
}

std::string value_answer(const json::Value& value) { return R"({"value":)" + value.text() + "}"; }

std::string list_answer(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    text += (text.empty() ? "" : ",") + json::Value::string(value).text();
  }
  return R"({"value":[)" + text + "]}";
}

std::string text_answer(const std::string& function, const std::string& text) {
  if (function == "isSafeEnvName")
    return value_answer(json::Value::boolean(is_safe_env_name(text)));
  if (function == "phpBody") return value_answer(json::Value::string(php_body(text)));
  if (function == "normalizePhpCode") {
    return value_answer(json::Value::string(normalize_php_code(text)));
  }
  return "unknown function " + function;
}

std::string answer(const std::string& function, const json::Node& parameters) {
  const auto items = parameters.items();
  if (items[0].is_string()) return text_answer(function, items[0].text());
  const std::vector<std::string> args = texts(items[0]);
  const std::string name = items[1].text();
  const json::Node* fallback = items.size() > 2 ? &items[2] : nullptr;
  if (function == "argValue") {
    const auto value = argument_value(args, name);
    return value ? value_answer(json::Value::string(*value)) : R"({"undefined":true})";
  }
  if (function == "positiveIntegerArg") {
    return value_answer(
        json::Value::number(positive_integer_argument(args, name, fallback->number())));
  }
  if (function == "nonNegativeIntegerArg") {
    return value_answer(
        json::Value::number(non_negative_integer_argument(args, name, fallback->number())));
  }
  if (function == "booleanArg") {
    return value_answer(json::Value::boolean(
        boolean_argument(args, name, fallback != nullptr && fallback->boolean())));
  }
  if (function == "commaListArg") return list_answer(comma_list_argument(args, name));
  if (function == "jsonArrayArg") return json_answer(json_array_argument(args, name));
  if (function == "jsonObjectArg") return json_answer(json_object_argument(args, name));
  return "unknown function " + function;
}

TEST(CommandArgs, AnswersAsTheVectors) {
  test::for_each_row("command-args", [](const test::VectorRow& row) {
    EXPECT_EQ(answer(row.text("function"), *row.input.find("args")), json::compact_json(row.expect))
        << row.id;
  });
}

TEST(CommandArgs, TheFirstArgumentOfANameWins) {
  const std::vector<std::string> args{"ab=0", "a=1", "a=2"};
  EXPECT_EQ(argument_value(args, "a"), "1");
}

TEST(CommandArgs, AnEmptyJsonArgumentIsAnEmptyContainer) {
  const std::vector<std::string> args{"j="};
  EXPECT_EQ(json_array_argument(args, "j").value.text(), "[]");
  EXPECT_EQ(json_object_argument({}, "j").value.text(), "{}");
}

TEST(CommandArgs, SaysWhereAnArgumentStopsBeingJson) {
  const std::vector<std::string> args{"j=[1,"};
  const JsonArgument argument = json_array_argument(args, "j");
  ASSERT_TRUE(argument.error.has_value());
  EXPECT_EQ(argument.error->offset, 3U);
}

TEST(CommandArgs, IgnoresLeadingZerosOfIntegers) {
  const std::vector<std::string> args{"n=007", "m=000"};
  EXPECT_EQ(positive_integer_argument(args, "n", 1), 7);
  EXPECT_EQ(non_negative_integer_argument(args, "m", 1), 0);
}

}  // namespace
