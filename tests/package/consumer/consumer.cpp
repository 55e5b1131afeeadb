// Reads a document and prints its digest form, as a tool outside this repository would.
#include <cstdio>
#include <string>

#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/version.hpp"

int main() {
  wp_codebox::json::Document document;
  if (const auto error = document.read(R"({"b":1.0,"a":[true,"x"]})")) {
    std::printf("%s\n", error->message().c_str());
    return 1;
  }
  const std::string stable = wp_codebox::json::stable_json(document.root());
  std::printf("%s %s\n", wp_codebox::sdk_version, stable.c_str());
  return stable == R"({"a":[true,"x"],"b":1})" ? 0 : 1;
}
