#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "conformance/report/run_result.hpp"
#include "conformance/verdict/case_result.hpp"
#include "conformance/verdict/verdict.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What happens in a run, one line of JSON each. An event file is such lines in their order; it
/// only ever grows, so that a run which was killed can still be read to the last thing that it did.

namespace WP_CODEBOX_NAMESPACE {

namespace conformance {

enum class RunEventKind : std::uint8_t { run_started, case_started, case_ended, run_ended };

}  // namespace conformance

template <>
inline constexpr auto json::enum_texts<conformance::RunEventKind> =
    json::enum_texts_of("run-started", "case-started", "case-ended", "run-ended");

namespace conformance {

/// One event.
struct RunEvent {
  RunEventKind event = RunEventKind::run_started;
  std::string at;
  std::optional<RunResult> run;
  std::optional<std::vector<std::string>> known;
  std::optional<std::vector<std::string>> selected;
  std::optional<std::string> name;
  std::optional<CaseResult> result;
  std::optional<std::vector<std::string>> endFaults;
  std::optional<std::string> interrupted;
  std::optional<double> durationMs;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const RunEvent&) const = default;
};

inline constexpr json::FieldRow run_event_fields[] = {
    json::field<&RunEvent::event>("event", "What happened."),
    json::field<&RunEvent::at>("at", "When."),
    json::field<&RunEvent::run>(
        "run", "run-started: what is known of the run before its first case; it has no cases yet."),
    json::field<&RunEvent::known>("known", "run-started: names of all cases that the kit has."),
    json::field<&RunEvent::selected>("selected",
                                     "run-started: names of the cases that are to run."),
    json::field<&RunEvent::name>("name", "case-started: name of the case."),
    json::field<&RunEvent::result>("result", "case-ended: what it found out."),
    json::field<&RunEvent::endFaults>(
        "endFaults", "run-ended: what the backend's program did wrong outside of every case."),
    json::field<&RunEvent::interrupted>(
        "interrupted", "run-ended: why some selected cases have no result; absent: all have one."),
    json::field<&RunEvent::durationMs>("durationMs",
                                       "run-ended: how long the run took, in milliseconds."),
};
inline constexpr json::StructTable RunEvent::table =
    json::struct_table<RunEvent>("RunEvent", "One thing that happened in a run.", run_event_fields,
                                 {.schema_id = "wp-codebox/conformance-event/v1"});

/// The event as its line, with its LF.
[[nodiscard]] std::string event_line(const RunEvent& event);

}  // namespace conformance
}  // namespace WP_CODEBOX_NAMESPACE
