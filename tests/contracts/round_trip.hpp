#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"

/// What every contract struct has to do: write back exactly what it read, and say what is wrong.
namespace wp_codebox::test {

/// The digest form of a text.
inline std::string stable_form(std::string_view text) {
  json::Document document;
  const auto error = document.read(text);
  EXPECT_FALSE(error.has_value()) << error->message() << "\n" << text;
  return json::stable_json(document.root());
}

/// Reads `text` as `T` and checks that the same document comes back.
template <class T>
T expect_round_trip(std::string_view text) {
  auto decoded = json::from_json<T>(text);
  EXPECT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_EQ(json::to_stable_json(decoded.value), stable_form(text));
  return std::move(decoded.value);
}

/// The paths at which `text` does not fit `T`, in the order of the issues.
template <class T>
std::vector<std::string> issue_paths(std::string_view text) {
  const auto decoded = json::from_json<T>(text);
  EXPECT_FALSE(decoded.error.has_value()) << text;
  std::vector<std::string> paths;
  for (const json::Issue& issue : decoded.issues) paths.push_back(issue.path.dotted());
  return paths;
}

/// Members of `T` that have to be present.
template <class T>
std::vector<std::string> required_members() {
  return issue_paths<T>("{}");
}

}  // namespace wp_codebox::test
