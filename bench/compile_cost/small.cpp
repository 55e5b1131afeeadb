// The small program of scripts/compile-cost: the digest form of a document, without a contract
// type.
#include <cstdio>
#include <string>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/stable.hpp"

int main() {
  wp_codebox::json::Document document;
  if (document.read(R"({"b":1.0,"a":[true,"x"]})")) return 1;
  const std::string stable = wp_codebox::json::stable_json(document.root());
  std::printf("%s %s\n", stable.c_str(), wp_codebox::sha256_hex(stable).c_str());
  return stable == R"({"a":[true,"x"],"b":1})" ? 0 : 1;
}
