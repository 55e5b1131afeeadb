#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "../folders.hpp"
#include "conformance/vectors_runner/vector_file.hpp"
#include "conformance/vectors_runner/vector_row.hpp"

namespace {

using namespace wp_codebox;

const std::string own_vectors = wp_codebox::test::source_folder() / "conformance/vectors";
const std::string shared_vectors = wp_codebox::test::shared_folder() / "vectors";

std::vector<std::string> files_in(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto& path = entry.path();
    if (path.extension() == ".jsonl") files.push_back(path.string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void expect_all_pass(const std::string& folder) {
  conformance::VectorResult result;
  for (const std::string& file : files_in(folder)) conformance::run_vector_file(file, result);
  for (const auto& failure : result.failures) {
    ADD_FAILURE() << failure.file << ":" << failure.line << " " << failure.id << ": "
                  << failure.difference;
  }
  EXPECT_GT(result.rows(), 0U);
}

TEST(Vectors, OfTheProjectPass) { expect_all_pass(own_vectors); }

TEST(Vectors, OfTheFactsFolderPass) {
  if (!std::filesystem::is_directory(shared_vectors)) {
    std::cout << shared_vectors << " is not here, its vectors were not run\n";
    return;
  }
  expect_all_pass(shared_vectors);
}

TEST(Vectors, DivergeOnlyInWhatTheDocumentationLists) {
  conformance::VectorResult result;
  for (const std::string& file : files_in(own_vectors)) {
    conformance::run_vector_file(file, result);
  }
  std::set<std::string> ids;
  for (const auto& divergence : result.divergences) ids.insert(divergence.id);
  EXPECT_EQ(ids, (std::set<std::string>{"redaction/0057", "redaction/0078", "redaction/0084",
                                        "redaction/0105", "redaction/0129"}))
      << "docs/divergences.md has a row for each";
}

TEST(Vectors, FailOnAWrongRowAnUnknownOperationAndWhatIsNoRow) {
  const auto rows = [](const std::string& op, const std::string& expect) {
    const json::Parsed input(R"({"bits":"0000000000000000"})");
    const json::Parsed expected(expect);
    return conformance::run_row({"x", op, input.root(), expected.root()});
  };
  EXPECT_EQ(rows("number", R"({"json":"0"})"), std::nullopt);
  EXPECT_NE(rows("number", R"({"json":"1"})"), std::nullopt);
  EXPECT_NE(rows("no-such-op", "{}"), std::nullopt);
  conformance::VectorResult result;
  conformance::run_vector_file("/no/such/file.jsonl", result);
  EXPECT_FALSE(result.passed());
}

TEST(VectorComparison, NamesThePlaceOfADifference) {
  const auto compare = [](const char* expected, const char* got,
                          const conformance::Comparison& comparison = {}) {
    return conformance::difference(std::string(expected), json::Value::from_compact(got),
                                   comparison);
  };
  EXPECT_EQ(compare(R"({"a":1,"b":[2]})", R"({"b":[2],"a":1})"), std::nullopt);
  EXPECT_EQ(compare(R"({"a":[1,2]})", R"({"a":[1]})"), "$.a[1]: expected 2, got nothing");
  EXPECT_NE(compare(R"({"a":null})", "{}"), std::nullopt) << "null is not absent";
  EXPECT_EQ(compare(R"({"a":[1,2]})", R"({"a":[2,1]})", {.sets = {"a"}}), std::nullopt);
  EXPECT_NE(compare(R"({"a":[1,1]})", R"({"a":[1,2]})", {.sets = {"a"}}), std::nullopt);
  EXPECT_EQ(compare(R"({"a":1})", R"({"a":2})", {.ignored = {"a"}}), std::nullopt);
}

}  // namespace
