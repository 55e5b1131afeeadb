#pragma once

#include <string_view>

#include "wp_codebox/artifacts/impl/written.hpp"
#include "wp_codebox/artifacts/provenance.hpp"
#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace provenance {

inline bool has_members(const json::Node* value) {
  return value != nullptr && value->is_object() && value->size() != 0;
}

inline bool is_filled_text(const json::Node* value) {
  return value != nullptr && value->is_string() && !value->is_empty_string();
}

inline bool is_workspace(const json::Node* value) {
  if (value == nullptr) return false;
  const json::Node* const schema = value->find("schema");
  const json::Node* const root = value->find("root");
  const json::Node* const mounts = value->find("mounts");
  return schema != nullptr && schema->equals("wp-codebox/sandbox-workspace/v1") &&
         root != nullptr && root->is_string() && mounts != nullptr && mounts->is_array();
}

inline void write_if(bool condition, std::string_view name, const json::Node* value,
                     json::Writer& writer) {
  if (!condition || value == nullptr) return;
  writer.key(name);
  writer.node(*value);
}

inline void write_runtime(const RuntimeInfo& runtime, const json::Node& metadata,
                          json::Writer& writer) {
  writer.key("runtime");
  writer.begin_object();
  writer.key("backend");
  writer.string(runtime.backend.text());
  const json::Node* const settings = metadata.find("runtime");
  const json::Node* const version = settings == nullptr ? nullptr : settings->find("version");
  write_if(is_filled_text(version), "version", version, writer);
  if (runtime.environment.version) {
    writer.key("wordpressVersion");
    writer.string(*runtime.environment.version);
  }
  const json::Node* const package = metadata.find("preparedRuntimeBackend");
  write_if(has_members(package), "backendPackage", package, writer);
  writer.end_object();
}

inline void write_mounts(const json::Node& mounts, json::Writer& writer) {
  writer.key("mounts");
  writer.begin_array();
  for (const json::Node& mount : mounts.items()) {
    writer.begin_object();
    for (const std::string_view name : {"type", "source", "target", "mode", "metadata"}) {
      write_if(true, name, mount.find(name), writer);
    }
    writer.end_object();
  }
  writer.end_array();
}

inline std::optional<std::string> first_set(const VariableLookup& variable,
                                            std::initializer_list<const char*> names) {
  for (const char* const name : names) {
    if (auto value = variable(name)) return value;
  }
  return std::nullopt;
}

}  // namespace provenance

WP_CODEBOX_INLINE json::Value provenance_document(const RuntimeInfo& runtime,
                                                  const json::Node& metadata,
                                                  const json::Node& mounts,
                                                  const json::Value& packages) {
  return artifacts_impl::written([&](json::Writer& writer) {
    writer.begin_object();
    const json::Node* const task = metadata.find("task");
    provenance::write_if(provenance::has_members(task), "task", task, writer);
    const json::Node* const workspace = metadata.find("workspace");
    provenance::write_if(provenance::is_workspace(workspace), "workspace", workspace, writer);
    writer.key("packages");
    writer.raw(packages.text());
    provenance::write_runtime(runtime, metadata, writer);
    const json::Node* const agent = metadata.find("agent");
    provenance::write_if(provenance::has_members(agent), "agent", agent, writer);
    provenance::write_mounts(mounts, writer);
    writer.end_object();
  });
}

WP_CODEBOX_INLINE ArtifactProvenance build_provenance(const RuntimeInfo& runtime,
                                                      const json::Dictionary<json::Value>& metadata,
                                                      const std::vector<MountSpec>& mounts,
                                                      const json::Value& packages) {
  const json::Parsed context(json::to_json(metadata));
  const json::Parsed list(json::to_json(mounts));
  const json::Parsed document(provenance_document(runtime, context.root(), list.root(), packages));
  return json::decode_as<ArtifactProvenance>(document.root()).value;
}

WP_CODEBOX_INLINE ArtifactPackageSource package_source(const VariableLookup& variable) {
  ArtifactPackageSource source;
  source.ref =
      provenance::first_set(variable, {"WP_CODEBOX_SOURCE_REF", "GITHUB_REF_NAME", "GITHUB_REF"});
  source.sha = provenance::first_set(variable, {"WP_CODEBOX_SOURCE_SHA", "GITHUB_SHA"});
  return source;
}

WP_CODEBOX_INLINE ArtifactPackageEnvironment
package_environment(const EnvironmentSpec& environment) {
  ArtifactPackageEnvironment packages;
  packages.wordpressVersion = environment.version;
  const json::Value* const php = environment.extra.find("phpVersion");
  if (php != nullptr && php->is_string()) {
    packages.phpVersion = json::Parsed(*php).root().text();
  }
  return packages;
}

}  // namespace WP_CODEBOX_NAMESPACE
