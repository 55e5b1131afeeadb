// The yardstick of scripts/compile-cost: reads a document and writes it with nlohmann_json alone.
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

int main() {
  const auto document = nlohmann::json::parse(R"({"b":1.0,"a":[true,"x"]})", nullptr, false);
  const std::string text = document.dump();
  std::printf("%s\n", text.c_str());
  return document.is_discarded() ? 1 : 0;
}
