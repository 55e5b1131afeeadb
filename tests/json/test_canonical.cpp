#include "wp_codebox/json/canonical.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "../folders.hpp"
#include "../vector_file.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/stable.hpp"

namespace {

using namespace wp_codebox;
using json::canonical_json;
using json::Document;
using json::find_not_canonical;

std::optional<std::string> canonical(std::string_view text) {
  Document document;
  EXPECT_FALSE(document.read(text).has_value()) << text;
  return canonical_json(document.root());
}

/// Path and code of what is not canonical, empty for none.
std::string issue(std::string_view text) {
  Document document;
  EXPECT_FALSE(document.read(text).has_value()) << text;
  const auto found = find_not_canonical(document.root());
  EXPECT_EQ(found.has_value(), !canonical_json(document.root()).has_value());
  return found.has_value() ? found->path.dotted() + " " + found->code : "";
}

TEST(CanonicalJson, PrintsTheStandardsExample) {
  // RFC 8785, section 3.2.2 and 3.2.3.
  EXPECT_EQ(
      canonical(R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],)"
                R"("string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",)"
                R"("literals":[null,true,false]})"),
      "{\"literals\":[null,true,false],"
      "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
      "\"string\":\"\xE2\x82\xAC$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(CanonicalJson, HasNoFormForLoneSurrogates) {
  EXPECT_EQ(issue(R"("\ud800")"), "$ json-lone-surrogate");
  EXPECT_EQ(issue(R"({"a":[1,"x\n\udfff"]})"), "$.a[1] json-lone-surrogate");
  EXPECT_EQ(issue(R"({"a":{"\n\udead":0}})"), "$.a.\n\xED\xBA\xAD json-lone-surrogate");
  EXPECT_EQ(issue(R"({"a":"\ud83d\ude00\n","\"\ud83d\ude00":1})"), "");
  EXPECT_EQ(issue(R"(["\\ud800","\\\\udc00","\u001f"])"), "");
}

TEST(CanonicalJson, HasNoFormForNumbersBeyondDoubles) {
  EXPECT_EQ(issue("[0,{\"n\":-1e400}]"), "$[1].n json-number-not-finite");
  EXPECT_EQ(issue("1.7976931348623157e308"), "");
}

TEST(CanonicalJson, PrintsNothingWhenThereIsAnIssue) {
  Document document;
  ASSERT_EQ(document.read("[1,1e400]"), std::nullopt);
  std::string text;
  {
    json::StringOutput output(text);
    EXPECT_TRUE(write_canonical(document.root(), output).has_value());
    ASSERT_EQ(document.read("[1,2]"), std::nullopt);
    EXPECT_FALSE(write_canonical(document.root(), output).has_value());
  }
  EXPECT_EQ(text, "[1,2]");
}

TEST(CanonicalJson, IsTheStableFormWhereItExists) {
  test::for_each_row("stable-json", [](const test::VectorRow& row) {
    Document document;
    const std::string text = row.text("text");
    if (document.read(text).has_value()) return;
    const auto canonical = canonical_json(document.root());
    const bool has_form = row.expected("stable").find("\\ud") == std::string::npos &&
                          text.find("e99999") == std::string::npos &&
                          text.find("e400") == std::string::npos &&
                          text.find("e1000") == std::string::npos;
    EXPECT_EQ(canonical.has_value(), has_form) << text;
    EXPECT_EQ(canonical.value_or(row.expected("stable")), row.expected("stable"));
  });
}

TEST(CanonicalJson, AgreesWithTheAuthorsTestData) {
  const std::filesystem::path folder = wp_codebox::test::shared_folder() / "corpora/jcs/testdata";
  if (!std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << "not here, skipped these checks: RFC 8785 test data in " << folder;
  }
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "input")) {
    const std::filesystem::path name = entry.path().filename();
    const std::string expected = test::file_text((folder / "output" / name).string());
    EXPECT_EQ(canonical(test::file_text(entry.path().string())), expected) << name;
    ++cases;
  }
  EXPECT_GT(cases, 4U);
}

}  // namespace
