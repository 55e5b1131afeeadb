#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wp_codebox/contracts/ascii_text.hpp"
#include "wp_codebox/contracts/command_args.hpp"
#include "wp_codebox/contracts/recipe_rules.hpp"
#include "wp_codebox/contracts/url.hpp"
#include "wp_codebox/validation/impl/recipe_shape.inl.hpp"
#include "wp_codebox/validation/recipe.hpp"

namespace WP_CODEBOX_NAMESPACE::recipe {

WP_CODEBOX_INLINE std::filesystem::path resolved(const std::filesystem::path& folder,
                                                 std::string_view relative) {
  std::filesystem::path path = (folder / std::string(relative)).lexically_normal();
  // A final slash says nothing: `a/` is `a`.
  return path.has_filename() || !path.has_parent_path() || path == path.root_path()
             ? path
             : path.parent_path();
}

/// Checks the extra plugins of a recipe, from the disk or from the network.
class PluginCheck {
 public:
  PluginCheck(const RecipeHost& host, std::vector<RecipeIssue>& issues)
      : host_(host), issues_(issues) {}

  void run(const json::Node& plugin, std::size_t index) {
    path_ = json::Path();
    path_.push("inputs").push("extra_plugins").push(index);
    const std::string source = plugin.find("source")->text();
    const json::Node* slug_node = plugin.find("slug");
    const std::string given_slug = slug_node == nullptr ? std::string() : slug_node->text();
    if (const auto url = parse_url(source)) {
      remote(*url, given_slug, plugin);
    } else {
      local(source, given_slug, plugin);
    }
  }

 private:
  void report(std::string_view code, std::string_view name, std::string message) {
    json::Path path = path_;
    path.push(name);
    issues_.push_back({std::string(code), std::move(path), std::move(message)});
  }

  void remote(const Url& url, const std::string& given_slug, const json::Node& plugin) {
    if (url.scheme != "https" || !url.path.ends_with(".zip")) {
      return report("invalid-source", "source", "expected a folder or an https URL of a .zip");
    }
    const std::string slug = given_slug.empty() ? slug_of(url) : given_slug;
    if (slug.empty()) return report("invalid-slug", "slug", "expected a slug for this URL");
    if (variable("WP_CODEBOX_ALLOW_NETWORK_DOWNLOADS") != "1") {
      report("network-downloads-disabled", "source",
             "downloads need WP_CODEBOX_ALLOW_NETWORK_DOWNLOADS=1");
    }
    if (!is_allowed(url.host)) {
      report("download-host-not-allowed", "source", url.host + " is not an allowed host");
    }
    const json::Node* sha256 = plugin.find("sha256");
    if (json::is_truthy(sha256)) {
      if (!sha256->is_string() || !recipe_rules::is_sha256_hex_of_either_case(sha256->text())) {
        report("invalid-source-sha256", "source", "expected a sha256 of 64 hexadecimal digits");
      }
    } else if (variable("WP_CODEBOX_REQUIRE_SOURCE_SHA256") == "1") {
      report("missing-source-sha256", "source", "expected a sha256 for a download");
    }
    plugin_file(plugin, slug, std::nullopt);
  }

  void local(const std::string& source, const std::string& given_slug, const json::Node& plugin) {
    const std::filesystem::path folder = resolved(host_.recipe_directory, source);
    const HostFileKind kind = host_.file_kind(folder);
    if (kind == HostFileKind::absent) {
      report("missing-path", "source", folder.string() + " does not exist");
    } else if (kind != HostFileKind::directory) {
      report("not-directory", "source", folder.string() + " is not a directory");
    }
    // The name comes from the working directory, the files from the recipe's.
    const std::string slug = given_slug.empty()
                                 ? resolved(host_.working_directory, source).filename().string()
                                 : given_slug;
    plugin_file(plugin, slug, folder);
  }

  void plugin_file(const json::Node& plugin, const std::string& slug,
                   const std::optional<std::filesystem::path>& folder) {
    const json::Node* given = plugin.find("pluginFile");
    std::string file = given == nullptr ? std::string() : given->text();
    if (file.empty()) file = default_file(slug, folder);
    const std::string prefix = slug + '/';
    if (!file.starts_with(prefix)) {
      return report("invalid-plugin-file", "pluginFile",
                    "expected a path that starts with " + prefix);
    }
    if (!folder) return;
    const std::filesystem::path path = resolved(*folder, file.substr(prefix.size()));
    const HostFileKind kind = host_.file_kind(path);
    if (kind == HostFileKind::absent) {
      report("missing-path", "pluginFile", path.string() + " does not exist");
    } else if (kind != HostFileKind::file) {
      report("not-file", "pluginFile", path.string() + " is not a file");
    }
  }

  std::string default_file(const std::string& slug,
                           const std::optional<std::filesystem::path>& folder) const {
    std::string own = slug + '/' + slug + ".php";
    if (!folder || host_.file_kind(*folder / (slug + ".php")) != HostFileKind::absent) return own;
    if (host_.file_kind(*folder / "plugin.php") == HostFileKind::absent) return own;
    return slug + "/plugin.php";
  }

  /// `hello` of `/plugin/hello.1.2.zip` at the plugin directory of WordPress; empty elsewhere.
  static std::string slug_of(const Url& url) {
    constexpr std::string_view folder = "/plugin/";
    if (url.host != "downloads.wordpress.org" || !url.path.starts_with(folder)) return {};
    const std::string_view name = std::string_view(url.path).substr(folder.size());
    const std::string slug(name.substr(0, name.find('.')));
    return recipe_rules::is_slug(slug) ? slug : std::string();
  }

  [[nodiscard]] std::string variable(const std::string& name) const {
    return host_.variable(name).value_or(std::string());
  }

  [[nodiscard]] bool is_allowed(const std::string& host) const {
    const std::string arg = "hosts=" + variable("WP_CODEBOX_ALLOWED_DOWNLOAD_HOSTS");
    const auto hosts = comma_list_argument({&arg, 1}, "hosts");
    if (hosts.empty()) return host == "downloads.wordpress.org";
    return std::any_of(hosts.begin(), hosts.end(), [&host](const std::string& allowed) {
      return ascii_lower(allowed) == host;
    });
  }

  const RecipeHost& host_;
  std::vector<RecipeIssue>& issues_;
  json::Path path_;
};

/// Checks the site seeds of a recipe: what they may copy, and how much.
class SeedCheck {
 public:
  SeedCheck(const RecipeHost& host, std::vector<RecipeIssue>& issues)
      : host_(host), issues_(issues) {}

  void run(const json::Node& seed, std::size_t index) {
    path_ = json::Path();
    path_.push("inputs").push("siteSeeds").push(index);
    parent_ = seed.find("type")->equals("parent_site");
    if (!recipe_rules::is_dotted_name(seed.find("name")->text())) {
      report({"name"}, "invalid-site-seed-name", "expected letters, digits, _, . and -");
    }
    source(seed.find("source"));
    scopes(*seed.find("scopes"));
  }

 private:
  static constexpr std::string_view scope_names[] = {"posts", "terms", "options", "users", "media"};

  void report(std::initializer_list<std::string_view> names, std::string_view code,
              std::string_view message) {
    json::Path path = path_;
    for (const std::string_view name : names) path.push(name);
    issues_.push_back({std::string(code), std::move(path), std::string(message)});
  }

  void source(const json::Node* source) {
    if (parent_) {
      if (json::is_truthy(source)) {
        report({"source"}, "invalid-site-seed-source", "a parent site has no source");
      }
      return;
    }
    const HostFileKind kind = host_.file_kind(resolved(host_.recipe_directory, source->text()));
    if (kind == HostFileKind::absent) {
      report({"source"}, "missing-path", "the seed's file does not exist");
    } else if (kind != HostFileKind::file) {
      report({"source"}, "not-file", "the seed's source is not a file");
    }
  }

  static bool is_wanted(const json::Node* scope) {
    return scope != nullptr && !(scope->is_boolean() && !scope->boolean());
  }

  void scopes(const json::Node& scopes) {
    bool any = is_wanted(scopes.find("activePlugins")) || is_wanted(scopes.find("activeTheme"));
    for (const std::string_view name : scope_names) any = any || is_wanted(scopes.find(name));
    if (!any) report({"scopes"}, "missing-site-seed-scopes", "expected at least one scope");
    for (const std::string_view name : scope_names) {
      const json::Node* selector = scopes.find(name);
      if (is_wanted(selector)) scope(name, *selector);
    }
  }

  static bool has_items(const json::Node& selector, std::string_view name) {
    const json::Node* list = selector.find(name);
    return list != nullptr && list->is_array() && list->size() != 0;
  }

  void scope(std::string_view name, const json::Node& selector) {
    if (!selector.is_object() && !selector.boolean()) {
      return report({"scopes", name}, "invalid-site-seed-scope", "expected true or an object");
    }
    const json::Node* most = selector.find("maxRecords");
    if (most != nullptr) {
      const double number = most->number();
      if (!most->is_number() || number != std::trunc(number) || number < 1 || number > 100) {
        report({"scopes", name, "maxRecords"}, "invalid-site-seed-bound",
               "expected a whole number from 1 to 100");
      }
    }
    if (parent_ && most == nullptr && !has_items(selector, "ids") &&
        !has_items(selector, "slugs") && !has_items(selector, "names")) {
      report({"scopes", name}, "unbounded-site-seed-scope",
             "expected maxRecords, ids, slugs or names");
    }
    particular(name, selector);
  }

  /// Rules of one scope only.
  void particular(std::string_view name, const json::Node& selector) {
    const auto is = [&selector](std::string_view member, bool value) {
      const json::Node* node = selector.find(member);
      return node != nullptr && node->is_boolean() && node->boolean() == value;
    };
    if (name == "options" && !has_items(selector, "names")) {
      report({"scopes", name, "names"}, "unbounded-site-seed-options", "expected option names");
    }
    if (name == "users" && is("anonymize", false)) {
      report({"scopes", name, "anonymize"}, "unsafe-site-seed-users", "users are anonymised");
    }
    if (name == "media" && parent_ && is("includeFiles", true)) {
      report({"scopes", name, "includeFiles"}, "unsafe-site-seed-media-files",
             "files of a parent site are not copied");
    }
  }

  const RecipeHost& host_;
  std::vector<RecipeIssue>& issues_;
  json::Path path_;
  bool parent_ = false;
};

}  // namespace WP_CODEBOX_NAMESPACE::recipe
