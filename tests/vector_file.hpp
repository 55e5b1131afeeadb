#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "folders.hpp"
#include "wp_codebox/json/document.hpp"

/// The contract's vectors, one JSON object a line.
namespace wp_codebox::test {

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return {std::istreambuf_iterator<char>(file), {}};
}

/// One row; its nodes are valid during the call that gets it.
struct VectorRow {
  std::string id;
  const json::Node& input;
  const json::Node& expect;

  /// A string member of the input; a test failure when it is absent.
  [[nodiscard]] std::string text(std::string_view name) const { return text_of(input, name); }
  [[nodiscard]] std::string expected(std::string_view name) const { return text_of(expect, name); }

 private:
  static std::string text_of(const json::Node& object, std::string_view name) {
    const json::Node* const member = object.find(name);
    EXPECT_NE(member, nullptr) << name;
    return member == nullptr ? std::string() : member->text();
  }
};

/// Calls `check` with each row of `conformance/vectors/<operation>.jsonl`.
template <class Check>
void for_each_row(const std::string& operation, Check check) {
  const std::string path = source_folder() / "conformance/vectors" / (operation + ".jsonl");
  std::ifstream file(path, std::ios::binary);
  ASSERT_TRUE(file.is_open()) << path;
  json::Document document;
  std::size_t rows = 0;
  for (std::string line; std::getline(file, line); ++rows) {
    const auto error = document.read(line);
    ASSERT_FALSE(error.has_value()) << path << ", row " << rows + 1 << ": " << error->message();
    const json::Node* const input = document.root().find("input");
    const json::Node* const expect = document.root().find("expect");
    ASSERT_TRUE(input != nullptr && expect != nullptr) << path << ", row " << rows + 1;
    const VectorRow row{document.root().find("id")->text(), *input, *expect};
    SCOPED_TRACE(row.id);
    check(row);
  }
  EXPECT_GT(rows, 0U) << path;
}

}  // namespace wp_codebox::test
