#include "conformance/vectors_runner/vector_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

#include "conformance/vectors_runner/vector_row.hpp"
#include "wp_codebox/json/document.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// Runs one line and adds what came of it.
void run_line(const std::string& file, std::size_t number, const std::string& line,
              VectorResult& result) {
  json::Document document;
  const auto error = document.read(line, {.max_depth = json::depth_limit});
  if (error) {
    result.failures.push_back({file, number, "", "", error->message()});
    return;
  }
  const json::Node& root = document.root();
  const json::Node* const input = root.find("input");
  const json::Node* const expect = root.find("expect");
  const json::Node* const op = root.find("op");
  if (input == nullptr || expect == nullptr || op == nullptr || !op->is_string()) {
    result.failures.push_back({file, number, "", "", "a row has id, op, input and expect"});
    return;
  }
  const VectorRow row{member_text(root, "id"),
                      op->text(),
                      *input,
                      *expect,
                      {},
                      std::filesystem::path(file).parent_path().string()};
  VectorTotals& totals = result.by_op[row.op];
  ++totals.rows;
  if (auto found = run_row(row)) {
    ++totals.failed;
    result.failures.push_back({file, number, row.id, row.op, std::move(*found)});
  } else if (row.divergence) {
    ++totals.divergent;
    result.divergences.push_back({file, number, row.id, row.op, std::move(*row.divergence)});
  }
}

}  // namespace

std::size_t VectorResult::rows() const {
  std::size_t sum = 0;
  for (const auto& [op, totals] : by_op) sum += totals.rows;
  return sum;
}

void run_vector_file(const std::string& path, VectorResult& result) {
  std::ifstream file(path, std::ios::binary);
  if (!file.is_open()) {
    result.failures.push_back({path, 0, "", "", "cannot be opened"});
    return;
  }
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (!line.empty()) run_line(path, number, line, result);
  }
  if (number == 0) result.failures.push_back({path, 0, "", "", "has no rows"});
}

void run_vectors(const std::string& path, VectorResult& result) {
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) return run_vector_file(path, result);
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path().string());
  }
  std::sort(files.begin(), files.end());
  if (files.empty()) result.failures.push_back({path, 0, "", "", "holds no *.jsonl files"});
  for (const std::string& file : files) run_vector_file(file, result);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
