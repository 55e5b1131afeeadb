#include "wp_codebox/json/decode_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "sample_structs.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;
using sample::Everything;
using sample::Point;
using sample::Ruled;

/// What one form of reading says: everything that a caller can see.
template <class T>
std::string told(const json::Decoded<T>& decoded) {
  std::string text = decoded.error
                         ? decoded.error->message() + " at " + std::to_string(decoded.error->offset)
                         : json::to_json(decoded.value);
  for (const json::Issue& issue : decoded.issues) {
    text += "\n" + issue.path.dotted() + " " + issue.code + " " + issue.message();
  }
  return text;
}

/// The same for the whole text read as one document.
template <class T>
std::string whole(const std::string& text) {
  json::Decoded<T> decoded;
  json::Document document;
  decoded.error = document.read(text);
  if (!decoded.error) json::decode(document.root(), decoded.value, decoded.issues);
  return told(decoded);
}

/// Reads a text from a file, and whole as a document, and compares.
class DecodeFile : public ::testing::Test {
 protected:
  template <class T>
  void same(const std::string& text) {
    const std::string path = (folder_ / "document.json").string();
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    ASSERT_NE(file, nullptr);
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
    EXPECT_EQ(told(json::from_json_file<T>(path)), whole<T>(text)) << text.substr(0, 300);
    // Padded to a length at which a text in memory is read in pieces too.
    const std::string padded = std::string(300'000, ' ') + text;
    EXPECT_EQ(told(json::from_json<T>(padded)), whole<T>(padded)) << text.substr(0, 300);
  }

 private:
  test::ScratchFolder folder_;
};

constexpr std::string_view complete =
    R"({"schema":"sample/v1","version":1,"flag":true,"count":2.5,"name":"n","mode":"readwrite",)"
    R"("color":"mauve","point":{"x":1,"label":"l","z":9},"points":[{"x":2},{"x":3}],)"
    R"("scores":{"b":1,"a":2},"anything":{"k":[null]},"maybe":null,"custom":["a","b"],)"
    R"("tags":["t"],"later":{"v":1}})";

TEST_F(DecodeFile, ReadsWhatTheWholeDocumentHolds) {
  same<Everything>(std::string(complete));
  same<std::vector<Point>>(R"([{"x":1},{"x":"no"},{}])");
  same<std::vector<Point>>("[]");
  same<Point>(R"({"x":1})");
}

TEST_F(DecodeFile, ReportsIssuesInTheOrderOfTheTable) {
  same<Everything>(R"({"tags":[1,"a",null],"custom":3,"maybe":4,"points":[{},{"x":null},7],)"
                   R"("scores":{"q":"w"},"mode":"x","flag":1,"other":2})");
  same<Everything>(R"({"tags":null,"points":null})");
  same<Everything>("[]");
  same<Everything>("3");
  same<Ruled>(R"({"zzz":1,"names":[],"port":-1,"level":"none","slug":"A B","yyy":{}})");
  same<Ruled>(R"({"names":["a","b","c","d","e","f"]})");
  same<Ruled>("{}");
}

TEST_F(DecodeFile, CountsTheLastOfARepeatedMember) {
  same<Everything>(R"({"points":[{"x":1},{"x":2}],"points":[{"x":3}],"name":3,"name":"n",)"
                   R"("extra":1,"other":2,"extra":3})");
  same<Ruled>(R"({"zzz":"first","source":"s","yyy":1,"zzz":[]})");
}

TEST_F(DecodeFile, KeepsJavaScriptsOrderOfOtherMembers) {
  same<Point>(R"({"b":1,"10":2,"x":1,"9":3,"a":4,"010":5,"4294967294":6,"4294967295":7,"0":8})");
  same<Ruled>(R"({"b":1,"10":2,"9":3,"source":"s"})");
}

TEST_F(DecodeFile, TellsTheDocumentsErrorOfEveryPrefix) {
  for (std::size_t size = 0; size < complete.size(); ++size) {
    same<Everything>(std::string(complete.substr(0, size)));
  }
  same<Everything>(std::string(complete) + "x");
}

TEST_F(DecodeFile, SaysOfEveryChangedByteWhatTheDocumentSays) {
  constexpr std::string_view bytes = "{}[]\",:\\0-e \x01\xC3\xFF";
  std::string text(complete);
  for (std::size_t at = 0; at < text.size(); ++at) {
    text[at] = bytes[at % bytes.size()];
    same<Everything>(text);
    text[at] = complete[at];
  }
}

TEST_F(DecodeFile, TellsThatAFileIsNotThere) {
  const auto absent = json::from_json_file<Everything>("/no/such/folder/document.json");
  ASSERT_TRUE(absent.error.has_value());
  EXPECT_EQ(absent.error->code, "json-unreadable");
  EXPECT_FALSE(absent.ok());
}

TEST_F(DecodeFile, ReadsListsOfAnyLength) {
  for (const int count : {511, 512, 513, 2000, 40'000}) {
    // The first elements are short, so the room made by them is the wrong one.
    std::string text = R"({"x":1,"label":"l"})";
    for (int i = 1; i < count; ++i) {
      text +=
          R"(,{"x":)" + std::to_string(i) + (i > 600 ? R"(,"z":"0123456789012345678")" : "") + "}";
    }
    same<std::vector<Point>>("[" + text + "]");
    same<Everything>(R"({"name":"n","points":[)" + text + R"(],"later":1})");
  }
}

}  // namespace
