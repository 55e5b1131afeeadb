#include "wp_codebox/json/encoded_source.hpp"

#include <gtest/gtest.h>

#include <string>

#include "sample_structs.hpp"
#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;
using sample::Everything;

std::string all(json::Source& source, std::size_t piece) {
  std::string text;
  std::string buffer(piece, '\0');
  while (const auto count = source.read(buffer.data(), piece)) {
    if (*count == 0) break;
    text.append(buffer, 0, *count);
  }
  return text;
}

void same(const auto& value) {
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
    json::EncodedSource source(value);
    EXPECT_EQ(all(source, piece), json::to_json(value));
  }
}

TEST(EncodedSource, GivesTheTextOfTheStruct) {
  Everything value;
  same(value);
  value.name = "a \"name\"";
  value.tags.emplace();
  same(value);
  value.tags = {"a", "b"};
  for (int i = 0; i < 1000; ++i) {
    value.points.emplace_back().x = i;
    value.points.back().label = "point " + std::to_string(i);
  }
  value.extra.set("later", json::Value::object());
  value.extra.set("a \"b\"", json::Value::string("c"));
  same(value);
}

TEST(EncodedSource, GivesAStructWithoutMembers) {
  sample::Ruled value;
  same(value);
  value.extra.set("only", json::Value::boolean(true));
  same(value);
  value.names = {"n"};
  same(value);
}

}  // namespace
