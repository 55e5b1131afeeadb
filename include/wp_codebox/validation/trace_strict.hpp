#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/path.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The strict rules for traces (WPC-EPI-017), part by part. What is wrong by the other rules is not
/// said again: a member of the wrong type is passed over.

namespace WP_CODEBOX_NAMESPACE {

namespace trace_issue_code {
/// A reference names another id than that of its target.
inline constexpr std::string_view ref_target = "trace-ref-target-mismatch";
/// An id that an earlier part of the trace has.
inline constexpr std::string_view id_repeated = "trace-id-repeated";
/// A time that has not the contract's form.
inline constexpr std::string_view time = "trace-time-invalid";
}  // namespace trace_issue_code

/// Checks the parts of one trace. It keeps the ids it has seen, so its memory grows with their
/// number: of two equal ids the one that comes later is reported. For one thread at a time.
class TraceStrictCheck {
 public:
  /// The members of a trace that have ids in them.
  enum class Section : std::uint8_t { reset, steps, snapshots };

  /// `issues` is the caller's and must outlive this.
  explicit TraceStrictCheck(json::Issues& issues) : issues_(&issues) {}
  TraceStrictCheck(const TraceStrictCheck&) = delete;
  TraceStrictCheck& operator=(const TraceStrictCheck&) = delete;

  /// Appends to another list from now on.
  void report_to(json::Issues& issues) { issues_ = &issues; }

  /// The parts of this member come next; what was seen of it before is forgotten.
  void begin(Section section) {
    ids_ = &sections_[static_cast<std::size_t>(section)];
    ids_->clear();
  }

  /// A time; `node` is null when it is absent.
  void time(const json::Node* node, const json::PathFrame& at);
  /// `id` of a part, which no other part of the trace may have.
  void unique_id(const json::Node* part, const json::PathFrame& at);
  /// A reference names the id of what it points at.
  void target(const json::Node* reference, const json::Node* target, const json::PathFrame& at);

  void reset(const json::Node& reset, const json::PathFrame& at);  ///< Checks the trace's reset.
  void step(const json::Node& step, const json::PathFrame& at);    ///< Checks one step.
  void snapshot(const json::Node& snapshot, const json::PathFrame& at);  ///< Checks one snapshot.

  /// `artifactRef`, and `artifacts` that it points at; null when absent.
  void artifact_ref(const json::Node* reference, const json::Node* artifacts,
                    const json::PathFrame& at);

 private:
  void report(std::string_view code, std::string expected, const json::Node* node,
              const json::PathFrame& at);
  void observation(const json::Node& observation, const json::PathFrame& at);

  json::Issues* issues_;
  std::array<std::unordered_set<std::string>, 3> sections_;
  std::unordered_set<std::string>* ids_ = &sections_[0];
};

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/trace_strict.inl.hpp"
#endif
