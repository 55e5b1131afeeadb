#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/attachment/backend_choice.hpp"
#include "conformance/verdict/case_result.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the supervisor and its workers say to each other: one line of JSON for the order, then one
/// for each thing that the worker does.

namespace WP_CODEBOX_NAMESPACE {

namespace conformance {

enum class WorkerMessageKind : std::uint8_t {
  attached,
  attach_failed,
  case_started,
  case_ended,
  /// No case is left, and the backend is gone.
  done,
  /// The backend cannot be used any more, nor made anew.
  lost
};

}  // namespace conformance

template <>
inline constexpr auto json::enum_texts<conformance::WorkerMessageKind> =
    json::enum_texts_of("attached", "attach-failed", "case-started", "case-ended", "done", "lost");

namespace conformance {

/// What a worker is to do.
struct WorkerOrder {
  BackendChoice backend;
  std::vector<std::string> cases;
  std::optional<double> seed;
  std::optional<std::string> transcripts;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkerOrder&) const = default;
};

inline constexpr json::FieldRow worker_order_fields[] = {
    json::field<&WorkerOrder::backend>("backend", "The backend to attach."),
    json::field<&WorkerOrder::cases>("cases", "Full names of the cases to run."),
    json::field<&WorkerOrder::seed>("seed", "Seed of their order."),
    json::field<&WorkerOrder::transcripts>("transcripts", "Folder for the transcripts."),
};
inline constexpr json::StructTable WorkerOrder::table = json::struct_table<WorkerOrder>(
    "WorkerOrder", "What a worker of the kit is to do.", worker_order_fields);

/// What a worker did.
struct WorkerMessage {
  WorkerMessageKind kind = WorkerMessageKind::done;
  std::optional<BackendDescriptor> backend;
  std::optional<std::string> text;
  std::optional<CaseResult> result;
  std::optional<std::vector<std::string>> faults;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const WorkerMessage&) const = default;
};

inline constexpr json::FieldRow worker_message_fields[] = {
    json::field<&WorkerMessage::kind>("kind", "What happened."),
    json::field<&WorkerMessage::backend>("backend", "attached: what it says about itself."),
    json::field<&WorkerMessage::text>(
        "text", "attach-failed, lost: why; case-started: the name of the case."),
    json::field<&WorkerMessage::result>("result", "case-ended: what it found out."),
    json::field<&WorkerMessage::faults>("faults", "done: what the backend did wrong at its end."),
};
inline constexpr json::StructTable WorkerMessage::table = json::struct_table<WorkerMessage>(
    "WorkerMessage", "What a worker of the kit did.", worker_message_fields);

}  // namespace conformance
}  // namespace WP_CODEBOX_NAMESPACE
