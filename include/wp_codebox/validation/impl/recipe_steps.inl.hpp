#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/wp_cli.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/whitespace.hpp"
#include "wp_codebox/validation/impl/recipe_shape.inl.hpp"
#include "wp_codebox/validation/recipe.hpp"

namespace WP_CODEBOX_NAMESPACE::recipe {

/// The arguments of one step as the reference reads them: a value that is not a string ends the
/// whole check where the search for a name comes across it, so that is remembered.
class StepArgs {
 public:
  explicit StepArgs(const json::Node* args)
      : unreadable_(args != nullptr && !args->is_array() && !args->is_null()) {
    if (args == nullptr) return;
    for (const json::Node& item : args->items()) {
      texts_.push_back(item.is_string() ? std::optional(item.text()) : std::nullopt);
    }
  }

  /// The first value of that name; an empty one counts as absent, as JavaScript's `if` has it.
  std::optional<std::string_view> value(std::string_view name) {
    const auto found = first(name);
    return found && !found->empty() ? found : std::nullopt;
  }

  /// Every value of that name.
  std::vector<std::string_view> values(std::string_view name) {
    std::vector<std::string_view> all;
    for (const auto& text : texts_) {
      if (const auto found = value_of(text, name)) all.push_back(*found);
    }
    return all;
  }

  /// All arguments as texts.
  [[nodiscard]] std::vector<std::string> texts() {
    std::vector<std::string> all;
    for (const auto& text : texts_) {
      unreadable_ = unreadable_ || !text;
      all.push_back(text.value_or(std::string()));
    }
    return all;
  }

  [[nodiscard]] bool unreadable() const { return unreadable_; }

 private:
  std::optional<std::string_view> first(std::string_view name) {
    for (const auto& text : texts_) {
      if (const auto found = value_of(text, name)) return found;
    }
    return std::nullopt;
  }

  std::optional<std::string_view> value_of(const std::optional<std::string>& text,
                                           std::string_view name) {
    if (!text) {
      unreadable_ = true;
      return std::nullopt;
    }
    const std::string_view arg(*text);
    if (arg.size() <= name.size() || !arg.starts_with(name) || arg[name.size()] != '=') {
      return std::nullopt;
    }
    return arg.substr(name.size() + 1);
  }

  std::vector<std::optional<std::string>> texts_;
  bool unreadable_ = false;
};

/// Whether a text is a number followed by `ms` or `s`.
WP_CODEBOX_INLINE bool is_duration(std::string_view text) {
  if (text.ends_with("ms")) {
    text.remove_suffix(2);
  } else if (text.ends_with('s')) {
    text.remove_suffix(1);
  } else {
    return false;
  }
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == part.npos;
  };
  const std::size_t point = text.find('.');
  if (point == text.npos) return digits(text);
  return digits(text.substr(0, point)) && digits(text.substr(point + 1));
}

/// One step of `steps-json` of `wordpress.browser-actions`: whether it is complete.
WP_CODEBOX_INLINE bool is_browser_step(const json::Node& step) {
  const auto text = [&step](std::string_view name) {
    const json::Node* node = step.find(name);
    return node != nullptr && node->is_string() && !json::is_blank(node->text());
  };
  const auto any_string = [&step](std::string_view name) {
    const json::Node* node = step.find(name);
    return node != nullptr && node->is_string();
  };
  const auto place = [&step](std::string_view name) {
    const json::Node* node = step.find(name);
    if (!is_object(node)) return false;
    const json::Node* selector = node->find("selector");
    if (selector != nullptr && selector->is_string() && !json::is_blank(selector->text())) {
      return true;
    }
    const json::Node* x = node->find("x");
    const json::Node* y = node->find("y");
    return x != nullptr && x->is_number() && y != nullptr && y->is_number();
  };
  const json::Node* kind = step.find("kind");
  if (kind == nullptr || !kind->is_string()) return false;
  const std::string name = kind->text();
  if (name == "navigate") return text("url");
  if (name == "click" || name == "hover") return text("selector") || text("text");
  if (name == "fill" || name == "type") return text("selector") && any_string("value");
  if (name == "press") return text("key");
  if (name == "drag") return place("from") && place("to");
  if (name == "select") {
    const json::Node* values = step.find("values");
    return text("selector") && (any_string("value") || (values != nullptr && values->is_array()));
  }
  if (name == "waitFor") return text("selector") || text("waitFor");
  if (name == "evaluate") return text("expression");
  if (name == "expect") {
    const json::Node* state = step.find("state");
    return text("selector") &&
           (state == nullptr ||
            is_one_of(state, {"visible", "hidden", "attached", "detached", "enabled", "disabled",
                              "checked", "unchecked", "editable"}));
  }
  return name == "screenshot" || name == "capture";
}

/// Checks the arguments of steps, wherever they stand in the recipe.
class StepCheck {
 public:
  StepCheck(const RecipeHost& host, std::vector<RecipeIssue>& issues)
      : host_(host), issues_(issues) {}

  /// False when the arguments could not be read at all.
  bool run(const json::Node& step, json::Path args_path) {
    path_ = std::move(args_path);
    StepArgs args(step.find("args"));
    const json::Node* command = step.find("command");
    const std::string name = command == nullptr ? std::string() : command->text();
    if (name == "wordpress.run-php" || name == "wordpress.phpunit" ||
        name == "wordpress.core-phpunit") {
      code(name, args);
    } else if (name == "wordpress.wp-cli") {
      if (wp_cli_recipe_command(args.texts()).empty()) report("missing-command", "command=");
    } else if (name == "wordpress.bench") {
      bench(args);
    } else if (name == "wordpress.browser-probe") {
      browser_probe(args);
    } else if (name == "wordpress.browser-actions") {
      browser_actions(args);
    } else if (name == "wordpress.editor-actions") {
      editor_actions(args);
    } else if (name == "wordpress.ability") {
      ability(args);
    } else {
      return true;
    }
    return !args.unreadable();
  }

 private:
  void report(std::string_view code, std::string_view expected) {
    issues_.push_back({std::string(code), path_, "expected " + std::string(expected)});
  }

  void code(const std::string& command, StepArgs& args) {
    const auto text = args.value("code");
    const auto file = args.value("code-file");
    if (command == "wordpress.run-php" && !text && !file) {
      report("missing-code", "code= or code-file=");
    }
    if (command == "wordpress.phpunit" && !text && !file && !args.value("plugin-slug")) {
      report("missing-plugin-slug", "plugin-slug=, code= or code-file=");
    }
    if (text && file) report("ambiguous-code", "code= or code-file=, not both");
    if (!file) return;
    const std::filesystem::path path = host_.working_directory / std::string(*file);
    const HostFileKind kind = host_.file_kind(path.lexically_normal());
    if (kind == HostFileKind::absent) {
      report("missing-path", "an existing file in code-file=");
    } else if (kind != HostFileKind::file) {
      report("not-file", "a file in code-file=");
    }
  }

  /// Reads an argument as JSON; nothing when it is absent or stands in a file.
  void json_argument(StepArgs& args, std::string_view name, std::string_view code,
                     bool (*fits)(const json::Node&)) {
    const auto text = args.value(name);
    if (!text || text->starts_with('@')) return;
    if (document_.read(*text) || !fits(document_.root())) {
      report(code, std::string(name) + "= with fitting JSON");
    }
  }

  void bench(StepArgs& args) {
    if (!args.value("plugin-slug")) report("missing-plugin-slug", "plugin-slug=");
    json_argument(args, "workloads-json", "invalid-workloads-json",
                  [](const json::Node& node) { return node.is_array(); });
    json_argument(args, "lifecycle-json", "invalid-lifecycle-json",
                  [](const json::Node& node) { return node.is_object(); });
    const std::size_t before = issues_.size();
    json_argument(args, "reset-policy-json", "invalid-reset-policy-json",
                  [](const json::Node& node) { return node.is_object(); });
    const auto text = args.value("reset-policy-json");
    if (!text || text->starts_with('@') || issues_.size() != before) return;
    for (const std::string_view name : {"betweenIterations", "betweenScenarios"}) {
      const json::Node* value = document_.root().find(name);
      if (value != nullptr && !is_one_of(value, {"none", "object-cache"})) {
        report("invalid-reset-policy", std::string(name) + " none or object-cache");
      }
    }
  }

  void duration(StepArgs& args, std::string_view name, std::string_view code = "invalid-duration") {
    const auto text = args.value(name);
    if (text && !is_duration(*text)) report(code, std::string(name) + "= a number with ms or s");
  }

  void captures(StepArgs& args, std::initializer_list<std::string_view> allowed) {
    const auto list = args.value("capture");
    if (!list) return;
    const std::string arg = "capture=" + std::string(*list);
    for (const std::string& item : comma_list_argument({&arg, 1}, "capture")) {
      if (std::find(allowed.begin(), allowed.end(), item) == allowed.end()) {
        report("invalid-capture", "a known capture instead of " + item);
      }
    }
  }

  void choice(StepArgs& args, std::string_view name, std::string_view code,
              std::initializer_list<std::string_view> allowed) {
    const auto text = args.value(name);
    if (text && std::find(allowed.begin(), allowed.end(), *text) == allowed.end()) {
      report(code, "a known value of " + std::string(name) + "=");
    }
  }

  void browser_probe(StepArgs& args) {
    const auto url = args.value("url");
    if (!url || json::is_blank(*url)) report("missing-url", "url=");
    const auto wait = args.value("wait-for");
    if (wait && !wait->starts_with("selector:")) {
      choice(args, "wait-for", "invalid-wait-for",
             {"domcontentloaded", "load", "networkidle", "duration"});
    }
    duration(args, "duration");
    duration(args, "stall-timeout", "invalid-stall-timeout");
    choice(args, "fail-fast", "invalid-fail-fast",
           {"1", "0", "true", "false", "yes", "no", "on", "off"});
    const auto repeat = args.value("repeat");
    if (repeat && (repeat->find_first_not_of("0123456789") != repeat->npos ||
                   repeat->find_first_not_of('0') == repeat->npos)) {
      report("invalid-repeat", "repeat= a whole number of at least 1");
    }
    choice(args, "reset-between", "invalid-reset-between", {"none", "reload", "new-page"});
    captures(args, {"console", "errors", "html", "network", "screenshot", "performance", "memory"});
    for (std::string_view assertion : args.values("assert")) {
      if (!is_assertion(assertion)) report("invalid-assert", "a known assertion");
    }
  }

  static bool is_assertion(std::string_view text) {
    constexpr std::string_view advisory = "advisory:";
    if (text.starts_with(advisory)) text.remove_prefix(advisory.size());
    if (text == "no-console-errors" || text == "no-page-errors" || text == "no-errors") return true;
    for (const std::string_view prefix :
         {"exists:", "not-exists:", "visible:", "hidden:", "count:", "text:", "attr:"}) {
      if (text.starts_with(prefix)) return true;
    }
    return false;
  }

  void browser_actions(StepArgs& args) {
    const auto steps = args.value("steps-json");
    if (!steps && !args.value("actions-json") && !args.value("url")) {
      report("missing-steps", "steps-json=, actions-json= or url=");
    }
    if (steps && !steps->starts_with('@')) {
      if (document_.read(*steps)) {
        report("invalid-steps-json", "JSON in steps-json=");
      } else if (!document_.root().is_array()) {
        report("invalid-step", "a list of steps");
      }
      for (const json::Node& step : document_.root().items()) {
        if (!is_browser_step(step)) report("invalid-step", "a complete browser step");
      }
    }
    duration(args, "step-timeout");
    duration(args, "timeout");
    captures(args, {"steps", "actions", "console", "errors", "html", "network", "screenshot"});
  }

  void editor_actions(StepArgs& args) {
    const auto steps = args.value("steps-json");
    if (!steps) report("missing-steps", "steps-json=");
    json_argument(args, "steps-json", "invalid-steps-json",
                  [](const json::Node& node) { return node.is_array(); });
    for (const std::string_view name : {"wait-timeout", "step-timeout", "timeout"}) {
      duration(args, name);
    }
    captures(args, {"steps", "console", "errors", "html", "screenshot", "editor-state"});
  }

  void ability(StepArgs& args) {
    const auto name = args.value("name");
    if (!name || json::is_blank(*name)) report("missing-ability-name", "name=");
    const auto input = args.value("input");
    if (input && document_.read(*input)) report("invalid-ability-input", "JSON in input=");
  }

  const RecipeHost& host_;
  std::vector<RecipeIssue>& issues_;
  json::Path path_;
  json::Document document_;
};

}  // namespace WP_CODEBOX_NAMESPACE::recipe
