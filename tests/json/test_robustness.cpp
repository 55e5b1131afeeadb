#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "../folders.hpp"
#include "../vector_file.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

// The reader against whole families of texts: a corpus of cases, every prefix and every changed
// byte of a document, documents made at random.

namespace {

using namespace wp_codebox;
using json::Document;

/// Reads a copy that ends exactly at the end of its memory, so that sanitizers see every byte read
/// too far.
class ExactText {
 public:
  explicit ExactText(std::string_view text)
      : bytes_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

constexpr std::string_view sample =
    "{\"schema\":\"wp-codebox/runtime-episode-trace/"
    "v1\",\"version\":1,\"10\":-0.5e-3,\"list\":[true,"
    "false,null,[],{}],\"text\":\"a \\\"quoted\\\" line\\nand a tab\\t, caf\xC3\xA9 "
    "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E \xF0\x9F\x98\x80 \\u001f \\ud83d\\ude00 \\ud800 "
    "\\/ and so on until the next block of bytes begins\",\"version\":123456789012345678901,"
    "\"k\\u0065y\":{\"b\":1,\"a\":\"\"},\"b\":{ \"x\" : [ 1 , 2.25 ] }}";

/// What holds of any text: it is refused in a place within it, or what is printed of it reads back
/// as the same.
void check_any(Document& document, Document& again, std::string_view text) {
  const ExactText exact(text);
  if (const auto error = document.read(exact.view())) {
    ASSERT_LE(error->offset, text.size());
    ASSERT_FALSE(error->expected.empty());
    ASSERT_TRUE(document.root().is_null());
    return;
  }
  const std::string stable = stable_json(document.root());
  ASSERT_EQ(again.read(stable), std::nullopt) << stable;
  ASSERT_EQ(stable_json(again.root()), stable);
  const std::string compact = compact_json(document.root());
  ASSERT_EQ(again.read(compact), std::nullopt);
  ASSERT_EQ(compact_json(again.root()), compact);
  ASSERT_EQ(stable_json(again.root()), stable);
  ASSERT_EQ(again.read(pretty_json(document.root())), std::nullopt);
}

TEST(Reader, RefusesEveryPrefixOfADocument) {
  Document document;
  ASSERT_EQ(document.read(sample), std::nullopt);
  for (std::size_t size = 0; size < sample.size(); ++size) {
    const ExactText prefix(sample.substr(0, size));
    const auto error = document.read(prefix.view());
    ASSERT_TRUE(error.has_value()) << size;
    // A cut inside a character is told where the character begins.
    const bool cut = size < sample.size() && (sample[size] & '\xC0') == '\x80';
    ASSERT_EQ(error->code, cut ? json::read_code::invalid_utf8 : json::read_code::syntax) << size;
    if (!cut) {
      ASSERT_EQ(error->offset, size);
    }
  }
}

TEST(Reader, SurvivesEveryChangeOfOneByte) {
  Document document;
  Document again;
  std::string text(sample);
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      text[at] = static_cast<char>(byte);
      ASSERT_NO_FATAL_FAILURE(check_any(document, again, text)) << at << ' ' << byte;
    }
    text[at] = sample[at];
  }
}

TEST(Reader, SurvivesRandomChangesOfManyBytes) {
  Document document;
  Document again;
  std::mt19937 random(5);
  constexpr std::string_view alphabet = "{}[]\",:\\u0dD89aetfn -+.1\n\xC3\xA9\xED\xF0\xFF";
  for (int round = 0; round < 20'000; ++round) {
    std::string text(sample);
    for (auto changes = random() % 6 + 1; changes > 0; --changes) {
      const std::size_t at = random() % text.size();
      const char byte = alphabet[random() % alphabet.size()];
      switch (random() % 3) {
        case 0:
          text[at] = byte;
          break;
        case 1:
          text.insert(text.begin() + static_cast<std::ptrdiff_t>(at), byte);
          break;
        default:
          text.erase(at, random() % 9 + 1);
      }
    }
    ASSERT_NO_FATAL_FAILURE(check_any(document, again, text)) << text;
  }
}

/// Random JSON text in random spelling, and the same as nlohmann::json understands it.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::string value(int depth = 0) {
    const unsigned kind = below(depth < 6 ? 7 : 5);
    if (kind == 5) return container(depth, '[', ']');
    if (kind == 6) return container(depth, '{', '}');
    return space() + scalar(kind) + space();
  }

 private:
  unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }

  std::string scalar(unsigned kind) {
    switch (kind) {
      case 0:
        return "null";
      case 1:
        return random_() % 2 == 0 ? "true" : "false";
      case 2:
        return std::to_string(static_cast<int>(random_()) >> random_() % 31);
      case 3:
        return std::to_string(random_() % 1000) + "." + std::to_string(random_() % 100'000) + "e" +
               std::to_string(static_cast<int>(random_() % 40) - 20);
      default:
        return string();
    }
  }

  std::string container(int depth, char opening, char closing) {
    std::string text = space() + opening;
    for (unsigned left = below(8); left > 0; --left) {
      if (opening == '{') text += space() + string() + space() + ":";
      text += value(depth + 1);
      if (left > 1) text += ',';
    }
    return text + space() + closing + space();
  }

  std::string string() {
    static const std::vector<std::string> pieces = {"a",
                                                    "key",
                                                    "0",
                                                    "17",
                                                    "\\n",
                                                    "\\\"",
                                                    "\\\\",
                                                    "\\/",
                                                    "\\t",
                                                    " ",
                                                    "\\b",
                                                    "\\f",
                                                    "\\r",
                                                    "\\u0000",
                                                    "\\u001F",
                                                    "\\u00e9",
                                                    "x",
                                                    "\xC3\xA9",
                                                    "日本",
                                                    "\\u65E5",
                                                    "😀",
                                                    "\\uD83D\\uDE00",
                                                    "\\u2028",
                                                    "\x7F",
                                                    "longer piece of text"};
    std::string text = "\"";
    for (unsigned left = below(12); left > 0; --left) text += pieces[random_() % pieces.size()];
    return text + "\"";
  }

  std::string space() {
    static const std::vector<std::string> kinds = {"", "", "", " ", "\n", "\t\r\n  "};
    return kinds[random_() % kinds.size()];
  }

  std::mt19937 random_;
};

TEST(Reader, AgreesWithAnotherLibraryOnRandomDocuments) {
  Document document;
  Document again;
  for (unsigned seed = 0; seed < 3000; ++seed) {
    const std::string text = RandomText(seed).value();
    ASSERT_NO_FATAL_FAILURE(check_any(document, again, text)) << text;
    ASSERT_EQ(document.read(text), std::nullopt) << text;
    // Both read by nlohmann::json, which sorts members and keeps the last of a repeated name.
    ASSERT_EQ(nlohmann::json::parse(compact_json(document.root())), nlohmann::json::parse(text))
        << text;
  }
}

/// The suite's open cases that are refused: not UTF-8, or with a byte order mark.
const std::set<std::string> odd_bytes = {"i_string_UTF-16LE_with_BOM.json",
                                         "i_string_UTF-8_invalid_sequence.json",
                                         "i_string_UTF8_surrogate_U+D800.json",
                                         "i_string_invalid_utf-8.json",
                                         "i_string_iso_latin_1.json",
                                         "i_string_lone_utf8_continuation_byte.json",
                                         "i_string_not_in_unicode_range.json",
                                         "i_string_overlong_sequence_2_bytes.json",
                                         "i_string_overlong_sequence_6_bytes.json",
                                         "i_string_overlong_sequence_6_bytes_null.json",
                                         "i_string_truncated-utf-8.json",
                                         "i_string_utf16BE_no_BOM.json",
                                         "i_string_utf16LE_no_BOM.json",
                                         "i_structure_UTF-8_BOM_empty_object.json"};

TEST(Reader, TreatsTheJsonTestSuiteAsJavaScriptDoes) {
  const std::filesystem::path folder =
      wp_codebox::test::shared_folder() / "corpora/json-test-suite/test_parsing";
  if (!std::filesystem::is_directory(folder)) {
    GTEST_SKIP() << "not here, skipped these checks: JSONTestSuite in " << folder;
  }
  Document document;
  Document again;
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::string text = test::file_text(entry.path().string());
    const bool accepted = !document.read(text).has_value();
    ++cases;
    if (name.starts_with("y_")) {
      EXPECT_TRUE(accepted) << name;
    } else if (name.starts_with("n_")) {
      EXPECT_FALSE(accepted) << name;
    } else {
      // The parser's choice: numbers out of range, lone surrogates and 500 levels are accepted, as
      // JSON.parse does.
      EXPECT_EQ(accepted, !odd_bytes.contains(name)) << name;
    }
    ASSERT_NO_FATAL_FAILURE(check_any(document, again, text)) << name;
  }
  EXPECT_GT(cases, 300U);
}

}  // namespace
