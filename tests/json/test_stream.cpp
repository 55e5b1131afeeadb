#include "wp_codebox/json/stream.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;
using json::Kind;
using json::Path;
using json::ReadError;
using json::SourcePosition;
using json::StreamReader;
using json::TextSource;

/// A trace-like text with everything that a reader can stumble on at the edge of a buffer.
std::string sample() {
  std::string text = "{\n  \"schema\": \"a trace\", \"numbers\": [0, -12.5e3, 123456789, 1e400],\n";
  text +=
      "  \"caf\xC3\xA9 \\u00e9\\n\": \"\xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80 \\ud83d\\ude00 "
      "\\ud800\",\n";
  text += "  \"steps\": [";
  for (int step = 0; step < 12; ++step) {
    text += (step == 0 ? "\n    " : ",\n    ");
    text += "{\"id\": \"step-" + std::to_string(step) + "\", \"text\": \"" +
            std::string(static_cast<std::size_t>(step) * 17, 'x') +
            "\\\"\\\\\", \"n\": " + std::to_string(step * 1000) + "}";
  }
  text +=
      "],\n  \"empty\": [[], {}, \"\"], \"reset\": {\"observations\": [true, false, null]}\n}\n";
  return text;
}

std::string quoted(std::string_view text) {
  std::string out;
  {
    json::StringOutput output(out);
    json::write_string(text, output);
  }
  return out;
}

/// Compact text of the next value, entered down to the scalars.
std::string walked(StreamReader& reader) {
  if (reader.enter_object()) {
    std::string text = "{";
    while (reader.next_member()) {
      if (text.size() > 1) text += ',';
      text += quoted(reader.name()) + ":";
      text += walked(reader);
    }
    return text + "}";
  }
  if (reader.enter_array()) {
    std::string text = "[";
    for (std::size_t index = 0; reader.next_element(); ++index) {
      EXPECT_EQ(reader.index(), index);
      if (text.size() > 1) text += ',';
      text += walked(reader);
    }
    return text + "]";
  }
  const json::Node* const node = reader.value();
  return node == nullptr ? "(error)" : compact_json(*node);
}

/// The same with every value read whole.
std::string read_whole(StreamReader& reader) {
  const json::Node* const node = reader.value();
  return node == nullptr ? "(error)" : compact_json(*node);
}

std::string skipped(StreamReader& reader) { return reader.skip() ? "" : "(error)"; }

using Way = std::string (*)(StreamReader&);

struct Outcome {
  std::string text;
  std::optional<ReadError> error;
};

Outcome run(StreamReader reader, Way way) {
  Outcome outcome;
  outcome.text = way(reader);
  const bool finished = reader.finish();
  EXPECT_EQ(finished, !reader.error().has_value());
  outcome.error = reader.error();
  return outcome;
}

void expect_same_error(const std::optional<ReadError>& found, const ReadError& expected) {
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->code, expected.code);
  EXPECT_EQ(found->expected, expected.expected);
  EXPECT_EQ(found->offset, expected.offset);
  EXPECT_EQ(found->line, expected.line);
  EXPECT_EQ(found->column, expected.column);
}

/// What the stream says must be what the document says, however the bytes come.
void expect_as_document(const std::string& text) {
  SCOPED_TRACE(text);
  json::Document document;
  const auto error = document.read(text);
  const std::string compact = error.has_value() ? "" : compact_json(document.root());
  for (const Way way : {&walked, &read_whole, &skipped}) {
    const auto check = [&](const Outcome& outcome) {
      if (error.has_value()) {
        expect_same_error(outcome.error, *error);
      } else {
        EXPECT_FALSE(outcome.error.has_value());
        EXPECT_EQ(outcome.text, way == &skipped ? "" : compact);
      }
    };
    check(run(StreamReader(text), way));
    for (const std::size_t piece : {1U, 1000U}) {
      TextSource source(text, piece);
      check(run(StreamReader(source, {.buffer_bytes = 64}), way));
    }
  }
}

TEST(StreamReader, ReadsWhatADocumentReads) {
  expect_as_document(sample());
  expect_as_document("7");
  expect_as_document(" [1] ");
  expect_as_document("\"\"");
  expect_as_document("{}");
  expect_as_document("[]");
  expect_as_document("-123.456e-7");
}

TEST(StreamReader, PutsTheEdgeOfTheBufferEverywhere) {
  const std::string text = sample();
  for (std::size_t before = 0; before < 70; ++before) {
    const std::string moved = std::string(before, ' ') + text;
    TextSource source(moved);
    const Outcome outcome = run(StreamReader(source, {.buffer_bytes = 64}), walked);
    ASSERT_FALSE(outcome.error.has_value()) << outcome.error->message();
    json::Document document;
    ASSERT_EQ(document.read(text), std::nullopt);
    ASSERT_EQ(outcome.text, compact_json(document.root()));
  }
}

TEST(StreamReader, TellsTheDocumentsErrorOfEveryPrefix) {
  const std::string text = sample();
  for (std::size_t size = 0; size < text.size() - 1; size += size < 300 ? 1 : 13) {
    ASSERT_NO_FATAL_FAILURE(expect_as_document(text.substr(0, size)));
    if (HasFailure()) return;
  }
}

TEST(StreamReader, TellsTheDocumentsErrorOfEveryChange) {
  const std::string text = sample().substr(0, 190) + "\"x\"]}";
  constexpr std::string_view bytes = "{}[]\",:\\ \n0-e.tx\x01\x80\xC3\xE6\xF0\xFF";
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (const char byte : bytes) {
      std::string changed = text;
      changed[at] = byte;
      ASSERT_NO_FATAL_FAILURE(expect_as_document(changed));
      if (HasFailure()) return;
    }
  }
}

TEST(StreamReader, LetsTheCallerChooseForEachValue) {
  const std::string text = sample();
  TextSource source(text);
  StreamReader reader(source, {.buffer_bytes = 128});
  std::vector<std::string> seen;
  ASSERT_EQ(reader.peek(), Kind::object);
  ASSERT_FALSE(reader.enter_array());
  ASSERT_TRUE(reader.enter_object());
  while (reader.next_member()) {
    if (reader.name() == "steps") {
      ASSERT_EQ(reader.peek(), Kind::array);
      ASSERT_TRUE(reader.enter_array());
      while (reader.next_element()) {
        const json::Node* const step = reader.value();
        ASSERT_NE(step, nullptr);
        seen.push_back(step->find("id")->text());
        if (reader.index() == 2) break;
      }
      ASSERT_TRUE(reader.leave());
    } else if (reader.name() == "reset") {
      ASSERT_TRUE(reader.enter_object());
      ASSERT_TRUE(reader.next_member());
      ASSERT_TRUE(reader.enter_array());
      ASSERT_TRUE(reader.next_element());
      ASSERT_TRUE(reader.leave());
      ASSERT_FALSE(reader.next_member());
      seen.push_back("reset");
    } else if (reader.name() == "schema") {
      seen.push_back(compact_json(*reader.value()));
      EXPECT_EQ(reader.value(), nullptr);
      EXPECT_EQ(reader.peek(), std::nullopt);
    }
  }
  EXPECT_TRUE(reader.finish());
  EXPECT_EQ(seen, (std::vector<std::string>{"\"a trace\"", "step-0", "step-1", "step-2", "reset"}));
  EXPECT_FALSE(reader.differs_from_document());
}

TEST(StreamReader, TellsEveryKindBeforeItIsRead) {
  StreamReader reader(std::string_view("[{},[],\"\",true,false,null,1,-1,?]"));
  ASSERT_TRUE(reader.enter_array());
  std::vector<std::optional<Kind>> kinds;
  while (reader.next_element()) kinds.push_back(reader.peek());
  EXPECT_EQ(kinds, (std::vector<std::optional<Kind>>{Kind::object, Kind::array, Kind::string,
                                                     Kind::boolean, Kind::boolean, Kind::null,
                                                     Kind::number, Kind::number, std::nullopt}));
  ASSERT_TRUE(reader.error().has_value());
  EXPECT_EQ(reader.error()->message(), "line 1, column 32: expected a value (json-syntax)");
}

TEST(StreamReader, SaysNoMoreAfterAnError) {
  StreamReader reader(std::string_view("[1 2]"));
  ASSERT_TRUE(reader.enter_array());
  ASSERT_TRUE(reader.next_element());
  EXPECT_NE(reader.value(), nullptr);
  EXPECT_FALSE(reader.next_element());
  ASSERT_TRUE(reader.error().has_value());
  EXPECT_EQ(reader.value(), nullptr);
  EXPECT_EQ(reader.peek(), std::nullopt);
  EXPECT_FALSE(reader.enter_array());
  EXPECT_FALSE(reader.enter_object());
  EXPECT_FALSE(reader.next_element());
  EXPECT_FALSE(reader.next_member());
  EXPECT_FALSE(reader.skip());
  EXPECT_FALSE(reader.leave());
  EXPECT_FALSE(reader.finish());
  EXPECT_EQ(reader.error()->offset, 3U);
}

TEST(StreamReader, KnowsWhenADocumentWouldShowAnotherObject) {
  const auto differs = [](const std::string& text) {
    StreamReader reader{std::string_view(text)};
    EXPECT_NE(walked(reader), "(error)");
    EXPECT_TRUE(reader.finish());
    return reader.differs_from_document();
  };
  EXPECT_FALSE(differs(R"({"a":1,"b":{"a":2}})"));
  EXPECT_TRUE(differs(R"({"a":1,"b":2,"a":3})"));
  EXPECT_TRUE(differs(R"({"a":1,"\u0061":3})"));
  EXPECT_TRUE(differs(R"([{"x":{"a":1,"a":3}}])"));
  EXPECT_TRUE(differs(R"({"b":1,"0":3})"));
  EXPECT_FALSE(differs(R"({"b":1,"00":3})"));
  std::string many = "{";
  for (int name = 0; name < 1001; ++name) many += "\"n" + std::to_string(name) + "\":0,";
  many.back() = '}';
  EXPECT_TRUE(differs(many));
}

TEST(StreamReader, DoesNotMindWhatItOnlyPassesOver) {
  const std::string text = "{\"a\":{\"x\":1,\"x\":2,\"0\":\"" + std::string(5000, 'y') +
                           "\"},\"b\":[{\"c\":1,\"c\":2}]}";
  TextSource source(text);
  StreamReader reader(source, {.buffer_bytes = 64});
  ASSERT_TRUE(reader.enter_object());
  while (reader.next_member()) EXPECT_TRUE(reader.skip());
  EXPECT_TRUE(reader.finish());
  EXPECT_FALSE(reader.differs_from_document());
}

TEST(StreamReader, KnowsWhereValuesStand) {
  const std::string text = sample();
  TextSource source(text);
  StreamReader reader(source, {.buffer_bytes = 64});
  ASSERT_TRUE(reader.enter_object());
  while (reader.next_member() && reader.name() != "steps") continue;
  ASSERT_TRUE(reader.enter_array());
  const SourcePosition array = reader.position();
  EXPECT_EQ(array, locate(text, Path().push("steps")));
  while (reader.next_element()) {
    const json::Node* const step = reader.value();
    ASSERT_NE(step, nullptr);
    Path path = Path().push("steps").push(reader.index());
    EXPECT_EQ(reader.position(), locate(text, path));
    EXPECT_EQ(reader.position(Path()), locate(text, path));
    EXPECT_EQ(reader.position(Path().push("n")), locate(text, path.push("n")));
    EXPECT_EQ(text.substr(reader.position().offset, reader.value_text().size()),
              reader.value_text());
    EXPECT_EQ(reader.value_text().back(), '}');
  }
  EXPECT_EQ(reader.value_text(), "");
}

TEST(StreamReader, CountsLinesWithinAValueToo) {
  const std::string text = "[\n {\"a\":\n  {\n    \"caf\xC3\xA9\": 1, \"b\": 2}}]";
  StreamReader reader{std::string_view(text)};
  ASSERT_TRUE(reader.enter_array());
  ASSERT_TRUE(reader.next_element());
  ASSERT_NE(reader.value(), nullptr);
  const Path inside = Path().push("a").push("b");
  EXPECT_EQ(reader.position(inside), (SourcePosition{text.size() - 4, 4, 21}));
  EXPECT_EQ(reader.position(), (SourcePosition{3, 2, 2}));
}

TEST(StreamReader, KeepsADepthForTheWholeText) {
  const std::string text = "[[[[1]]]]";
  for (const Way way : {&walked, &read_whole, &skipped}) {
    EXPECT_FALSE(run(StreamReader(text, {.max_depth = 4}), way).error.has_value());
    json::Document document;
    const auto error = document.read(text, {.max_depth = 3});
    ASSERT_TRUE(error.has_value());
    expect_same_error(run(StreamReader(text, {.max_depth = 3}), way).error, *error);
  }
  const std::string deep(100'000, '[');
  for (const Way way : {&walked, &read_whole, &skipped}) {
    TextSource source(deep);
    const Outcome outcome = run(StreamReader(source, {.buffer_bytes = 64}), way);
    ASSERT_TRUE(outcome.error.has_value());
    EXPECT_EQ(outcome.error->code, json::read_code::too_deep);
    EXPECT_EQ(outcome.error->offset, 1000U);
  }
}

TEST(StreamReader, RefusesValuesAboveTheLimitOfBytes) {
  const std::string text = "[1,\"" + std::string(100, 'x') + "\"]";
  TextSource source(text);
  StreamReader reader(source, {.max_value_bytes = 50, .buffer_bytes = 64});
  ASSERT_TRUE(reader.enter_array());
  ASSERT_TRUE(reader.next_element());
  EXPECT_NE(reader.value(), nullptr);
  ASSERT_TRUE(reader.next_element());
  EXPECT_EQ(reader.value(), nullptr);
  ASSERT_TRUE(reader.error().has_value());
  EXPECT_EQ(reader.error()->code, json::read_code::too_large);
  EXPECT_EQ(reader.error()->expected, "a value of at most 50 bytes");
  EXPECT_EQ(reader.error()->offset, 3U);
}

/// Makes an array of numbers without end, until it is told to stop or to break.
class Numbers final : public json::Source {
 public:
  Numbers(std::size_t bytes, bool breaks) : left_(bytes), breaks_(breaks) {}

  std::optional<std::size_t> read(char* to, std::size_t size) override {
    if (left_ == 0 && breaks_) return std::nullopt;
    const std::size_t count = std::min(size, left_);
    for (std::size_t at = 0; at < count; ++at, ++made_) {
      to[at] = made_ == 0 ? '[' : made_ % 2 == 1 ? '7' : ',';
    }
    left_ -= count;
    if (left_ == 0 && !breaks_ && count != 0) to[count - 1] = ']';
    return count;
  }

 private:
  std::size_t left_;
  std::size_t made_ = 0;
  bool breaks_;
};

TEST(StreamReader, PassesOverLongArraysInLittleMemory) {
  Numbers source(std::size_t{20'000'001}, false);
  StreamReader reader(source, {.buffer_bytes = 4096});
  EXPECT_TRUE(reader.skip());
  EXPECT_TRUE(reader.finish());
  EXPECT_LT(reader.memory_bytes(), 300'000U);
}

TEST(StreamReader, TellsThatTheSourceFailed) {
  Numbers source(10'000, true);
  StreamReader reader(source, {.buffer_bytes = 256});
  ASSERT_TRUE(reader.enter_array());
  std::size_t count = 0;
  while (reader.next_element() && reader.value() != nullptr) ++count;
  EXPECT_GT(count, 4900U);
  ASSERT_TRUE(reader.error().has_value());
  EXPECT_EQ(reader.error()->code, json::read_code::unreadable);
  EXPECT_EQ(reader.error()->offset, 10'000U);
  json::FileSource missing(testing::TempDir() + "there/is/no/such/file");
  StreamReader nothing(missing);
  EXPECT_EQ(nothing.value(), nullptr);
  ASSERT_TRUE(nothing.error().has_value());
  EXPECT_EQ(nothing.error()->code, json::read_code::unreadable);
}

}  // namespace
