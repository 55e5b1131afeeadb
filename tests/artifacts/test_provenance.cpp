#include "wp_codebox/artifacts/provenance.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

const json::Value packages =
    json::Value::from_compact(R"({"schema":"wp-codebox/package-provenance/v1"})");

json::Value provenance(const char* metadata) {
  RuntimeInfo runtime;
  runtime.backend = RuntimeBackendKind(std::string("x-demo"));
  return provenance_document(runtime, json::Parsed(std::string(metadata)).root(),
                             json::Parsed(std::string("[]")).root(), packages);
}

// WPC-ART-030
TEST(Provenance, TakesObjectsWithMembersFromTheMetadata) {
  EXPECT_EQ(provenance(R"({"task":{"id":1},"agent":{"a":2},"preparedRuntimeBackend":{"p":3},)"
                       R"("runtime":{"version":"1.2"}})")
                .text(),
            R"({"task":{"id":1},"packages":{"schema":"wp-codebox/package-provenance/v1"},)"
            R"("runtime":{"backend":"x-demo","version":"1.2","backendPackage":{"p":3}},)"
            R"("agent":{"a":2},"mounts":[]})");
  const std::string plain = provenance("{}").text();
  for (const char* metadata :
       {R"({"task":{},"agent":[1],"preparedRuntimeBackend":"x","runtime":{"version":""}})",
        R"({"task":null,"runtime":5,"workspace":{"schema":"other","root":"/w","mounts":[]}})",
        R"({"workspace":{"schema":"wp-codebox/sandbox-workspace/v1","root":"/w"}})"}) {
    EXPECT_EQ(provenance(metadata).text(), plain) << metadata;
  }
}

// WPC-ART-030
TEST(Provenance, KeepsAWorkspaceAsItIs) {
  const std::string workspace =
      R"({"schema":"wp-codebox/sandbox-workspace/v1","root":"/w","mounts":[],"own":1})";
  EXPECT_NE(provenance(("{\"workspace\":" + workspace + "}").c_str()).text().find(workspace),
            std::string::npos);
}

TEST(Provenance, OfRecordsHasTheContractsMembersOfMounts) {
  MountSpec mount;
  mount.type = KnownMountType::file;
  mount.source = "/srv/f";
  mount.target = "/f";
  mount.extra.set("own", json::Value::number(1));
  const ArtifactProvenance built = build_provenance(RuntimeInfo(), {}, {mount}, packages);
  ASSERT_EQ(built.mounts.size(), 1U);
  EXPECT_TRUE(built.mounts[0].extra.empty());
  EXPECT_EQ(built.mounts[0].source, "/srv/f");
  EXPECT_TRUE(built.packages.has_value());
}

TEST(PackageSource, PrefersItsOwnVariablesEvenEmptyOnes) {
  std::map<std::string, std::string> variables = {
      {"GITHUB_REF", "refs/heads/main"}, {"GITHUB_REF_NAME", "main"}, {"GITHUB_SHA", "g"}};
  const auto lookup = [&variables](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
  EXPECT_EQ(package_source(lookup).ref, "main");
  EXPECT_EQ(package_source(lookup).sha, "g");
  variables["WP_CODEBOX_SOURCE_REF"] = "";
  EXPECT_EQ(package_source(lookup).ref, "");
  variables.clear();
  EXPECT_EQ(package_source(lookup).ref, std::nullopt);
}

TEST(PackageEnvironment, NamesTheVersionsOfTheEnvironment) {
  EnvironmentSpec environment;
  environment.version = "6.5";
  environment.extra.set("phpVersion", json::Value::string("8.3"));
  EXPECT_EQ(json::to_json(package_environment(environment)),
            R"({"wordpressVersion":"6.5","phpVersion":"8.3"})");
}

}  // namespace
