#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "conformance/vectors_runner/ops.hpp"
#include "conformance/vectors_runner/vector_tree.hpp"
#include "wp_codebox/artifacts/unicode_text.hpp"
#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/digest/episode_payload.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/truthiness.hpp"
#include "wp_codebox/json/writer.hpp"
#include "wp_codebox/runtime/action_adapter.hpp"
#include "wp_codebox/runtime/base64.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;

/// An episode that takes every step and answers as the row says.
class RowEpisode final : public RuntimeEpisode {
 public:
  RowEpisode(const json::Node* execution, const json::Node* observation)
      : execution_(execution), observation_(observation) {}

  RuntimeEpisodeResetResult reset() override { return {}; }
  using RuntimeEpisode::step;
  RuntimeEpisodeStepResult step(const RuntimeEpisodeActionSpec& action,
                                const std::optional<StepObservation>& observation) override {
    steps_ += (steps_.empty() ? R"({"action":)" : R"(,{"action":)") + json::to_json(action) +
              R"(,"observe":)" + (observation ? json::to_json(*observation) : std::string("null")) +
              "}";
    RuntimeEpisodeStepResult step;
    step.id = "step-1";
    step.action = action_record(action, "action-1");
    step.execution.id = "command-1";
    step.execution.command = action.command;
    step.execution.args = step.action.args;
    step.execution.startedAt = "2026-01-02T03:04:05.006Z";
    step.execution.finishedAt = "2026-01-02T03:04:06.007Z";
    json::Issues ignored;
    // Members that the row does not give stay as they are, and are reported as absent.
    if (execution_ != nullptr) json::decode(*execution_, step.execution, ignored);
    if (observation_ != nullptr) json::decode(*observation_, step.observation.emplace(), ignored);
    return step;
  }
  ObservationResult observe(const ObservationSpec& /*spec*/) override { return {}; }
  Snapshot snapshot() override { return {}; }
  using RuntimeEpisode::collect_artifacts;
  ArtifactBundle collect_artifacts(const std::optional<ArtifactSpec>& /*spec*/) override {
    return {};
  }
  RuntimeEpisodeTrace trace() override { return {}; }
  void close() override {}

  /// The steps that were asked for, as rows tell of them.
  [[nodiscard]] std::string steps() const { return "[" + steps_ + "]"; }

 private:
  const json::Node* execution_;
  const json::Node* observation_;
  std::string steps_;
};

/// Where the files of a row's mount lie.
fs::path folder_of(const VectorTree& tree, std::size_t mount) {
  return tree.path() / ("mount-" + std::to_string(mount));
}

RuntimeActionPolicy policy_of(const VectorRow& row, const VectorTree& tree) {
  RuntimeActionPolicy policy;
  if (const json::Node* const mounts = row.input.find("mounts")) {
    for (const json::Node& item : mounts->items()) {
      const fs::path folder = folder_of(tree, policy.files.mounts.size());
      tree.create(item.find("tree"), folder);
      MountSpec mount = json::decode_as<MountSpec>(item).value;
      mount.type = KnownMountType::directory;
      mount.source = folder.string();
      policy.files.mounts.push_back(std::move(mount));
    }
  }
  const json::Node* const given = row.input.find("policy");
  if (given == nullptr) return policy;
  json::Issues ignored;
  if (const json::Node* const roots = given->find("writableRoots")) {
    json::decode(*roots, policy.files.writable_roots.emplace(), ignored);
  }
  if (const json::Node* const filesystem = given->find("filesystem")) {
    json::decode(*filesystem, policy.files.filesystem.emplace(), ignored);
  }
  if (const json::Node* const command = given->find("filesystemTraceCommand")) {
    policy.filesystem_trace_command =
        command->is_string() ? std::optional(command->text()) : std::nullopt;
  }
  return policy;
}

std::string file_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Files and empty folders of a mount, as rows tell of them; `null` when the mount is gone.
std::string tree_text(const fs::path& folder) {
  if (!fs::exists(folder)) return "null";
  std::vector<std::string> entries;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path =
        json::Value::string(entry.path().lexically_relative(folder).string()).text();
    if (entry.is_directory()) {
      if (fs::is_empty(entry.path())) entries.push_back(R"({"path":)" + path + R"(,"dir":true})");
      continue;
    }
    const std::string bytes = file_bytes(entry.path());
    const bool is_text = to_utf8(bytes) == bytes;
    entries.push_back(R"({"path":)" + path + (is_text ? R"(,"text":)" : R"(,"base64":)") +
                      json::Value::string(is_text ? bytes : to_base64(bytes)).text() + "}");
  }
  std::string text;
  for (const std::string& entry : entries) text += (text.empty() ? "" : ",") + entry;
  return "[" + text + "]";
}

std::string trees_text(const VectorTree& tree, std::size_t mounts) {
  std::string text;
  for (std::size_t i = 0; i < mounts; ++i) {
    text += (i == 0 ? "" : ",") + tree_text(folder_of(tree, i));
  }
  return "[" + text + "]";
}

/// The trees of a row, one after the other, each as a set.
std::optional<std::string> trees_difference(const VectorRow& row, const std::string& before,
                                            const std::string& after) {
  const json::Node* const expected = row.expect.find("trees");
  const json::Parsed wanted(expected == nullptr ? before : json::compact_json(*expected));
  const json::Parsed got(after);
  const auto lists = wanted.root().items();
  const auto others = got.root().items();
  for (std::size_t i = 0; i < std::max(lists.size(), others.size()); ++i) {
    const auto boxed = [i](std::span<const json::Node> trees) {
      return json::Parsed(R"({"tree":)" +
                          (i < trees.size() ? json::compact_json(trees[i]) : "null") + "}");
    };
    auto found = difference(boxed(lists).root(), boxed(others).root(), {.sets = {"tree"}});
    if (found) return "trees[" + std::to_string(i) + "]" + *found;
  }
  return std::nullopt;
}

/// What the adapter answered, as rows tell of it.
struct Answer {
  std::string members;  ///< `"ok"` and `"result"`, or `"ok"` and `"error"`.
  bool has_step = false;
};

Answer run_action(const VectorRow& row, RuntimeActionAdapter& adapter) {
  const json::Node* const action = row.input.find("action");
  try {
    RuntimeActionObservation result =
        adapter.run_json(action == nullptr ? json::Value() : json::Value(*action));
    const bool has_step = result.step.has_value();
    result.step.reset();
    return {R"("ok":true,"result":)" + json::to_json(result), has_step};
  } catch (const ContractError& error) {
    // Where the reference system threw something without a code, only the refusal counts.
    const json::Node* const expected = row.expect.find("error");
    const bool stable = expected != nullptr && json::is_truthy(expected->find("code"));
    const std::string form = stable ? R"({"name":)" + json::Value::string(error.name()).text() +
                                          R"(,"code":)" + json::Value::string(error.code()).text() +
                                          "}"
                             : expected == nullptr ? "null"
                                                   : json::compact_json(*expected);
    return {R"("ok":false,"error":)" + form, false};
  }
}

std::optional<std::string> run_runtime_action(const VectorRow& row) {
  const VectorTree tree;
  RowEpisode episode(row.input.find("execution"), row.input.find("stepObservation"));
  const RuntimeActionPolicy policy = policy_of(row, tree);
  const std::size_t mounts = policy.files.mounts.size();
  RuntimeActionAdapter adapter(episode, policy);
  const std::string before = trees_text(tree, mounts);
  const Answer answer = run_action(row, adapter);
  std::string got = "{" + answer.members + R"(,"steps":)" + episode.steps();
  if (answer.members.starts_with(R"("ok":true)")) {
    got += std::string(R"(,"hasStep":)") + (answer.has_step ? "true" : "false");
  }
  auto found = difference(row.expect, json::Value::from_compact(got + "}"),
                          {.ignored = {"observedAt", "digest", "trees"}, .sets = {"entries"}});
  return found ? found : trees_difference(row, before, trees_text(tree, mounts));
}

std::optional<std::string> run_runtime_action_step(const VectorRow& row) {
  RowEpisode episode(row.input.find("execution"), row.input.find("observation"));
  RuntimeActionAdapter adapter(episode);
  const Answer answer = run_action(row, adapter);
  return difference(
      row.expect,
      json::Value::from_compact("{" + answer.members + R"(,"steps":)" + episode.steps() + "}"),
      {.ignored = {"observedAt", "digest"}});
}

}  // namespace

void add_runtime_action_ops(VectorOps& ops) {
  ops["runtime-action"] = run_runtime_action;
  ops["runtime-action-step"] = run_runtime_action_step;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
