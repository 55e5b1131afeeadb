#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "wp_codebox/contracts/command_registry.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/validation/impl/recipe_plugins.inl.hpp"
#include "wp_codebox/validation/impl/recipe_shape.inl.hpp"
#include "wp_codebox/validation/impl/recipe_steps.inl.hpp"
#include "wp_codebox/validation/recipe.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recipe {

WP_CODEBOX_INLINE bool is_recipe_command(const json::Node* command) {
  return command != nullptr &&
         std::any_of(recipe_command_ids.begin(), recipe_command_ids.end(),
                     [command](std::string_view id) { return command->equals(id); });
}

/// Phase 2: everything that can be wrong with a recipe whose shape is right, in the contract's
/// order.
class MeaningCheck {
 public:
  MeaningCheck(const RecipeHost& host, std::vector<RecipeIssue>& issues)
      : host_(host), issues_(issues), steps_(host, issues) {}

  /// False when the recipe turned out not to be understood after all.
  bool run(const json::Node& recipe) {
    inputs_ = recipe.find("inputs");
    const json::Node* runtime = recipe.find("runtime");
    backend(runtime);
    if (!workflow(*recipe.find("workflow"))) return false;
    each("mounts", &MeaningCheck::mount);
    overlays(runtime);
    each("workspaces", &MeaningCheck::workspace);
    plugins();
    if (!plugin_runtime()) return false;
    if (!secret_env()) return false;
    each("siteSeeds", &MeaningCheck::seed);
    each("stagedFiles", &MeaningCheck::staged_file);
    return true;
  }

 private:
  using ItemCheck = void (MeaningCheck::*)(const json::Node& item, const json::Path& path,
                                           std::size_t index);

  void report(std::string_view code, json::Path path, std::string message) {
    issues_.push_back({std::string(code), std::move(path), std::move(message)});
  }

  static json::Path below(json::Path path, std::string_view name) { return path.push(name); }
  static json::Path path_of(std::initializer_list<std::string_view> names) {
    json::Path path;
    for (const std::string_view name : names) path.push(name);
    return path;
  }

  /// Calls the check for each item of a list of the inputs.
  void each(std::string_view name, ItemCheck check) {
    const json::Node* list = member(inputs_, name);
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->items().size(); ++i) {
      json::Path path = path_of({"inputs", name});
      path.push(i);
      (this->*check)(list->items()[i], path, i);
    }
  }

  HostFileKind kind_of(const json::Node* source) const {
    return host_.file_kind(resolved(host_.recipe_directory, source->text()));
  }

  void expect_directory(const json::Node* source, json::Path path) {
    const HostFileKind kind = kind_of(source);
    if (kind == HostFileKind::absent) {
      report("missing-path", std::move(path), source->text() + " does not exist");
    } else if (kind != HostFileKind::directory) {
      report("not-directory", std::move(path), source->text() + " is not a directory");
    }
  }

  void expect_sandbox_path(const json::Node* target, json::Path path) {
    if (target == nullptr || recipe_rules::is_absolute_path(target->text())) return;
    report("invalid-sandbox-path", std::move(path), "expected a path that starts with /");
  }

  void backend(const json::Node* runtime) {
    const json::Node* backend = member(runtime, "backend");
    const bool reference = is_one_of(backend, {"wordpress-playground"});
    if (json::is_truthy(backend) && !reference) {
      report("unsupported-backend", path_of({"runtime", "backend"}),
             "expected wordpress-playground");
    }
    const json::Node* package = member(runtime, "backendPackage");
    if (package == nullptr) return;
    if (!json::is_nullish(backend) && !reference) {
      report("unsupported-backend-package", path_of({"runtime", "backendPackage"}),
             "a backend package goes with wordpress-playground");
    }
    const HostFileKind kind = kind_of(package->find("source"));
    if (kind != HostFileKind::file && kind != HostFileKind::directory) {
      report("missing-backend-package-source", path_of({"runtime", "backendPackage", "source"}),
             "expected an existing file or directory");
    }
  }

  bool workflow(const json::Node& workflow) {
    for (const std::string_view phase : {"before", "steps", "after"}) {
      const json::Node* list = workflow.find(phase);
      if (list == nullptr) continue;
      for (std::size_t i = 0; i < list->items().size(); ++i) {
        json::Path path = path_of({"workflow", phase});
        path.push(i);
        if (!step(list->items()[i], path, "unsupported-command")) return false;
      }
    }
    return true;
  }

  bool step(const json::Node& step, const json::Path& path, std::string_view code) {
    if (is_recipe_command(step.find("command"))) return steps_.run(step, below(path, "args"));
    report(code, below(path, "command"), "expected a command that recipes may use");
    return true;
  }

  void mount(const json::Node& mount, const json::Path& path, std::size_t) {
    const json::Node* source = mount.find("source");
    const HostFileKind kind = kind_of(source);
    const json::Node* type = mount.find("type");
    if (kind == HostFileKind::absent) {
      report("missing-path", below(path, "source"), source->text() + " does not exist");
    } else if (is_one_of(type, {"directory"})) {
      if (kind != HostFileKind::directory) {
        report("not-directory", below(path, "source"), source->text() + " is not a directory");
      }
    } else if (is_one_of(type, {"file"})) {
      if (kind != HostFileKind::file) {
        report("not-file", below(path, "source"), source->text() + " is not a file");
      }
    } else if (kind == HostFileKind::other) {
      report("unsupported-path", below(path, "source"), "expected a file or directory");
    }
    expect_sandbox_path(mount.find("target"), below(path, "target"));
  }

  void overlays(const json::Node* runtime) {
    const json::Node* list = member(runtime, "overlays");
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->items().size(); ++i) {
      json::Path path = path_of({"runtime", "overlays"});
      path.push(i);
      const json::Node& overlay = list->items()[i];
      expect_directory(overlay.find("source"), below(path, "source"));
      expect_sandbox_path(overlay.find("target"), below(path, "target"));
    }
  }

  void workspace(const json::Node& workspace, const json::Path& path, std::size_t) {
    const json::Node& seed = *workspace.find("seed");
    const json::Path seed_path = below(path, "seed");
    if (is_one_of(seed.find("type"), {"directory"})) {
      expect_directory(seed.find("source"), below(seed_path, "source"));
    }
    expect_sandbox_path(workspace.find("target"), below(path, "target"));
    const json::Node* slug = seed.find("slug");
    if (json::is_truthy(slug) && !recipe_rules::is_slug(slug->text())) {
      report("invalid-slug", below(seed_path, "slug"), "expected letters, digits, - and _");
    }
  }

  void plugins() {
    const json::Node* plugins = extra_plugins(inputs_);
    if (plugins == nullptr) return;
    PluginCheck check(host_, issues_);
    for (std::size_t i = 0; i < plugins->items().size(); ++i) check.run(plugins->items()[i], i);
  }

  void seed(const json::Node& seed, const json::Path&, std::size_t index) {
    SeedCheck(host_, issues_).run(seed, index);
  }

  void staged_file(const json::Node& file, const json::Path& path, std::size_t) {
    const HostFileKind kind = kind_of(file.find("source"));
    if (kind == HostFileKind::absent) {
      report("missing-path", below(path, "source"), "the file does not exist");
    } else if (kind == HostFileKind::other) {
      report("unsupported-path", below(path, "source"), "expected a file or directory");
    }
    expect_sandbox_path(file.find("target"), below(path, "target"));
  }

  bool secret_env() {
    const json::Node* names = member(inputs_, "secretEnv");
    if (json::is_nullish(names)) return true;
    if (!names->is_array()) return false;
    for (std::size_t i = 0; i < names->items().size(); ++i) {
      const json::Node& name = names->items()[i];
      if (name.is_string() && recipe_rules::is_environment_name(name.text())) continue;
      json::Path path = path_of({"inputs", "secretEnv"});
      report("invalid-secret-env", path.push(i), "expected upper-case letters, digits and _");
    }
    return true;
  }

  bool plugin_runtime() {
    const json::Node* runtime = member(inputs_, "pluginRuntime");
    if (json::is_nullish(runtime)) return true;
    const json::Path path = path_of({"inputs", "pluginRuntime"});
    php(member(runtime, "php"), below(path, "php"));
    defines(member(runtime, "wpConfigDefines"), below(path, "wpConfigDefines"));
    if (const json::Node* setup = runtime->find("setup")) {
      for (std::size_t i = 0; i < setup->items().size(); ++i) {
        json::Path step_path = below(path, "setup");
        if (!step(setup->items()[i], step_path.push(i),
                  "unsupported-plugin-runtime-setup-command")) {
          return false;
        }
      }
    }
    if (const json::Node* probes = runtime->find("healthProbes")) {
      for (std::size_t i = 0; i < probes->items().size(); ++i) {
        json::Path probe_path = below(path, "healthProbes");
        probe(probes->items()[i], probe_path.push(i));
      }
    }
    return true;
  }

  void php(const json::Node* php, const json::Path& path) {
    const json::Node* limit = member(php, "memoryLimit");
    if (limit != nullptr &&
        (!limit->is_string() || !recipe_rules::is_memory_limit(limit->text()))) {
      report("invalid-plugin-runtime-memory-limit", below(path, "memoryLimit"),
             "expected digits, then K, M or G");
    }
    const json::Node* time = member(php, "maxExecutionTime");
    if (time == nullptr) return;
    const double seconds = time->number();
    if (!time->is_number() || seconds != std::trunc(seconds) || seconds < 0 || seconds > 3600) {
      report("invalid-plugin-runtime-max-execution-time", below(path, "maxExecutionTime"),
             "expected whole seconds from 0 to 3600");
    }
  }

  static bool is_constant_name(std::string_view name) {
    const auto is_mark = [](char c) { return recipe_rules::is_alphanumeric(c) || c == '_'; };
    return !name.empty() && (name.front() < '0' || name.front() > '9') &&
           std::all_of(name.begin(), name.end(), is_mark);
  }

  void define(std::string_view name, const json::Node& value, const json::Path& path) {
    if (!is_constant_name(name)) {
      report("invalid-plugin-runtime-wp-config-define", below(path, name),
             "expected the name of a PHP constant");
    }
    if (value.is_array() || value.is_object()) {
      report("invalid-plugin-runtime-wp-config-define-value", below(path, name),
             "expected a string, number, boolean or null");
    }
  }

  void defines(const json::Node* defines, const json::Path& path) {
    if (defines == nullptr) return;
    for (const json::Member& entry : defines->members()) define(entry.name(), entry.value, path);
    for (std::size_t i = 0; i < defines->items().size(); ++i) {
      define(std::to_string(i), defines->items()[i], path);
    }
  }

  void probe(const json::Node& probe, const json::Path& path) {
    const json::Node* name = probe.find("name");
    if (name == nullptr || !name->is_string() || !recipe_rules::is_dotted_name(name->text())) {
      report("invalid-plugin-runtime-health-probe-name", below(path, "name"),
             "expected letters, digits, _, . and -");
    }
    const json::Node* type = probe.find("type");
    if (is_one_of(type, {"plugin-active"})) {
      const json::Node* file = probe.find("pluginFile");
      const std::string text = file == nullptr ? std::string() : file->text();
      if (text.starts_with('/') || text.find(':') != text.npos || text.find("..") != text.npos ||
          !text.ends_with(".php")) {
        report("invalid-plugin-runtime-health-probe-plugin", below(path, "pluginFile"),
               "expected a relative path of a .php file");
      }
    } else if (is_one_of(type, {"php"})) {
      if (!is_text(probe.find("code"))) {
        report("missing-plugin-runtime-health-probe-code", below(path, "code"), "expected PHP");
      }
    } else if (is_one_of(type, {"wp-cli"})) {
      if (!is_text(probe.find("command"))) {
        report("missing-plugin-runtime-health-probe-command", below(path, "command"),
               "expected a WP-CLI command");
      }
    } else {
      report("unsupported-plugin-runtime-health-probe", below(path, "type"),
             "expected plugin-active, php or wp-cli");
    }
  }

  const RecipeHost& host_;
  std::vector<RecipeIssue>& issues_;
  StepCheck steps_;
  const json::Node* inputs_ = nullptr;
};

WP_CODEBOX_INLINE std::size_t length(const json::Node* list) {
  return list == nullptr ? 0 : list->items().size();
}

WP_CODEBOX_INLINE RecipeSummary summary(const json::Node& recipe) {
  const json::Node* workflow = recipe.find("workflow");
  const json::Node* inputs = recipe.find("inputs");
  return {length(member(workflow, "before")) + length(member(workflow, "steps")) +
              length(member(workflow, "after")),
          length(member(inputs, "mounts")), length(member(inputs, "workspaces")),
          length(extra_plugins(inputs)), length(member(inputs, "stagedFiles"))};
}

WP_CODEBOX_INLINE RecipeValidation not_understood(std::string message) {
  RecipeValidation result;
  result.issues.push_back({"invalid-recipe", json::Path(), std::move(message)});
  return result;
}

}  // namespace recipe

WP_CODEBOX_INLINE RecipeHost RecipeHost::real(const std::filesystem::path& recipe_path) {
  std::error_code error;
  RecipeHost host;
  host.working_directory = std::filesystem::current_path(error);
  host.recipe_directory = (host.working_directory / recipe_path).lexically_normal().parent_path();
  host.file_kind = [](const std::filesystem::path& path) {
    std::error_code status_error;
    switch (std::filesystem::status(path, status_error).type()) {
      case std::filesystem::file_type::regular:
        return HostFileKind::file;
      case std::filesystem::file_type::directory:
        return HostFileKind::directory;
      case std::filesystem::file_type::not_found:
      case std::filesystem::file_type::none:
        return HostFileKind::absent;
      default:
        return HostFileKind::other;
    }
  };
  host.variable = [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
  return host;
}

WP_CODEBOX_INLINE RecipeValidation validate_recipe(const json::Node& recipe,
                                                   const RecipeHost& host) {
  if (auto fault = recipe::ShapeCheck().run(recipe)) {
    return recipe::not_understood(std::move(*fault));
  }
  RecipeValidation result;
  if (!recipe::MeaningCheck(host, result.issues).run(recipe)) {
    return recipe::not_understood("args and secretEnv are lists of strings");
  }
  result.summary = recipe::summary(recipe);
  return result;
}

WP_CODEBOX_INLINE RecipeValidation validate_recipe(std::string_view text, const RecipeHost& host) {
  json::Document document;
  if (const auto error = document.read(text)) return recipe::not_understood(error->message());
  return validate_recipe(document.root(), host);
}

WP_CODEBOX_INLINE json::Value RecipeValidation::document(std::string_view recipe_path) const {
  std::string text;
  json::StringOutput output(text);
  json::Writer writer(output);
  writer.begin_object();
  writer.key("success");
  writer.boolean(valid());
  writer.key("schema");
  writer.string("wp-codebox/recipe-validation/v1");
  writer.key("recipePath");
  writer.string(recipe_path);
  writer.key("valid");
  writer.boolean(valid());
  writer.key("issues");
  writer.begin_array();
  for (const RecipeIssue& issue : issues) {
    writer.begin_object();
    writer.key("code");
    writer.string(issue.code);
    writer.key("path");
    writer.string(issue.path.dotted());
    writer.key("message");
    writer.string(issue.message);
    writer.end_object();
  }
  writer.end_array();
  if (summary) {
    writer.key("summary");
    writer.begin_object();
    const std::pair<std::string_view, std::size_t> counts[] = {
        {"steps", summary->steps},
        {"mounts", summary->mounts},
        {"workspaces", summary->workspaces},
        {"extraPlugins", summary->extraPlugins},
        {"stagedFiles", summary->stagedFiles}};
    for (const auto& [name, count] : counts) {
      writer.key(name);
      writer.number(static_cast<double>(count));
    }
    writer.end_object();
  } else {
    writer.key("error");
    writer.string(issues.front().message);
  }
  writer.end_object();
  output.flush();
  return json::Value::from_compact(std::move(text));
}

}  // namespace WP_CODEBOX_NAMESPACE
