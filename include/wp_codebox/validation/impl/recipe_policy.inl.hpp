#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/validation/impl/recipe_shape.inl.hpp"
#include "wp_codebox/validation/recipe_policy.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recipe {

inline constexpr std::string_view run_php = "wordpress.run-php";
inline constexpr std::string_view wp_cli = "wordpress.wp-cli";

/// Gathers the commands that a recipe needs, in the contract's order.
class NeededCommands {
 public:
  [[nodiscard]] std::vector<std::string> of(const json::Node& recipe) {
    inputs_ = recipe.find("inputs");
    workflow_ = recipe.find("workflow");
    seeds();
    plugins();
    if (any_step([this](const json::Node& step) { return is_bench_with_wp_cli(step); })) {
      add(wp_cli);
    }
    if (any_step([](const json::Node& step) {
          return is_one_of(step.find("command"), {"wp-codebox.agent-sandbox-run"});
        })) {
      add(wp_cli);
    }
    named();
    if (any_step([this](const json::Node& step) { return has_evaluate(step); })) {
      add("wordpress.browser-actions.evaluate");
    }
    return std::move(commands_);
  }

 private:
  void add(std::string_view command) {
    if (std::find(commands_.begin(), commands_.end(), command) == commands_.end()) {
      commands_.emplace_back(command);
    }
  }

  static std::span<const json::Node> items(const json::Node* list) {
    return list == nullptr ? std::span<const json::Node>() : list->items();
  }

  template <class Test>
  bool any_step(Test test) {
    for (const std::string_view phase : {"before", "steps", "after"}) {
      for (const json::Node& step : items(member(workflow_, phase))) {
        if (test(step)) return true;
      }
    }
    return false;
  }

  void seeds() {
    for (const json::Node& seed : items(member(inputs_, "siteSeeds"))) {
      if (is_one_of(seed.find("type"), {"fixture"})) add(run_php);
    }
  }

  void plugins() {
    for (const json::Node& plugin : items(extra_plugins(inputs_))) {
      const json::Node* activate = plugin.find("activate");
      if (activate == nullptr || !activate->is_boolean() || activate->boolean()) add(run_php);
    }
  }

  void named() {
    for (const std::string_view phase : {"before", "steps", "after"}) {
      for (const json::Node& step : items(member(workflow_, phase))) {
        const json::Node* command = step.find("command");
        if (command == nullptr || !command->is_string()) continue;
        const std::string name = command->text();
        add(name.starts_with("wp-codebox.agent-") ? run_php : std::string_view(name));
      }
    }
    const json::Node* runtime = member(inputs_, "pluginRuntime");
    for (const json::Node& step : items(member(runtime, "setup"))) {
      const json::Node* command = step.find("command");
      if (command != nullptr && command->is_string()) add(command->text());
    }
    for (const json::Node& probe : items(member(runtime, "healthProbes"))) {
      const json::Node* type = probe.find("type");
      if (is_one_of(type, {"wp-cli"})) add(wp_cli);
      if (is_one_of(type, {"php", "plugin-active"})) add(run_php);
    }
  }

  static std::string argument(const json::Node& step, std::string_view name) {
    std::vector<std::string> args;
    for (const json::Node& arg : items(step.find("args"))) args.push_back(arg.text());
    return std::string(argument_value(args, name).value_or(std::string_view()));
  }

  /// A workload that uses WP-CLI, at any depth of lists and of `run`.
  static bool uses_wp_cli(const json::Node& entry) {
    for (const json::Node& item : entry.items()) {
      if (uses_wp_cli(item)) return true;
    }
    if (is_one_of(entry.find("type"), {"wp-cli"})) return true;
    const json::Node* run = entry.find("run");
    return run != nullptr && uses_wp_cli(*run);
  }

  bool is_bench_with_wp_cli(const json::Node& step) {
    if (!is_one_of(step.find("command"), {"wordpress.bench"})) return false;
    for (const std::string_view name : {"workloads-json", "lifecycle-json"}) {
      text_ = argument(step, name);
      if (text_.empty()) continue;
      if (document_.read(text_)) return false;
      if (uses_wp_cli(document_.root())) return true;
    }
    return false;
  }

  bool has_evaluate(const json::Node& step) {
    if (!is_one_of(step.find("command"), {"wordpress.browser-actions"})) return false;
    text_ = argument(step, "steps-json");
    if (text_.empty() || document_.read(text_)) return false;
    const auto steps = document_.root().items();
    return std::any_of(steps.begin(), steps.end(), [](const json::Node& item) {
      return is_one_of(item.find("kind"), {"evaluate"});
    });
  }

  const json::Node* inputs_ = nullptr;
  const json::Node* workflow_ = nullptr;
  std::string text_;
  json::Document document_;
  std::vector<std::string> commands_;
};

}  // namespace recipe

WP_CODEBOX_INLINE RuntimePolicy default_recipe_policy() {
  RuntimePolicy policy;
  policy.network = NetworkMode::deny;
  policy.filesystem = FilesystemPolicy::readwrite_mounts;
  policy.commands = {"inspect-mounted-inputs", std::string(recipe::run_php)};
  policy.secrets = SecretsPolicy::none;
  policy.approvals = ApprovalsPolicy::never;
  return policy;
}

WP_CODEBOX_INLINE RuntimePolicy recipe_policy(const json::Node& recipe) {
  RuntimePolicy policy = default_recipe_policy();
  policy.commands = recipe::NeededCommands().of(recipe);
  return policy;
}

}  // namespace WP_CODEBOX_NAMESPACE
