#include "wp_codebox/json/source.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>

namespace {

using namespace wp_codebox;
using json::FileSource;
using json::TextSource;

/// Everything a source has, asked for in pieces; "(failed)" at the end when reading failed.
std::string all_of(json::Source& source, std::size_t size) {
  std::string text;
  std::string piece(size, '\0');
  for (;;) {
    const auto count = source.read(piece.data(), piece.size());
    if (!count.has_value()) return text + "(failed)";
    if (*count == 0) return text;
    text.append(piece, 0, *count);
  }
}

TEST(TextSource, HandsOutPiecesInOrder) {
  for (const std::size_t size : {1U, 2U, 5U, 100U}) {
    TextSource whole("hello world");
    EXPECT_EQ(all_of(whole, size), "hello world");
    TextSource pieces("hello world", 3);
    EXPECT_EQ(all_of(pieces, size), "hello world");
  }
  TextSource empty("");
  EXPECT_EQ(all_of(empty, 4), "");
}

TEST(FileSource, ReadsAFileToItsEnd) {
  const std::string path = testing::TempDir() + "file_source_test.txt";
  std::string text;
  for (int line = 0; line < 10'000; ++line) text += std::to_string(line) + "\n";
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(std::fwrite(text.data(), 1, text.size(), file), text.size());
  ASSERT_EQ(std::fclose(file), 0);

  FileSource by_name(path);
  EXPECT_TRUE(by_name.is_open());
  EXPECT_EQ(all_of(by_name, 777), text);

  std::FILE* const stream = std::fopen(path.c_str(), "rb");
  FileSource by_stream(stream);
  EXPECT_EQ(all_of(by_stream, 4096), text);
  EXPECT_EQ(std::fclose(stream), 0);
  std::filesystem::remove(path);
}

TEST(FileSource, FailsForWhatCannotBeRead) {
  FileSource missing(testing::TempDir() + "there/is/no/such/file");
  EXPECT_FALSE(missing.is_open());
  EXPECT_EQ(all_of(missing, 10), "(failed)");
  FileSource folder(testing::TempDir());
  EXPECT_EQ(all_of(folder, 10), "(failed)");
}

}  // namespace
