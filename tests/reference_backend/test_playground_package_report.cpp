// Which packages a bundle says that it was made with.
#include "reference_backend/playground/package_report.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "playground_sandbox.hpp"
#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

using Json = nlohmann::json;

class PlaygroundPackageReport : public testing::Test {
 protected:
  PlaygroundPackageReport() {
    for (const char* name :
         {"WP_CODEBOX_SOURCE_REF", "GITHUB_REF_NAME", "GITHUB_REF", "GITHUB_SHA"}) {
      ::unsetenv(name);
    }
    ::unsetenv("WP_CODEBOX_SOURCE_SHA");
  }

  Json report(const SandboxVersions& versions = {}) {
    return Json::parse(json::to_json(package_report(Installation(folder_.path()), versions)));
  }

  static Json digest(const std::string& bytes) {
    return {{"algorithm", "sha256"}, {"value", sha256_hex(bytes)}};
  }

  TestFolder folder_;
};

// WPC-ART-030
TEST_F(PlaygroundPackageReport, SaysWhatLiesOnThisMachine) {
  const std::string engine = R"({"name":"the-engine","version":"4.5.6"})";
  const std::string cli = R"({"name":"@wp-playground/cli","version":"3.1.56"})";
  const std::string builds = R"({"name":"@wp-playground/wordpress-builds","version":"0.9.19"})";
  folder_.write("package.json", engine);
  folder_.write("package-lock.json", "{}");
  folder_.write("node_modules/@wp-playground/cli/package.json", cli);
  folder_.write("node_modules/@wp-playground/wordpress-builds/package.json", builds);
  ::setenv("WP_CODEBOX_SOURCE_SHA", "abc", 1);
  const Json made = report({.node = "v24.21.0",
                            .php = "8.3.33",
                            .wordpress = "6.5.5",
                            .archive_sha256 = sha256_hex("archive")});
  EXPECT_EQ(
      made,
      Json({{"schema", "wp-codebox/package-provenance/v1"},
            {"runtimeCore",
             {{"name", "wp_codebox"}, {"version", sdk_version}, {"source", {{"sha", "abc"}}}}},
            {"runtimePlayground",
             {{"name", "the-engine"},
              {"version", "4.5.6"},
              {"source", {{"digest", digest(engine)}, {"lockDigest", digest("{}")}}}}},
            {"playground",
             {{"cli",
               {{"name", "@wp-playground/cli"},
                {"version", "3.1.56"},
                {"source", {{"digest", digest(cli)}}}}},
              {"wordpressBuilds",
               {{"name", "@wp-playground/wordpress-builds"},
                {"version", "0.9.19"},
                {"source", {{"digest", digest(builds)}}}}}}},
            {"environment",
             {{"wordpressVersion", "6.5.5"},
              {"phpVersion", "8.3.33"},
              {"nodeVersion", "24.21.0"},
              {"wordpressArchiveDigest", digest("archive")}}}}));
}

// WPC-ART-030
TEST_F(PlaygroundPackageReport, NamesWhatItCannotRead) {
  folder_.write("node_modules/@wp-playground/cli/package.json", "[no json");
  const Json made = report();
  EXPECT_EQ(made["runtimeCore"], Json({{"name", "wp_codebox"}, {"version", sdk_version}}));
  EXPECT_EQ(made["runtimePlayground"], Json({{"name", "playground-engine"}}));
  EXPECT_EQ(made["playground"]["wordpressBuilds"],
            Json({{"name", "@wp-playground/wordpress-builds"}}));
  EXPECT_EQ(made["playground"]["cli"]["name"], "@wp-playground/cli");
  EXPECT_FALSE(made["playground"]["cli"].contains("version"));
  EXPECT_EQ(made["environment"], Json::object());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
