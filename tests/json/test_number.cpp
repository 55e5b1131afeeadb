#include "wp_codebox/json/number.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>

#include "../vector_file.hpp"
#include "wp_codebox/json/output.hpp"

namespace {

using namespace wp_codebox;
using json::number_text;
using json::parse_number;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST(Number, PrintsAsEcmaScriptDoes) {
  test::for_each_row("number", [](const test::VectorRow& row) {
    const std::uint64_t bits = std::strtoull(row.text("bits").c_str(), nullptr, 16);
    const auto value = std::bit_cast<double>(bits);
    EXPECT_EQ(number_text(value), row.expected("json"));
  });
}

TEST(Number, PrintsTheEdgesOfEachLayout) {
  EXPECT_EQ(number_text(-0.0), "0");
  EXPECT_EQ(number_text(1e20), "100000000000000000000");
  EXPECT_EQ(number_text(1e21), "1e+21");
  EXPECT_EQ(number_text(-1.5e21), "-1.5e+21");
  EXPECT_EQ(number_text(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(number_text(1e-6), "0.000001");
  EXPECT_EQ(number_text(1.5e-6), "0.0000015");
  EXPECT_EQ(number_text(1e-7), "1e-7");
  EXPECT_EQ(number_text(-1.25e-7), "-1.25e-7");
  EXPECT_EQ(number_text(9007199254740991), "9007199254740991");
  EXPECT_EQ(number_text(9007199254740992), "9007199254740992");
  EXPECT_EQ(number_text(-9007199254740994), "-9007199254740994");
  EXPECT_EQ(number_text(5e-324), "5e-324");
  EXPECT_EQ(number_text(-1.7976931348623157e308), "-1.7976931348623157e+308");
  EXPECT_EQ(number_text(infinity), "null");
  EXPECT_EQ(number_text(-infinity), "null");
  EXPECT_EQ(number_text(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(Number, WritesWhatItPrints) {
  std::string text;
  {
    json::StringOutput output(text);
    json::write_number(0.1, output);
    json::write_number(-42, output);
  }
  EXPECT_EQ(text, "0.1-42");
}

TEST(Number, NeedsNoMoreThanItsLongestLength) {
  // Seventeen digits, a sign, and the longest run of zeros before an exponent is used.
  EXPECT_EQ(number_text(-1.2345678901234567e-6).size(), json::max_number_length);
  std::mt19937_64 random(1);
  for (int round = 0; round < 100'000; ++round) {
    ASSERT_LE(number_text(std::bit_cast<double>(random())).size(), json::max_number_length);
  }
}

TEST(Number, ReadsBackEveryDoubleThatItPrints) {
  std::mt19937_64 random(2);
  for (int round = 0; round < 200'000; ++round) {
    const auto value = std::bit_cast<double>(random());
    if (!std::isfinite(value)) continue;
    ASSERT_EQ(parse_number(number_text(value)), value) << number_text(value);
  }
}

TEST(Number, ReadsShortDecimalsExactly) {
  // The fast way and the library must agree.
  std::mt19937_64 random(3);
  for (int round = 0; round < 200'000; ++round) {
    std::string text = std::to_string(random() >> random() % 64);
    const std::size_t point = random() % (text.size() + 1);
    if (point == 0) {
      text = "0." + std::string(random() % 8, '0') + text;
    } else if (point < text.size()) {
      text.insert(point, ".");
    }
    if (random() % 2 == 0) text += "e" + std::to_string(static_cast<int>(random() % 60) - 30);
    if (random() % 2 == 0) text = "-" + text;
    if (text.find_first_not_of("-0") == std::string::npos) continue;
    ASSERT_EQ(parse_number(text), std::strtod(text.c_str(), nullptr)) << text;
  }
}

TEST(Number, TellsTooLargeFromTooSmall) {
  EXPECT_EQ(parse_number("1e400"), infinity);
  EXPECT_EQ(parse_number("-1e400"), -infinity);
  EXPECT_EQ(parse_number("1.7976931348623159e308"), infinity);
  EXPECT_EQ(parse_number("1.7976931348623158e308"), 1.7976931348623157e308);
  EXPECT_EQ(parse_number("1e-400"), 0);
  EXPECT_TRUE(std::signbit(parse_number("-1e-400")));
  EXPECT_EQ(parse_number("2.4703282292062327e-324"), 0);
  EXPECT_EQ(parse_number("2.4703282292062329e-324"), 5e-324);
  EXPECT_EQ(parse_number("1e99999999999999999999"), infinity);
  EXPECT_EQ(parse_number("1e-99999999999999999999"), 0);
  EXPECT_EQ(parse_number("0e99999999999999999999"), 0);
  EXPECT_EQ(parse_number("0.000e400"), 0);
  EXPECT_EQ(parse_number("0." + std::string(400, '0') + "1"), 0);
  EXPECT_EQ(parse_number("1" + std::string(400, '0')), infinity);
  EXPECT_EQ(parse_number("0." + std::string(400, '0') + "1e401"), 1);
  EXPECT_EQ(parse_number("1" + std::string(400, '0') + "e-400"), 1);
  EXPECT_EQ(parse_number("1" + std::string(400, '0') + "e-800"), 0);
  EXPECT_EQ(parse_number("0." + std::string(400, '0') + "1e800"), infinity);
}

TEST(Number, RoundsToTheNearestEvenOnTies) {
  EXPECT_EQ(parse_number("9007199254740993"), 9007199254740992);
  EXPECT_EQ(parse_number("9007199254740995"), 9007199254740996);
  EXPECT_EQ(parse_number("9007199254740992"), 9007199254740992);
  EXPECT_EQ(parse_number("18446744073709551617"), 18446744073709551616.0);
  EXPECT_EQ(parse_number("1.00000000000000011102230246251565404236316680908203124"), 1.0);
  EXPECT_EQ(parse_number("1.00000000000000011102230246251565404236316680908203126"),
            1.0000000000000002);
}

TEST(Number, IsNotANumberWhenTheTextIsNone) {
  for (const std::string_view text :
       {"", "-", "01", "1.", ".1", "1e", "+1", " 1", "1 ", "0x1", "NaN"}) {
    EXPECT_TRUE(std::isnan(parse_number(text))) << text;
  }
}

}  // namespace
