#pragma once

#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "trace_generator.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/source.hpp"

/// \file
/// Traces in files, as tools find them; in the page cache after they were written.

namespace wp_codebox::bench {

/// A trace in a file of its own, which is removed at the end.
class TraceFile {
 public:
  TraceFile(std::size_t steps, TraceText text)
      : path_(std::filesystem::temp_directory_path() /
              ("wp-codebox-bench-" + std::to_string(getpid()) + "-" + std::to_string(steps) +
               (text == TraceText::ascii ? "-ascii.json" : "-multibyte.json"))) {
    FileOutput output(path_);
    TraceGenerator(output, text).write(steps);
    output.flush();
  }
  ~TraceFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TraceFile(const TraceFile&) = delete;
  TraceFile& operator=(const TraceFile&) = delete;

  [[nodiscard]] std::string path() const { return path_.string(); }
  [[nodiscard]] std::size_t bytes() const { return std::filesystem::file_size(path_); }

  /// The trace of that length, written when it is first asked for.
  static const TraceFile& of(std::size_t steps, TraceText text) {
    static std::map<std::pair<std::size_t, TraceText>, TraceFile> files;
    return files.try_emplace({steps, text}, steps, text).first->second;
  }

 private:
  class FileOutput final : public json::Output {
   public:
    explicit FileOutput(const std::filesystem::path& path) : file_(std::fopen(path.c_str(), "wb")) {
      if (file_ == nullptr) throw std::runtime_error("cannot write " + path.string());
    }
    ~FileOutput() { std::fclose(file_); }
    FileOutput(const FileOutput&) = delete;
    FileOutput& operator=(const FileOutput&) = delete;

   private:
    void consume(std::string_view bytes) override {
      if (std::fwrite(bytes.data(), 1, bytes.size(), file_) != bytes.size()) {
        throw std::runtime_error("cannot write the trace");
      }
    }
    std::FILE* file_;
  };

  std::filesystem::path path_;
};

/// All of a file.
inline std::string file_text(const TraceFile& file) {
  std::string text(file.bytes(), '\0');
  json::FileSource source(file.path());
  std::size_t at = 0;
  while (const auto count = source.read(text.data() + at, text.size() - at)) {
    if (*count == 0) break;
    at += *count;
  }
  if (at != text.size()) throw std::runtime_error("cannot read the trace");
  return text;
}

}  // namespace wp_codebox::bench
