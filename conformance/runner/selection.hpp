#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/register/register.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which cases of the kit a run takes.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// One of several parts of a run, counted from 1.
struct Shard {
  int index = 1;
  int count = 1;

  /// `2/4`.
  [[nodiscard]] std::string text() const;
  /// From that text; nothing when it is none.
  [[nodiscard]] static std::optional<Shard> parse(std::string_view text);
  /// From GoogleTest's variables GTEST_TOTAL_SHARDS and GTEST_SHARD_INDEX; touches the file that
  /// GTEST_SHARD_STATUS_FILE names, as GoogleTest's own runner does. Nothing when they are not set.
  [[nodiscard]] static std::optional<Shard> of_environment();
};

/// What a user restricts a run to. Each member restricts further; several filters are alternatives.
struct SelectionRequest {
  std::vector<std::string> filters;  ///< Globs over requirement ids and names of cases.
  std::optional<Level> level;
  std::optional<Profile> profile;
  std::optional<std::string> capability;
  std::optional<Shard> shard;

  /// What it says, as command line options; nothing for a run of everything.
  [[nodiscard]] std::vector<std::string> texts() const;
};

/// The cases to run, or why there are none.
struct Selection {
  std::vector<KnownCase> cases;
  std::string fault;  ///< Names what is near to a filter that fits nothing.
};

/// A case is taken when one of its requirements is what the request asks for.
[[nodiscard]] Selection select_cases(const std::vector<KnownCase>& known,
                                     const Register& requirements, const SelectionRequest& request);

/// The texts that differ least from what somebody typed, nearest first; none when all are far.
[[nodiscard]] std::vector<std::string> near_matches(const std::string& typed,
                                                    const std::vector<std::string>& texts);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
