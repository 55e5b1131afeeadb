#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/contracts/url.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/whitespace.hpp"
#include "wp_codebox/version.hpp"

namespace WP_CODEBOX_NAMESPACE::recipe {

/// `object[name]` as JavaScript's `object?.name` gives it.
WP_CODEBOX_INLINE const json::Node* member(const json::Node* object, std::string_view name) {
  return object == nullptr ? nullptr : object->find(name);
}

WP_CODEBOX_INLINE bool is_text(const json::Node* node) {
  return node != nullptr && node->is_string() && !node->is_empty_string();
}

WP_CODEBOX_INLINE bool is_object(const json::Node* node) {
  return node != nullptr && node->is_object();
}

WP_CODEBOX_INLINE bool is_one_of(const json::Node* node,
                                 std::initializer_list<std::string_view> texts) {
  return node != nullptr && std::any_of(texts.begin(), texts.end(), [node](std::string_view text) {
           return node->equals(text);
         });
}

/// The list of plugins: `extra_plugins` hides `extraPlugins`.
WP_CODEBOX_INLINE const json::Node* extra_plugins(const json::Node* inputs) {
  const json::Node* plugins = member(inputs, "extra_plugins");
  return json::is_nullish(plugins) ? member(inputs, "extraPlugins") : plugins;
}

/// Phase 1: whether a recipe can be understood at all. Stops at the first fault and says what it
/// is.
class ShapeCheck {
 public:
  /// Nothing when the shape is right.
  [[nodiscard]] std::optional<std::string> run(const json::Node& recipe) {
    check_root(recipe);
    if (!fault_) check_runtime(member(&recipe, "runtime"));
    if (!fault_) check_inputs(member(&recipe, "inputs"));
    return fault_;
  }

 private:
  using Check = void (ShapeCheck::*)(const json::Node& item);

  void require(bool condition, std::string_view expected) {
    if (!condition && !fault_) fault_ = std::string(expected);
  }

  void optional_text(const json::Node* node, std::string_view what) {
    require(node == nullptr || node->is_string(), what);
  }

  /// An empty text, like any value that JavaScript takes for false, counts as absent here.
  void optional_choice(const json::Node* node, std::initializer_list<std::string_view> texts,
                       std::string_view what) {
    require(!json::is_truthy(node) || is_one_of(node, texts), what);
  }

  void optional_metadata(const json::Node& item) {
    const json::Node* metadata = item.find("metadata");
    require(metadata == nullptr || metadata->is_object(), "metadata must be an object");
  }

  void each(const json::Node* list, std::string_view what, Check check) {
    if (json::is_nullish(list)) return;
    require(list->is_array(), what);
    for (const json::Node& item : list->items()) {
      if (fault_) return;
      (this->*check)(item);
    }
  }

  void check_root(const json::Node& recipe) {
    require(recipe.is_object(), "a recipe is an object");
    const json::Node* schema = recipe.find("schema");
    require(schema != nullptr && schema->equals("wp-codebox/workspace-recipe/v1"),
            "schema must be wp-codebox/workspace-recipe/v1");
    const json::Node* workflow = recipe.find("workflow");
    const json::Node* steps = member(workflow, "steps");
    require(steps != nullptr && steps->is_array() && steps->size() != 0,
            "workflow.steps must be a list with at least one step");
    for (const std::string_view phase : {"before", "after"}) {
      const json::Node* list = member(workflow, phase);
      require(list == nullptr || list->is_array(), "workflow.before and after must be lists");
    }
    for (const std::string_view phase : {"before", "steps", "after"}) {
      each(member(workflow, phase), "steps must be a list", &ShapeCheck::check_step);
    }
  }

  void check_step(const json::Node& step) {
    require(is_text(step.find("command")), "a step needs a command");
    const json::Node* args = step.find("args");
    require(!json::is_truthy(args) || args->is_array(), "the args of a step must be a list");
  }

  void check_mount(const json::Node& mount) {
    require(is_text(mount.find("source")), "a mount needs a source");
    require(is_text(mount.find("target")), "a mount needs a target");
    optional_choice(mount.find("type"), {"directory", "file"},
                    "a mount's type is directory or file");
    optional_choice(mount.find("mode"), {"readonly", "readwrite"},
                    "a mount's mode is readonly or readwrite");
    optional_metadata(mount);
  }

  void check_runtime(const json::Node* runtime) {
    each(member(member(runtime, "stack"), "mounts"), "runtime.stack.mounts must be a list",
         &ShapeCheck::check_mount);
    if (const json::Node* package = member(runtime, "backendPackage")) check_package(*package);
    each(member(runtime, "overlays"), "runtime.overlays must be a list",
         &ShapeCheck::check_overlay);
    if (const json::Node* assets = member(runtime, "assets")) {
      require(assets->is_object(), "runtime.assets must be an object");
      const json::Node* zip = assets->find("wordpressZip");
      require(zip == nullptr || is_text(zip), "runtime.assets.wordpressZip must be a path");
    }
    if (const json::Node* preview = member(runtime, "preview")) check_preview(*preview);
  }

  void check_package(const json::Node& package) {
    require(package.is_object(), "runtime.backendPackage must be an object");
    require(is_one_of(package.find("kind"), {"playground"}), "its kind must be playground");
    require(is_text(package.find("source")), "runtime.backendPackage needs a source");
    optional_text(package.find("package"), "runtime.backendPackage.package must be a string");
    optional_text(package.find("entrypoint"), "runtime.backendPackage.entrypoint must be a string");
    optional_metadata(package);
  }

  void check_overlay(const json::Node& overlay) {
    require(is_one_of(overlay.find("kind"), {"bundled-library"}), "an overlay's kind");
    require(is_one_of(overlay.find("library"), {"php-ai-client"}), "an overlay's library");
    require(is_text(overlay.find("source")), "an overlay needs a source");
    require(is_one_of(overlay.find("strategy"), {"wordpress-scoped-bundle"}),
            "an overlay's strategy");
    optional_text(overlay.find("target"), "an overlay's target must be a string");
    optional_metadata(overlay);
  }

  void check_preview(const json::Node& preview) {
    require(preview.is_object(), "runtime.preview must be an object");
    for (const std::string_view name : {"publicUrl", "siteUrl"}) {
      const json::Node* text = preview.find(name);
      if (text == nullptr) continue;
      const auto url = parse_url(text->text());
      require(text->is_string() && url && url->is_http() && !url->host.empty(),
              "preview URLs are http or https with a host");
    }
    const json::Node* port = preview.find("port");
    if (port != nullptr) {
      const double number = port->number();
      require(port->is_number() && number == std::trunc(number) && number >= 1 && number <= 65535,
              "preview.port must be a whole number from 1 to 65535");
    }
    if (const json::Node* bind = preview.find("bind")) {
      require(is_text(bind) && port != nullptr && is_host(bind->text()),
              "preview.bind must be a host, and needs a port");
    }
  }

  static bool is_host(std::string_view text) {
    if (text.find_first_of("/\\") != text.npos) return false;
    for (; !text.empty(); text.remove_prefix(1)) {
      if (json::leading_whitespace(text) != 0) return false;
    }
    return true;
  }

  void check_inputs(const json::Node* inputs) {
    each(member(inputs, "mounts"), "inputs.mounts must be a list", &ShapeCheck::check_mount);
    each(member(inputs, "workspaces"), "inputs.workspaces must be a list",
         &ShapeCheck::check_workspace);
    each(extra_plugins(inputs), "inputs.extra_plugins must be a list", &ShapeCheck::check_plugin);
    const json::Node* runtime = member(inputs, "pluginRuntime");
    if (!json::is_nullish(runtime)) check_plugin_runtime(*runtime);
    each(member(inputs, "siteSeeds"), "inputs.siteSeeds must be a list", &ShapeCheck::check_seed);
    each(member(inputs, "stagedFiles"), "inputs.stagedFiles must be a list",
         &ShapeCheck::check_staged_file);
  }

  void check_workspace(const json::Node& workspace) {
    const json::Node* seed = workspace.find("seed");
    require(is_object(seed), "a workspace needs a seed");
    const json::Node* type = member(seed, "type");
    require(is_one_of(type, {"plugin_scaffold", "theme_scaffold", "directory"}),
            "a workspace seed's type");
    if (is_one_of(type, {"directory"})) {
      require(is_text(member(seed, "source")), "a directory seed needs a source");
    } else {
      require(is_text(member(seed, "slug")), "a scaffold seed needs a slug");
    }
    optional_text(workspace.find("target"), "a workspace's target must be a string");
    optional_choice(workspace.find("mode"), {"readonly", "readwrite"}, "a workspace's mode");
    optional_choice(workspace.find("sourceMode"), {"repo-backed", "site-backed"},
                    "a workspace's sourceMode");
  }

  void check_plugin(const json::Node& plugin) {
    require(is_text(plugin.find("source")), "an extra plugin needs a source");
    const json::Node* slug = plugin.find("slug");
    require(slug == nullptr || (slug->is_string() && recipe_rules::is_slug(slug->text())),
            "a plugin's slug has letters, digits, - and _");
    optional_text(plugin.find("pluginFile"), "a plugin's pluginFile must be a string");
    optional_choice(plugin.find("loadAs"), {"plugin", "mu-plugin"},
                    "loadAs is plugin or mu-plugin");
  }

  void check_plugin_runtime(const json::Node& runtime) {
    require(runtime.is_object(), "inputs.pluginRuntime must be an object");
    each(runtime.find("setup"), "pluginRuntime.setup must be a list", &ShapeCheck::check_step);
    each(runtime.find("healthProbes"), "pluginRuntime.healthProbes must be a list",
         &ShapeCheck::check_probe);
  }

  void check_probe(const json::Node& probe) {
    require(probe.is_object(), "a health probe must be an object");
  }

  void check_seed(const json::Node& seed) {
    require(seed.is_object(), "a site seed must be an object");
    const json::Node* type = seed.find("type");
    require(is_one_of(type, {"fixture", "parent_site"}), "a site seed's type");
    require(is_text(seed.find("name")), "a site seed needs a name");
    if (is_one_of(type, {"fixture"})) {
      require(is_text(seed.find("source")), "a fixture seed needs a source");
    }
    require(is_object(seed.find("scopes")), "a site seed needs scopes");
  }

  void check_staged_file(const json::Node& file) {
    require(is_text(file.find("source")) && is_text(file.find("target")),
            "a staged file needs a source and a target");
  }

  std::optional<std::string> fault_;
};

}  // namespace WP_CODEBOX_NAMESPACE::recipe
