#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "wp_codebox/contracts/verification.hpp"
#include "wp_codebox/json/document.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/validation/bundle.hpp"
#include "wp_codebox/validation/bundle_folder.hpp"

namespace WP_CODEBOX_NAMESPACE::bundle {

inline constexpr std::string_view id_prefix = "artifact-bundle-sha256-";

/// Text of a member, or empty.
WP_CODEBOX_INLINE std::string text(const json::Node* object, std::string_view name) {
  const json::Node* node = object == nullptr ? nullptr : object->find(name);
  return node == nullptr ? std::string() : node->text();
}

WP_CODEBOX_INLINE bool has_text(const json::Node& object, std::string_view name) {
  const json::Node* node = object.find(name);
  return node != nullptr && node->is_string();
}

WP_CODEBOX_INLINE bool is_sha256_hex(std::string_view value) {
  return value.size() == 64 && value.find_first_not_of("0123456789abcdef") == value.npos;
}

/// The digits of `{algorithm: "sha256", value}`; nothing when it is no such record.
WP_CODEBOX_INLINE std::optional<std::string> sha256_record(const json::Node* node) {
  if (node == nullptr || !node->is_object()) return std::nullopt;
  const json::Node* algorithm = node->find("algorithm");
  std::string value = text(node, "value");
  if (algorithm == nullptr || !algorithm->equals("sha256") || !is_sha256_hex(value)) {
    return std::nullopt;
  }
  return value;
}

/// A JSON file of the bundle with the text that its nodes look into.
struct JsonFile {
  std::string text;
  json::Document document;
  bool readable = false;

  JsonFile(const BundleFolder& folder, std::string_view path) {
    auto bytes = folder.read(path);
    if (!bytes) return;
    text = std::move(*bytes);
    readable = !document.read(text).has_value();
  }
  [[nodiscard]] const json::Node& root() const { return document.root(); }
};

/// What the parts of one verification share: the folder, what the manifest lists, the violations.
class Run {
 public:
  Run(const std::string& directory, const BundleVerifyOptions& verify_options)
      : options(verify_options), folder(directory) {}

  void report(KnownBundleViolationCode code, std::string path, std::string message,
              std::optional<std::string> file = std::nullopt) {
    ArtifactBundleViolation violation;
    violation.code = code;
    violation.path = std::move(path);
    violation.message = std::move(message);
    violation.file = std::move(file);
    violations.push_back(std::move(violation));
  }

  /// The path rule and the listing rule for a reference; true when it may be used.
  bool check_reference(std::string path, const std::string& file) {
    if (!is_safe_bundle_path(file)) {
      report(KnownBundleViolationCode::invalid_path, std::move(path),
             "this path may not stand in a bundle", file);
      return false;
    }
    if (listed.find(file) == listed.end()) {
      report(KnownBundleViolationCode::malformed_reference, std::move(path),
             "the manifest does not list this file", file);
      return false;
    }
    return true;
  }

  /// The SHA-256 of a file, taken once.
  const std::optional<std::string>& hash(const std::string& file) {
    const auto [entry, fresh] = hashes_.try_emplace(file);
    if (fresh) entry->second = folder.sha256(file);
    return entry->second;
  }

  const BundleVerifyOptions& options;
  BundleFolder folder;
  std::set<std::string, std::less<>> listed;
  std::vector<ArtifactBundleViolation> violations;

 private:
  std::map<std::string, std::optional<std::string>> hashes_;
};

}  // namespace WP_CODEBOX_NAMESPACE::bundle
