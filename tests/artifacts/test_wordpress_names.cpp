#include "wp_codebox/artifacts/wordpress_names.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wpc = wp_codebox;

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

TEST(WordPressNames, AreSlugFileNameAndKey) {
  EXPECT_THAT(wpc::wordpress_names("CANARY-\"hunter2\"-\u00c9/SEC.RET x"),
              ElementsAre("canary-hunter2-e-sec-ret-x", "CANARY-hunter2-ESEC.RET-x",
                          "canary-hunter2-esecretx"));
  EXPECT_THAT(wpc::wordpress_names("MixedCase99"), ElementsAre("mixedcase99"));
}

TEST(WordPressNames, FollowTheRulesOfTitles) {
  EXPECT_THAT(wpc::wordpress_names("- a&b;c  D--e% %2F-"), Contains("ac-d-e-%2f"));
  EXPECT_THAT(wpc::wordpress_names("a\tb c\nd"), Contains("ab-cd"));
  EXPECT_THAT(wpc::wordpress_names("a&;b &x"), Contains("ab-x"));
}

TEST(WordPressNames, FollowTheRulesOfUploads) {
  EXPECT_THAT(wpc::wordpress_names("_My  (secret)...Name\tx+%."), Contains("My-secret.Name-x"));
}

TEST(WordPressNames, AreNoneWhereTheTextIsItsOwnNameOrCannotBeNamed) {
  EXPECT_THAT(wpc::wordpress_names("hunter22hunter"), IsEmpty());
  EXPECT_THAT(wpc::wordpress_names("a <b> c"), IsEmpty());
  EXPECT_THAT(wpc::wordpress_names("\u0441\u0435\u043a\u0440\u0435\u0442"), IsEmpty());
  EXPECT_THAT(wpc::wordpress_names("a\xC3"), IsEmpty());
}

}  // namespace
