#include "wp_codebox/runtime/record_text.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/json/value.hpp"

namespace wp_codebox {
namespace {

TEST(RecordText, LeavesUtf8AsItIs) {
  const std::string text = "a\0\"\\ \xC3\xA4 \xF0\x9F\x98\x80\n";
  EXPECT_EQ(recordable_text(text), text);
  EXPECT_EQ(recordable_text(""), "");
}

TEST(RecordText, PutsAReplacementForBytesThatAreNotUtf8) {
  EXPECT_EQ(recordable_text("a\xFF"
                            "b"),
            "a\xEF\xBF\xBD"
            "b");
}

TEST(RecordText, IsWhatAJourneyThroughJsonGives) {
  for (const std::string text : {"\xC3", "\xE2\x82", "x\x80y", "\xED\xA0\x80"}) {
    const std::string recorded = recordable_text(text);
    EXPECT_EQ(json::Parsed(json::Value::string(recorded)).root().text(), recorded);
  }
}

}  // namespace
}  // namespace wp_codebox
