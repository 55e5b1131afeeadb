#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "reference_backend/memory/mutant_rows.hpp"
#include "wp_codebox/contracts/artifact_bundle.hpp"
#include "wp_codebox/contracts/artifact_spec.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Changes to bundles that were written, for mutants. Files that cannot be read or written throw.

namespace WP_CODEBOX_NAMESPACE::memory {

/// A bundle that is being spoilt.
class BundleEdit {
 public:
  using Json = nlohmann::json;

  explicit BundleEdit(std::filesystem::path directory) : directory_(std::move(directory)) {}

  [[nodiscard]] std::filesystem::path path(const std::string& name) const {
    return directory_ / name;
  }
  [[nodiscard]] std::string text(const std::string& name) const;
  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] Json read(const std::string& name) const { return Json::parse(text(name)); }

  /// Changes a JSON file; the manifest then is true again.
  void change(const std::string& name, const std::function<void(Json& document)>& change) const;
  /// Replaces a text in a file, once or everywhere; the manifest then is true again.
  void replace(const std::string& name, const std::string& from, const std::string& to) const;
  /// Takes all hashes of the manifest again.
  void seal() const;
  /// Whether a command of the run failed.
  [[nodiscard]] bool has_failed_command() const;
  /// Whether the bundle has that file or folder.
  [[nodiscard]] bool has(const std::string& name) const {
    return std::filesystem::exists(path(name));
  }
  /// Whether the text stands in the arguments or the output of a command.
  [[nodiscard]] bool has_said(const std::string& text) const;
  /// Whether the run changed the files of a mount.
  [[nodiscard]] bool is_busy() const { return has("files/mounts/0/changed.txt"); }

 private:
  std::filesystem::path directory_;
};

/// A fault: spoils each bundle after it was collected.
template <class Spoil>
auto spoilt_by(Spoil spoil) {
  return [spoil](Runtime& runtime, const ArtifactSpec& spec) {
    ArtifactBundle bundle = runtime.collect_artifacts(spec);
    spoil(bundle, BundleEdit(bundle.directory));
    return bundle;
  };
}

/// Runs in which a fault strikes. One that spoils every bundle is found by every case that verifies
/// one, and says nothing about the case that is to find it.
inline bool in_busy_run(const BundleEdit& edit) { return edit.is_busy(); }
inline bool in_large_run(const BundleEdit& edit) { return edit.has("files/mounts/0/exact.txt"); }
inline bool in_run_with_state(const BundleEdit& edit) {
  return edit.has_said("kept by the snapshot");
}
inline bool in_run_with_secrets(const BundleEdit& edit) {
  return edit.has("files/mounts/0/note.txt");
}

/// A fault: changes one JSON file of the bundles of some runs.
template <class Change>
auto with_document(const char* name, Change change,
                   bool (*strikes)(const BundleEdit& edit) = &in_busy_run) {
  return spoilt_by([name, change, strikes](ArtifactBundle& /*bundle*/, const BundleEdit& edit) {
    if (strikes(edit)) edit.change(name, change);
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::memory
