#include "wp_codebox/validation/trace_stream.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "../vector_file.hpp"
#include "sample_trace.hpp"
#include "wp_codebox/json/source.hpp"
#include "wp_codebox/json/value.hpp"

namespace {

using namespace wp_codebox;
using testing::IsEmpty;

std::vector<std::string> messages(const json::Issues& issues) {
  std::vector<std::string> all;
  for (const json::Issue& issue : issues) all.push_back(issue.message());
  return all;
}

std::vector<std::string> places(const std::vector<json::SourcePosition>& positions) {
  std::vector<std::string> all;
  for (const json::SourcePosition& at : positions) {
    all.push_back(std::to_string(at.offset) + " is " + std::to_string(at.line) + ":" +
                  std::to_string(at.column));
  }
  return all;
}

/// The stream says the same as the check of the whole, wherever the buffer ends.
void expect_as_whole(const std::string& text, std::size_t buffer_bytes) {
  const json::Parsed whole(text);
  ASSERT_FALSE(whole.error().has_value());
  for (const bool strict : {false, true}) {
    json::TextSource source(text, 1000);
    json::StreamReader reader(source, {.buffer_bytes = buffer_bytes});
    const TraceStreamResult result = check_trace_stream(reader, {.strict = strict});
    ASSERT_FALSE(result.error.has_value()) << result.error->message();
    const json::Issues expected = trace_issues(whole.root(), {.strict = strict});
    EXPECT_EQ(messages(result.issues), messages(expected));
    std::vector<json::Path> paths;
    for (const json::Issue& issue : expected) paths.push_back(issue.path);
    const auto positions = json::locate_all(text, paths);
    ASSERT_TRUE(positions.has_value());
    EXPECT_EQ(places(result.positions), places(*positions));
  }
}

TEST(TraceStream, SaysOfTheVectorsWhatTheCheckOfTheWholeSays) {
  test::for_each_row(
      "trace", [](const test::VectorRow& row) { expect_as_whole(row.text("text"), 256 * 1024); });
}

TEST(TraceStream, DoesNotDependOnTheBuffer) {
  const std::string text = test::broken_trace([](RuntimeEpisodeTrace& trace) {
    trace.steps[0].execution.exitCode = 3;
    trace.steps[1].extra.set("reward", json::Value::object());
    trace.snapshots[0].createdAt = "";
    trace.snapshots.push_back(trace.snapshots[0]);
  });
  for (const std::size_t buffer : {1U, 64U, 1000U, 4096U}) expect_as_whole(text, buffer);
}

TEST(TraceStream, CountsStepsAndSnapshots) {
  const TraceStreamResult result = check_trace_text(json::to_json(test::sample_trace()));
  EXPECT_TRUE(result.valid());
  EXPECT_EQ(result.steps, 2U);
  EXPECT_EQ(result.snapshots, 1U);
}

TEST(TraceStream, FollowsTheDocumentsOrderOfMembers) {
  for (
      const char* text :
      {R"({"b":{"reward":1},"7":{"grader":1},"a":{"success":1},"07":{"scenario":1},"3":[{"taskSet":1}]})",
       R"({"x":1,"y":{"reward":1},"x":{"reward":2}})",
       R"({"steps":[{"reward":1}],"y":{"reward":1},"steps":[]})",
       R"({"snapshots":[{}],"steps":[5],"snapshots":{"reward":1},"steps":null,"id":"","id":3})",
       R"({"4294967294":{"reward":1},"4294967295":{"reward":1},"0":{"reward":1}})"}) {
    SCOPED_TRACE(text);
    expect_as_whole(text, 64);
  }
}

TEST(TraceStream, AnswersForTextsThatAreNoObject) {
  for (const char* text : {"null", "3", R"(["reward",{"reward":1}])", R"({})", R"("x")"}) {
    SCOPED_TRACE(text);
    expect_as_whole(text, 64);
  }
}

TEST(TraceStream, SaysWhereATextIsNoJson) {
  const std::string text = json::to_json(test::sample_trace());
  const TraceStreamResult result = check_trace_text(text.substr(0, text.size() - 1));
  ASSERT_TRUE(result.error.has_value());
  EXPECT_EQ(result.error->code, json::read_code::syntax);
  EXPECT_EQ(result.error->offset, text.size() - 1);
  EXPECT_FALSE(result.valid());
  EXPECT_THAT(result.issues, IsEmpty());
}

TEST(TraceStream, KeepsWhatItFoundBeforeAnError) {
  std::string text = test::broken_trace([](RuntimeEpisodeTrace& trace) { trace.id = ""; });
  text.back() = ']';
  const TraceStreamResult result = check_trace_text(text);
  EXPECT_TRUE(result.error.has_value());
  ASSERT_EQ(result.issues.size(), 1U);
  EXPECT_EQ(result.issues[0].path.dotted(), "$.id");
}

TEST(TraceStream, RefusesMoreMembersThanTheLimit) {
  std::string text = "{";
  for (std::size_t i = 0; i <= max_trace_members; ++i) {
    text += (i == 0 ? "\"m" : ",\"m") + std::to_string(i) + "\":1";
  }
  const TraceStreamResult result = check_trace_text(text + "}");
  ASSERT_TRUE(result.error.has_value());
  EXPECT_EQ(result.error->code, json::read_code::too_large);
}

TEST(TraceStream, SaysThatAFileIsNotThere) {
  const TraceStreamResult result = check_trace_file("/nowhere/trace.json");
  ASSERT_TRUE(result.error.has_value());
  EXPECT_EQ(result.error->code, json::read_code::unreadable);
  EXPECT_FALSE(result.valid());
}

/// A trace that has every part once, as short as can be.
std::string short_trace() {
  return test::broken_trace([](RuntimeEpisodeTrace& trace) {
    trace.steps.pop_back();
    trace.steps[0].observation.reset();
    trace.steps[0].observationRef.reset();
  });
}

// WPC-EPI-016
TEST(TraceStream, AnswersForEveryPrefixOfATrace) {
  const std::string text = short_trace();
  json::Document whole;
  for (std::size_t length = 0; length < text.size(); ++length) {
    const std::string prefix = text.substr(0, length);
    const TraceStreamResult result = check_trace_text(prefix);
    const auto error = whole.read(prefix);
    ASSERT_TRUE(result.error.has_value() && error.has_value()) << length;
    EXPECT_EQ(result.error->code, error->code) << length;
    EXPECT_EQ(result.error->offset, error->offset) << length;
  }
}

// WPC-EPI-016
TEST(TraceStream, AnswersForEveryByteThatIsChanged) {
  const std::string text = short_trace();
  json::Document whole;
  for (std::size_t place = 0; place < text.size(); ++place) {
    for (const char byte : {'"', '}', '0', '\xff'}) {
      std::string changed = text;
      changed[place] = byte;
      const TraceStreamResult result = check_trace_text(changed);
      const auto error = whole.read(changed);
      ASSERT_EQ(result.error.has_value(), error.has_value()) << place << ' ' << byte;
      if (!error) {
        EXPECT_EQ(messages(result.issues), messages(trace_issues(whole.root()))) << place;
      }
    }
  }
}

}  // namespace
