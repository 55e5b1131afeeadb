#include "wp_codebox/contracts/ascii_text.hpp"

#include <gtest/gtest.h>

namespace {

using wp_codebox::ascii_lower;

TEST(AsciiText, LowersAsciiLettersOnly) {
  EXPECT_EQ(ascii_lower("@AZ[az{ Ä\xff"), "@az[az{ Ä\xff");
  EXPECT_EQ(ascii_lower(""), "");
}

}  // namespace
