#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "wp_codebox/runtime/clock.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Ids of runtimes, commands, observations, snapshots and events.

namespace WP_CODEBOX_NAMESPACE {

/// Makes ids `<prefix>-<milliseconds in base 36>-<6 base-36 digits>`, which are safe as names of
/// files (WPC-ID-001, WPC-ID-002). Safe for several threads.
class IdSource {
 public:
  /// Gives a number for the last part; only its remainder by 36^6 counts.
  using Tail = std::function<std::uint64_t()>;

  /// The tail counts up from a random start, one count for the whole process: ids are distinct
  /// inside a process, and most likely across processes.
  explicit IdSource(std::shared_ptr<Clock> clock);
  /// With a tail of the caller's, for tests; distinct ids are its business then.
  IdSource(std::shared_ptr<Clock> clock, Tail tail);

  [[nodiscard]] std::string next(std::string_view prefix);  ///< An id that no other call gives.

 private:
  std::shared_ptr<Clock> clock_;
  Tail tail_;
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/runtime/impl/id_source.inl.hpp"
#endif
