#pragma once

#include <cstddef>
#include <string_view>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/issue.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/path.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The checks of an episode trace (WPC-EPI-014, WPC-EPI-015), part by part: each looks at one node
/// and says what is wrong with it, so that a trace can be checked whole or as a stream.

namespace WP_CODEBOX_NAMESPACE {

/// Stable codes of what is wrong with a trace.
namespace trace_issue_code {
/// A member is absent or of the wrong kind.
inline constexpr std::string_view type = "trace-type-mismatch";
/// A member has another value than the contract gives it.
inline constexpr std::string_view constant = "trace-constant-mismatch";
inline constexpr std::string_view text = "trace-text-missing";  ///< A text is absent or empty.

/// A step's `index` is not its place.
inline constexpr std::string_view index = "trace-index-mismatch";
/// What should be a sha256 record is none.
inline constexpr std::string_view digest_invalid = "trace-digest-invalid";
/// A digest is not that of what it covers.
inline constexpr std::string_view digest_mismatch = "trace-digest-mismatch";
/// A name that judges a run, which no trace may have (WPC-EPI-015).
inline constexpr std::string_view forbidden_key = "trace-forbidden-key";
}  // namespace trace_issue_code

/// Checks the parts of one trace. Each function appends to `issues` in the contract's order and
/// never throws but for want of memory. An object may be used for any number of parts, by one
/// thread at a time.
class TracePartCheck {
 public:
  /// `issues` is the caller's and must outlive this.
  explicit TracePartCheck(json::Issues& issues) : issues_(&issues) {}

  /// Appends to another list from now on.
  void report_to(json::Issues& issues) { issues_ = &issues; }

  /// A member that must be exactly this text; `node` is null when it is absent.
  void constant(const json::Node* node, std::string_view expected, const json::PathFrame& at);
  /// A member that must be a text that is not empty. True when it is.
  bool text(const json::Node* node, const json::PathFrame& at);
  /// `version`, which is 1.
  void version(const json::Node* node, const json::PathFrame& at);
  /// `id` of an object such as the runtime; `node` is the object, null when it is absent.
  void id_of(const json::Node* node, const json::PathFrame& at);
  /// A member that must be an array. True when it is.
  bool array(const json::Node* node, const json::PathFrame& at);

  /// A step, without its forbidden keys.
  void step(const json::Node& step, std::size_t index, const json::PathFrame& at);
  /// An action that has an id.
  void action(const json::Node& action, const json::PathFrame& at);
  /// A record of what was observed; its digest is taken again.
  void observation(const json::Node& observation, const json::PathFrame& at);
  /// A record of a snapshot; its digest is taken again.
  void snapshot(const json::Node& snapshot, const json::PathFrame& at);
  /// A reference of this kind; any kind when it is empty. Gives its digest's value, or null when
  /// that is no digest.
  const json::Node* reference(const json::Node& reference, std::string_view kind,
                              const json::PathFrame& at);
  /// A reference of this kind whose digest is the one that its target has; the target is null when
  /// there is none.
  void reference_to(const json::Node& reference, std::string_view kind, const json::Node* target,
                    const json::PathFrame& at);

  /// Names that no trace may have, at any depth of `node` (WPC-EPI-015).
  void forbidden_keys(const json::Node& node, const json::PathFrame& at);
  /// The same for the name of one member of the trace; `at` is the member.
  void forbidden_key(std::string_view name, const json::Node& value, const json::PathFrame& at);

 private:
  void report(std::string_view code, std::string_view expected, const json::Node* node,
              const json::PathFrame& at);
  void optional_text(const json::Node& action, std::string_view name, const json::PathFrame& at);
  void action_members(const json::Node& action, const json::PathFrame& at);
  void artifact_refs(const json::Node& record, const json::PathFrame& at);
  [[nodiscard]] const json::Node* digest(const json::Node* node, const json::PathFrame& at);
  void same_digest(const json::Node& value, const Sha256Bytes& recomputed,
                   const json::PathFrame& at);
  void execution_reference(const json::Node* reference, const json::Node* execution,
                           const json::PathFrame& at);

  json::Issues* issues_;
  Sha256 hash_;
};

/// Whether a node is a sha256 record: algorithm `sha256` and 64 lower-case hexadecimal digits.
[[nodiscard]] bool is_digest_record(const json::Node* node);

/// The value of a sha256 record; null when the node is none.
[[nodiscard]] const json::Node* digest_value(const json::Node* node);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/validation/impl/trace_part.inl.hpp"
#endif
