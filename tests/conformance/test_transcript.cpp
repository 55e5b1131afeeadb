#include "conformance/attachment/transcript.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::Not;

class TranscriptTest : public testing::Test {
 protected:
  [[nodiscard]] std::string text_of(const std::string& name) const {
    return read_file(Transcript::file_of(directory_.path(), name));
  }

  TemporaryDirectory directory_{"test"};
};

TEST_F(TranscriptTest, EachCaseHasAFileOfBothDirections) {
  Transcript transcript(directory_.path());
  transcript.add(true, R"({"method":"initialize"})");
  transcript.begin_case("Suite.one");
  transcript.add(true, R"({"id":1})");
  transcript.add(false, "no JSON \xff\n");
  EXPECT_EQ(transcript.end_case(), Transcript::file_of(directory_.path(), "Suite.one"));
  transcript.begin_case("Suite.two");
  EXPECT_FALSE(transcript.end_case().has_value());
  EXPECT_THAT(text_of("between-cases"), HasSubstr("initialize"));
  const std::string one = text_of("Suite.one");
  EXPECT_THAT(one, HasSubstr(R"(,"to":"backend","line":"{\"id\":1}"})"));
  EXPECT_THAT(one, HasSubstr("\"to\":\"kit\",\"line\":\"no JSON \xEF\xBF\xBD\"}"));
  EXPECT_THAT(one, Not(HasSubstr("initialize")));
}

TEST_F(TranscriptTest, AFileDoesNotGrowBeyondItsLimit) {
  Transcript transcript(directory_.path(), 100);
  transcript.begin_case("Suite.one");
  for (int i = 0; i < 50; ++i) transcript.add(false, std::string(30, 'x'));
  EXPECT_TRUE(transcript.end_case().has_value());
  const std::string text = text_of("Suite.one");
  EXPECT_LT(text.size(), 400U);
  EXPECT_TRUE(text.ends_with("{\"truncated\":true}\n")) << text;
}

TEST_F(TranscriptTest, ACaseThatRunsAgainStartsAnew) {
  Transcript transcript(directory_.path());
  for (const char* line : {"first", "second"}) {
    transcript.begin_case("Suite.one");
    transcript.add(true, line);
    (void)transcript.end_case();
  }
  EXPECT_THAT(text_of("Suite.one"), Not(HasSubstr("first")));
}

}  // namespace
}  // namespace wp_codebox::conformance
