#include "reference_backend/memory/stand_in_browser.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/validation/policy.hpp"

namespace WP_CODEBOX_NAMESPACE::memory {

namespace {

using Json = nlohmann::json;

constexpr std::string_view actions_command = "wordpress.browser-actions";
constexpr std::string_view evaluate_grant = "wordpress.browser-actions.evaluate";

[[noreturn]] void refuse_argument(const std::string& why) {
  throw RuntimeError(error_code::runtime_argument_invalid,
                     std::string(actions_command) + ": " + why);
}

/// The steps; of arguments with one name the first counts.
Json steps_of(const std::vector<std::string>& args) {
  constexpr std::string_view name = "steps-json=";
  for (const std::string& arg : args) {
    if (!arg.starts_with(name)) continue;
    Json steps = Json::parse(arg.substr(name.size()), nullptr, false);
    if (!steps.is_array()) refuse_argument("steps-json is no JSON array");
    return steps;
  }
  refuse_argument("steps-json is missing");
}

std::string kind_of(const Json& step) {
  if (!step.is_object()) refuse_argument("a step is no object");
  const auto kind = step.find("kind");
  if (kind == step.end() || !kind->is_string()) refuse_argument("a step has no kind");
  return kind->get<std::string>();
}

}  // namespace

bool StandInBrowser::has_command(std::string_view command) const {
  return command == actions_command || (faults_.runs_its_grant && command == evaluate_grant) ||
         ForwardingEngine::has_command(command);
}

void StandInBrowser::boot(const EngineSetup& setup) {
  policy_ = setup.policy;
  ForwardingEngine::boot(setup);
}

EngineOutput StandInBrowser::run(const EngineCommand& command) {
  if (command.command == actions_command) return take_steps(command);
  if (command.command == evaluate_grant) return {};
  return ForwardingEngine::run(command);
}

void StandInBrowser::allow_evaluate() const {
  if (faults_.never_evaluates) {
    throw RuntimeCommandPolicyViolationError(std::string(evaluate_grant), policy_);
  }
  if (!faults_.evaluates_without_grant) assert_command_allowed(policy_, evaluate_grant);
}

EngineOutput StandInBrowser::take_steps(const EngineCommand& command) const {
  const Json steps = steps_of(command.args);
  Json taken = Json::array();
  for (const Json& step : steps) {
    const std::string kind = kind_of(step);
    if (kind != "navigate" && kind != "evaluate") {
      throw RuntimeError(error_code::runtime_command_failed,
                         "The stand-in for a browser knows no step of the kind " + kind);
    }
    if (kind == "evaluate") allow_evaluate();
    taken.push_back({{"kind", kind}});
  }
  return {Json({{"command", actions_command}, {"files", Json::object()}, {"steps", taken}}).dump()};
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
