#include "conformance/attachment/patience.hpp"

#include <algorithm>

#include "wp_codebox/json/number.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace {

using std::chrono::milliseconds;

constexpr double case_limit_ms = 120'000;
constexpr double message_limit_ms = 60'000;
constexpr double share_of_case = 0.8;
constexpr double most_slowness = 100;
constexpr double slowness_of_php = 2;

/// 1 when it asks for nothing that can be heeded.
double asked_for(const BackendDescriptor& backend) {
  const json::Value* const asked = backend.extra.find("x-slowness");
  if (asked == nullptr || asked->kind() != json::Kind::number) return 1;
  const double times = json::parse_number(asked->text());
  return times >= 1 && times <= most_slowness ? times : 1;
}

milliseconds whole(double count) { return milliseconds(static_cast<milliseconds::rep>(count)); }

}  // namespace

double slowness_of(const BackendDescriptor& backend) {
  return asked_for(backend) * (backend.probes == ProbeDialect::php ? slowness_of_php : 1);
}

Patience patience_with(const BackendDescriptor& backend, const BackendChoice& choice) {
  const double slowness = slowness_of(backend);
  const double case_limit = choice.caseLimitMs.value_or(slowness * case_limit_ms);
  const double message_limit = choice.messageLimitMs.value_or(slowness * message_limit_ms);
  return {whole(case_limit), whole(std::min(message_limit, share_of_case * case_limit))};
}

std::string Patience::text() const {
  return "Time limits: " + seconds_text(case_limit) + " a case, " + seconds_text(message_limit) +
         " an answer";
}

std::string seconds_text(milliseconds limit) {
  const auto tenths = limit.count() / 100;
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) +
         " s";
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
