#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/artifacts/diagnostics.hpp"
#include "wp_codebox/artifacts/mount_diff.hpp"
#include "wp_codebox/artifacts/review.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/output.hpp"
#include "wp_codebox/json/writer.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
}

/// The row's mounts, made on disk.
class PatchRow {
 public:
  explicit PatchRow(const VectorRow& row) : row_(row) {
    json::Dictionary<std::string> secrets;
    if (const json::Node* const given = row.input.find("secretEnv")) {
      for (const json::Member& member : given->members()) {
        secrets.append(std::string(member.name())) = member.value.text();
      }
    }
    redactor_ = Redactor(secrets);
    const json::Node* const mounts = row.input.find("mounts");
    if (mounts == nullptr) return;
    for (const json::Node& mount : mounts->items()) add_mount(mount);
  }

  /// The answer in the row's form. The reference patch is taken, and redacted as text.
  json::Value answer() const {
    const std::vector<MountDiff> diffs = diff_mounts(mounts_, Redactor(), PatchForm::reference);
    const std::string patch = redactor_.redact_text(joined_patch(diffs));
    const ArtifactChangedFiles changed = changed_files_document(diffs);
    ArtifactContentHash hash;
    hash.add(artifact_content_inputs[0],
             redactor_.redact_text(json::to_pretty_json(changed) + "\n"));
    hash.add(artifact_content_inputs[1], patch);
    const WorkspacePatch workspace = workspace_patch_document("", {}, std::nullopt, mounts_, diffs);
    std::string text;
    json::StringOutput output(text);
    json::Writer writer(output);
    writer.begin_object();
    member(writer, "patch", json::Value::string(patch));
    member(writer, "changedFiles", json::to_value(changed.files));
    member(writer, "mountDiffs", entries_of(diffs));
    if (row_.expect.find("mountPatches") != nullptr) {
      member(writer, "mountPatches", patches_of(diffs));
    }
    member(writer, "diagnostics", failures_of(diffs));
    member(writer, "contentDigest", json::Value::string(hash.finish_hex()));
    member(writer, "patchSha256", json::Value::string(sha256_hex(patch)));
    member(writer, "stats", json::to_value(count_changes(changed.files)));
    member(writer, "riskFlags", json::to_value(rewrite_risk_flags(patch)));
    member(writer, "workspaces", json::to_value(workspace.workspaces));
    member(writer, "workspaceSummary", json::to_value(workspace.summary));
    writer.end_object();
    output.flush();
    for (std::size_t i = 0; i < mounts_.size(); ++i) {
      replace_all(text, path_of("current", i), "<current-" + std::to_string(i) + ">");
      replace_all(text, path_of("baseline", i), "<baseline-" + std::to_string(i) + ">");
    }
    return json::Value::from_compact(std::move(text));
  }

 private:
  static void member(json::Writer& writer, std::string_view name, const json::Value& value) {
    writer.key(name);
    writer.raw(value.text());
  }

  [[nodiscard]] std::string path_of(const std::string& side, std::size_t index) const {
    return (tree_.path() / (side + "-" + std::to_string(index) + "-side")).string();
  }

  /// Makes one side of a mount; false when the row has none.
  bool make_side(const json::Node& mount, const std::string& side, std::size_t index) const {
    const std::filesystem::path path = path_of(side, index);
    if (const json::Node* const text = mount.find(side + "File")) {
      const std::string entry = R"([{"path":)" +
                                json::Value::string(path.filename().string()).text() +
                                R"(,"text":)" + json::Value(*text).text() + "}]";
      tree_.create(&json::Parsed(entry).root(), tree_.path());
      return true;
    }
    const json::Node* const entries = mount.find(side);
    if (entries == nullptr) return false;
    std::filesystem::create_directories(path);
    tree_.create(entries, path);
    return true;
  }

  void add_mount(const json::Node& given) {
    const std::size_t index = mounts_.size();
    MountSpec mount;
    const std::string type = member_text(given, "type");
    mount.type = MountType(type.empty() ? std::string("directory") : type);
    mount.target = member_text(given, "target");
    mount.mode =
        json::enum_value<MountMode>(member_text(given, "mode")).value_or(MountMode::readwrite);
    mount.source = path_of("current", index);
    make_side(given, "current", index);
    json::Dictionary<json::Value> metadata;
    if (const json::Node* const own = given.find("metadata")) {
      for (const json::Member& entry : own->members()) {
        metadata.append(std::string(entry.name())) = json::Value(entry.value);
      }
    }
    if (make_side(given, "baseline", index)) {
      metadata["baselineSource"] = json::Value::string(path_of("baseline", index));
    }
    if (!metadata.empty()) mount.metadata = std::move(metadata);
    mounts_.push_back(std::move(mount));
  }

  static json::Value entries_of(const std::vector<MountDiff>& diffs) {
    std::vector<ArtifactMountDiff> entries;
    for (const MountDiff& diff : diffs) entries.push_back(diff.entry);
    return json::to_value(entries);
  }

  [[nodiscard]] json::Value patches_of(const std::vector<MountDiff>& diffs) const {
    json::Dictionary<std::string> patches;
    for (const MountDiff& diff : diffs) {
      patches.append(diff.entry.artifactPath) = redactor_.redact_text(diff.patch);
    }
    return json::to_value(patches);
  }

  static json::Value failures_of(const std::vector<MountDiff>& diffs) {
    std::vector<ArtifactDiagnostic> failures;
    for (const MountDiff& diff : diffs) {
      failures.insert(failures.end(), diff.diagnostics.begin(), diff.diagnostics.end());
    }
    return json::to_value(failures);
  }

  const VectorRow& row_;
  VectorTree tree_;
  Redactor redactor_;
  std::vector<MountSpec> mounts_;
};

std::optional<std::string> run_patch(const VectorRow& row) {
  return difference(row.expect, PatchRow(row).answer(), {.ignored = {"error", "message"}});
}

}  // namespace

void add_patch_ops(VectorOps& ops) { ops["patch"] = run_patch; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
