#include "wp_codebox/contracts/print.hpp"

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

#include "wp_codebox/json/difference.hpp"

namespace WP_CODEBOX_NAMESPACE {

enum class PrintedKind : std::uint8_t { plain, with_border };
template <>
inline constexpr auto json::enum_texts<PrintedKind> = json::enum_texts_of("plain", "with-border");

struct PrintedSheet {
  PrintedKind kind = PrintedKind::plain;
  std::vector<json::Open<PrintedKind>> parts;
  std::string name;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const PrintedSheet&) const = default;
};
inline constexpr json::FieldRow printed_sheet_fields[] = {
    json::field<&PrintedSheet::kind>("kind", "Its kind."),
    json::field<&PrintedSheet::parts>("parts", "Kinds of its parts."),
    json::field<&PrintedSheet::name>("name", "Its name."),
};
inline constexpr json::StructTable PrintedSheet::table =
    json::struct_table<PrintedSheet>("PrintedSheet", "A sheet.", printed_sheet_fields);

}  // namespace WP_CODEBOX_NAMESPACE

namespace {

using namespace wp_codebox;

template <class T>
std::string printed(const T& value) {
  std::ostringstream out;
  out << value;
  return out.str();
}

PrintedSheet sheet() {
  PrintedSheet value;
  value.name = "tested";
  value.parts = {PrintedKind::plain};
  return value;
}

TEST(Print, ShowsAStructAsJson) {
  EXPECT_EQ(printed(sheet()),
            "{\n  \"kind\": \"plain\",\n  \"parts\": [\n    \"plain\"\n  ],\n"
            "  \"name\": \"tested\"\n}");
  EXPECT_EQ(testing::PrintToString(sheet()),
            R"({\n  "kind": "plain",\n  "parts": [\n    "plain"\n  ],\n  "name": "tested"\n})");
  EXPECT_NE(testing::PrintToString(std::vector<PrintedSheet>(2)).find("\"kind\": \"plain\""),
            std::string::npos);
}

TEST(Print, ShowsEnumeratorsByTheirTexts) {
  EXPECT_EQ(printed(PrintedKind::with_border), "with-border");
  EXPECT_EQ(testing::PrintToString(PrintedKind::with_border), "with-border");
  EXPECT_EQ(printed(static_cast<PrintedKind>(9)), "(no enumerator 9)");
}

TEST(Print, ShowsOpenUnionsAndFreeFormValuesByTheirTexts) {
  using OpenKind = json::Open<PrintedKind>;
  EXPECT_EQ(testing::PrintToString(OpenKind(PrintedKind::with_border)), "with-border");
  EXPECT_EQ(testing::PrintToString(OpenKind("x-own")), "x-own");
  EXPECT_EQ(printed(*json::Value::parse("{\"a\": [1]}")), "{\"a\":[1]}");
  EXPECT_EQ(printed(json::Box<PrintedKind>(PrintedKind::plain)), "plain");
}

TEST(Print, MakesAFailedComparisonReadable) {
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(PrintedKind::plain, PrintedKind::with_border),
                          "Which is: with-border");
  EXPECT_NONFATAL_FAILURE(EXPECT_EQ(PrintedSheet(), sheet()), "\"name\": \"tested\"");
}

TEST(Print, ADifferenceNamesThePlacesOnly) {
  PrintedSheet other = sheet();
  EXPECT_EQ(json::difference(sheet(), other), "");
  other.kind = PrintedKind::with_border;
  other.parts.emplace_back("x-own");
  EXPECT_EQ(json::difference(sheet(), other),
            "$.kind: \"plain\" and \"with-border\"\n$.parts[1]: absent and \"x-own\"\n");
}

}  // namespace
