#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/register/register.hpp"
#include "conformance/verdict/case_result.hpp"
#include "conformance/verdict/outcome.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/json/fields.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// From cases to one verdict a requirement, and from these to conformant or not.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The verdict on one requirement.
struct Verdict {
  std::string id;
  Level level = Level::must;
  Profile profile = Profile::core;
  Outcome outcome = Outcome::not_covered;
  std::optional<std::string> capability;
  std::vector<std::string> cases;
  json::Extra extra;

  static const json::StructTable table;
  bool operator==(const Verdict&) const = default;
};

inline constexpr json::FieldRow verdict_fields[] = {
    json::field<&Verdict::id>("id", "The requirement."),
    json::field<&Verdict::level>("level", "How binding it is."),
    json::field<&Verdict::profile>("profile", "Which profile asks for it."),
    json::field<&Verdict::outcome>("outcome", "How it came out."),
    json::field<&Verdict::capability>("capability",
                                      "Undeclared capability that makes it not applicable."),
    json::field<&Verdict::cases>("cases", "Names of the cases that decided."),
};
inline constexpr json::StructTable Verdict::table =
    json::struct_table<Verdict>("Verdict", "The verdict on one requirement.", verdict_fields);

/// A case that exists in this build of the kit.
struct KnownCase {
  std::string suite;  ///< GoogleTest's suite, such as `Execute`.
  std::string test;   ///< GoogleTest's test name.
  std::vector<std::string> requirements;

  [[nodiscard]] std::string full_name() const { return suite + "." + test; }
};

/// One verdict for each row of the register, in its order. `known` are all cases of the kit and
/// `results` those that ran. A row whose capability the backend does not declare is not applicable,
/// whether or not the kit has a case for it.
[[nodiscard]] std::vector<Verdict> verdicts_of(const Register& requirements,
                                               const BackendDescriptor& descriptor,
                                               std::span<const KnownCase> known,
                                               std::span<const CaseResult> results);

/// How many requirements of one level and profile came out how.
struct OutcomeCounts {
  std::array<std::size_t, json::enum_texts<Outcome>.size()> by_outcome{};

  [[nodiscard]] std::size_t operator[](Outcome outcome) const {
    return by_outcome[static_cast<std::size_t>(outcome)];
  }
  /// fail, crash and hang together.
  [[nodiscard]] std::size_t findings() const;
  [[nodiscard]] std::size_t total() const;
  void add(Outcome outcome) { ++by_outcome[static_cast<std::size_t>(outcome)]; }
};

/// Counts over the verdicts of one level and profile.
[[nodiscard]] OutcomeCounts count(std::span<const Verdict> verdicts, Level level, Profile profile);

/// The end of a run.
enum class Conformance : std::uint8_t {
  conformant,      ///< No MUST requirement that was checked has a finding, and some were checked.
  not_conformant,  ///< At least one has.
  undecided        ///< The kit itself failed, or no MUST requirement was checked.
};

/// Whether a backend conforms, judged by both profiles, or by `core` alone.
[[nodiscard]] Conformance conformance_of(std::span<const Verdict> verdicts,
                                         std::span<const CaseResult> results,
                                         std::optional<Profile> only = std::nullopt);

}  // namespace WP_CODEBOX_NAMESPACE::conformance

namespace WP_CODEBOX_NAMESPACE {

template <>
inline constexpr auto json::enum_texts<conformance::Conformance> =
    json::enum_texts_of("conformant", "not-conformant", "undecided");

}  // namespace WP_CODEBOX_NAMESPACE
