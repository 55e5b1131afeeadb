#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/attachment/attachment.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Which backend a user wants judged, and how patient the kit is with it.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Exactly one of `backend`, `program` and `address` is not empty. Times are in milliseconds.
struct BackendChoice {
  std::string backend;
  std::vector<std::string> program;
  std::string address;
  std::optional<std::string> mutant;
  std::optional<std::string> variant;
  double startLimitMs = 30000;
  std::optional<double> messageLimitMs;  ///< What the user chose; else see `Patience`.
  std::optional<double> caseLimitMs;     ///< The same.
  double lineLimitBytes = 67108864;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const BackendChoice&) const = default;
};

inline constexpr json::FieldRow backend_choice_fields[] = {
    json::field<&BackendChoice::backend>("backend", "Name of a backend of this program."),
    json::field<&BackendChoice::program>("program",
                                         "A program that speaks the backend protocol on its "
                                         "standard input and output, with its arguments."),
    json::field<&BackendChoice::address>(
        "address", "Where a program listens that the user started: unix:PATH."),
    json::field<&BackendChoice::mutant>("mutant", "Deliberate fault of the memory backend."),
    json::field<&BackendChoice::variant>("variant", "Unusual form of the memory backend."),
    json::field<&BackendChoice::startLimitMs>("startLimitMs", "Patience with the start."),
    json::field<&BackendChoice::messageLimitMs>("messageLimitMs", "Patience with an answer."),
    json::field<&BackendChoice::caseLimitMs>("caseLimitMs", "Patience with a case."),
    json::field<&BackendChoice::lineLimitBytes>("lineLimitBytes", "Bytes of the longest line."),
};
inline constexpr json::StructTable BackendChoice::table = json::struct_table<BackendChoice>(
    "BackendChoice", "Which backend is judged.", backend_choice_fields);

/// What is wrong with the choice; empty when nothing is.
[[nodiscard]] std::string choice_fault(const BackendChoice& choice);

/// What reports call the attachment.
[[nodiscard]] std::string choice_name(const BackendChoice& choice);

/// The way to the backend; `on_line` is told of each line of the protocol, if there is one, as
/// `ProgramOptions` says. Errors come through.
[[nodiscard]] std::unique_ptr<Attachment> attach_backend(
    const BackendChoice& choice,
    std::function<void(bool to_program, std::string_view line)> on_line = nullptr);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
