#include "conformance/verdict/known_failures.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <set>

#include "wp_codebox/json/decode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

bool digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  return value;
}

/// `2027-03-31`, and a day that the calendar has.
bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  const std::string_view year = text.substr(0, 4);
  const std::string_view month = text.substr(5, 2);
  const std::string_view day = text.substr(8, 2);
  if (!digits(year) || !digits(month) || !digits(day)) return false;
  return std::chrono::year_month_day(std::chrono::year(number(year)),
                                     std::chrono::month(static_cast<unsigned>(number(month))),
                                     std::chrono::day(static_cast<unsigned>(number(day))))
      .ok();
}

/// What an entry speaks of.
struct Subject {
  bool exists = false;
  std::optional<Outcome> outcome;  ///< Absent when nothing of it ran.
  double failure_rate = 0;
};

Subject subject_of(const std::string& id, std::span<const Verdict> verdicts,
                   std::span<const CaseResult> results, std::span<const KnownCase> known) {
  Subject subject;
  subject.exists = std::any_of(known.begin(), known.end(),
                               [&](const KnownCase& c) { return c.full_name() == id; });
  for (const Verdict& verdict : verdicts) {
    if (verdict.id != id) continue;
    subject.exists = true;
    if (verdict.outcome >= Outcome::not_applicable) subject.outcome = verdict.outcome;
  }
  for (const CaseResult& result : results) {
    const auto& ids = result.requirements;
    const bool concerned = std::find(ids.begin(), ids.end(), id) != ids.end();
    if (result.name == id) {
      subject.exists = true;
      subject.outcome = result.outcome;
    }
    if (concerned || result.name == id) {
      subject.failure_rate = std::max(subject.failure_rate, failure_rate(result));
    }
  }
  return subject;
}

std::string percent(double rate) { return std::to_string(std::lround(rate * 100)) + " %"; }

void judge(KnownFailureVerdict& verdict, const Subject& subject, std::string_view today) {
  const KnownFailure& entry = verdict.entry;
  const auto is = [&](KnownFailureState state, std::string what) {
    verdict.state = state;
    verdict.what = std::move(what);
  };
  if (!subject.exists) {
    return is(KnownFailureState::unknown, "there is no such requirement or case");
  }
  if (entry.expires < today) {
    return is(KnownFailureState::expired, "its last day was " + entry.expires);
  }
  if (!subject.outcome) return is(KnownFailureState::not_run, "its cases did not run");
  const std::string came_out = std::string(json::enum_text(*subject.outcome));
  if (entry.maximumRate) {
    const std::string rate = "failed in " + percent(subject.failure_rate) + " of the runs, " +
                             percent(*entry.maximumRate) + " are allowed";
    const bool allowed = subject.failure_rate <= *entry.maximumRate;
    return is(allowed ? KnownFailureState::seen : KnownFailureState::too_often, rate);
  }
  if (!is_finding(*subject.outcome)) {
    return is(KnownFailureState::stale, "it came out as " + came_out + "; remove the entry");
  }
  if (*subject.outcome != entry.outcome) {
    return is(KnownFailureState::different, "it came out as " + came_out + ", not as " +
                                                std::string(json::enum_text(entry.outcome)));
  }
  is(KnownFailureState::seen, "it came out as expected");
}

}  // namespace

std::vector<KnownFailureVerdict> read_known_failures(std::string_view json_text) {
  auto decoded = json::from_json<KnownFailuresDocument>(json_text);
  if (!decoded.ok()) {
    throw KnownFailuresInvalid("the known failures are malformed: " + decoded.message());
  }
  std::string breaches;
  std::set<std::string> seen;
  std::vector<KnownFailureVerdict> entries;
  for (KnownFailure& failure : decoded.value.failures) {
    const auto breach = [&](const std::string& text) {
      breaches += "\n  " + failure.id + ": " + text;
    };
    if (!is_date(failure.expires)) breach("'" + failure.expires + "' is no day such as 2027-03-31");
    if (!is_finding(failure.outcome)) breach("the outcome is fail, crash or hang");
    if (!seen.insert(failure.id).second) breach("it stands twice");
    entries.emplace_back().entry = std::move(failure);
  }
  if (!breaches.empty()) throw KnownFailuresInvalid("the known failures are wrong:" + breaches);
  return entries;
}

bool is_red(KnownFailureState state) {
  return state != KnownFailureState::seen && state != KnownFailureState::not_run;
}

void judge_known_failures(std::vector<KnownFailureVerdict>& entries,
                          std::span<const Verdict> verdicts, std::span<const CaseResult> results,
                          std::span<const KnownCase> known, std::string_view now) {
  const std::string_view today = now.substr(0, 10);
  for (KnownFailureVerdict& entry : entries) {
    judge(entry, subject_of(entry.entry.id, verdicts, results, known), today);
  }
}

bool is_excused(const Verdict& verdict, std::span<const CaseResult> results,
                std::span<const KnownFailureVerdict> entries) {
  const auto seen = [&](const std::string& id) {
    return std::any_of(entries.begin(), entries.end(), [&](const KnownFailureVerdict& entry) {
      return entry.entry.id == id && entry.state == KnownFailureState::seen;
    });
  };
  if (seen(verdict.id)) return true;
  bool excused = false;
  for (const CaseResult& result : results) {
    const auto& ids = result.requirements;
    const bool concerned = std::find(ids.begin(), ids.end(), verdict.id) != ids.end();
    if (!concerned || !is_finding(result.outcome)) continue;
    if (!seen(result.name)) return false;
    excused = true;
  }
  return excused;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
