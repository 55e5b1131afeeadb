#include <filesystem>
#include <string>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "wp_codebox/digest/artifact_digests.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// The file that an input names, as the operating system would find it below a folder.
const json::Node* file_at(const json::Node& files, const std::string& path) {
  return files.find(std::filesystem::path(path).lexically_normal().string());
}

std::optional<std::string> run_content_digest(const VectorRow& row) {
  const json::Node* const files = row.input.find("files");
  const json::Node* const inputs = row.input.find("inputs");
  if (files == nullptr || inputs == nullptr) return "the row has no files or inputs";
  ArtifactContentHash hash;
  const bool fails = row.expect.find("error") != nullptr;
  for (const json::Node& input : inputs->items()) {
    const json::Node* const file = file_at(*files, input.text());
    if (file == nullptr) {
      return fails ? std::nullopt : std::optional("no such file: " + input.text());
    }
    hash.add(input.text(), base64_bytes(file->text()));
  }
  if (fails) return "expected an error, got " + hash.finish_hex();
  return text_difference("digest", member_text(row.expect, "digest"), hash.finish_hex());
}

std::optional<std::string> run_manifest_self_digest(const VectorRow& row) {
  const json::Parsed manifest = row.json("manifest");
  const json::Node* const name = row.input.find("manifestFileName");
  const std::string digest =
      manifest_self_digest_hex(manifest.root(), name == nullptr ? "manifest.json" : name->text());
  return text_difference("digest", member_text(row.expect, "digest"), digest);
}

std::vector<std::string> texts(const json::Node* list) {
  std::vector<std::string> all;
  if (list != nullptr) {
    for (const json::Node& item : list->items()) all.push_back(item.text());
  }
  return all;
}

std::optional<std::string> run_workspace_policy_digest(const VectorRow& row) {
  const auto args = row.args();
  if (args.empty()) return "the row has no args";
  const json::Node& options = args.front().root();
  const json::Node* const git = options.find("gitBacked");
  const WorkspacePolicyDigestInput policy{
      member_text(options, "workspaceRoot"), texts(options.find("writableRoots")),
      texts(options.find("hiddenPaths")), git != nullptr && git->boolean()};
  return difference(member_text(row.expect, "json"),
                    json::Value::string(workspace_policy_digest_hex(policy, "/")));
}

json::Value digest_record(const std::string& hex) {
  return json::Value::from_compact(R"({"algorithm":"sha256","value":")" + hex + "\"}");
}

std::optional<std::string> run_reference_manifest_digest(const VectorRow& row) {
  const auto args = row.args();
  if (args.empty()) return "the row has no args";
  return difference(member_text(row.expect, "json"),
                    digest_record(reference_manifest_digest_hex(args.front().root())));
}

std::optional<std::string> run_replay_index_digest(const VectorRow& row) {
  const auto args = row.args();
  if (args.empty()) return "the row has no args";
  return difference(member_text(row.expect, "json"),
                    digest_record(replay_index_digest_hex(args.front().root())));
}

}  // namespace

void add_digest_ops(VectorOps& ops) {
  ops["content-digest"] = run_content_digest;
  ops["manifest-self-digest"] = run_manifest_self_digest;
  ops["workspace-policy-digest"] = run_workspace_policy_digest;
  ops["reference-manifest-digest"] = run_reference_manifest_digest;
  ops["replay-index-digest"] = run_replay_index_digest;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
