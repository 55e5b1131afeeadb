// Reads a document and prints its digest form, as a tool outside this repository would.
#include <chrono>
#include <cstdio>
#include <string>

#ifdef CONSUMER_HAS_ONE_HEADER
#include "wp_codebox/wp_codebox.hpp"
#else
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/version.hpp"
#endif

#ifdef CONSUMER_STARTS_PROCESSES
#include "wp_codebox/stdio/process.hpp"

// The package's stdio part links and works.
static bool starts_processes() {
  const auto result = wp_codebox::run_process(
      {.program = "/bin/sh", .arguments = {"-c", "printf hello"}}, std::chrono::seconds(30));
  return result.stdout_text == "hello";
}
#else
static bool starts_processes() { return true; }
#endif

int main() {
  wp_codebox::json::Document document;
  if (const auto error = document.read(R"({"b":1.0,"a":[true,"x"]})")) {
    std::printf("%s\n", error->message().c_str());
    return 1;
  }
  const std::string stable = wp_codebox::json::stable_json(document.root());
  std::printf("%s %s\n", wp_codebox::sdk_version, stable.c_str());
  return stable == R"({"a":[true,"x"],"b":1})" && starts_processes() ? 0 : 1;
}
