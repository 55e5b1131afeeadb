#include "wp_codebox/artifacts/startup_progress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

std::vector<std::string> phases(const std::vector<BrowserStartupProgressEvent>& events) {
  std::vector<std::string> texts;
  for (const auto& event : events) texts.push_back(event.phase.text());
  return texts;
}

std::string detail(const BrowserStartupProgressEvent& event) {
  return event.detail ? json::to_json(*event.detail) : "none";
}

StartupSpec with_blueprint(const char* blueprint) {
  StartupSpec spec;
  spec.blueprint = json::Value::parse(blueprint);
  return spec;
}

TEST(StartupProgress, BeginsWithWhatThePreviewIsAskedFor) {
  StartupSpec spec;
  spec.backend = RuntimeBackendKind(std::string("x-demo"));
  spec.preview.emplace();
  spec.preview->publicUrl = "";
  spec.preview->port = 0;
  spec.mounts = 2;
  const auto events = startup_begin_events(spec);
  EXPECT_THAT(phases(events), ElementsAre("preview:start", "preview:loading-client"));
  EXPECT_EQ(detail(events[0]),
            R"({"backend":"x-demo","preview":{"hasPublicUrl":false,"hasSiteUrl":false,)"
            R"("hasFixedPort":true,"bind":null},"mounts":2})");
  for (const auto& event : events) EXPECT_FALSE(event.label->empty());
}

TEST(StartupProgress, TellsOfTheBlueprintAsFarAsItHasSuchSteps) {
  EXPECT_THAT(phases(startup_loading_events(StartupSpec())),
              ElementsAre("preview:loading-wordpress"));
  EXPECT_THAT(phases(startup_loading_events(with_blueprint(R"({"steps":[{"step":"login"}]})"))),
              ElementsAre("preview:loading-wordpress", "preview:applying-blueprint"));
  const auto events = startup_loading_events(with_blueprint(
      R"({"steps":[{"step":"IMPORTwxr"},{"type":"activatePlugin"},5,{"step":""}]})"));
  EXPECT_THAT(phases(events),
              ElementsAre("preview:loading-wordpress", "preview:applying-blueprint",
                          "preview:installing-dependencies", "preview:activating-dependencies"));
  EXPECT_EQ(detail(events[3]), R"({"steps":4,"dependencySteps":1,"activationSteps":1,)"
                               R"("stepTypes":["IMPORTwxr","activatePlugin"]})");
}

TEST(StartupProgress, EndsAtTheFixedPortIfThereIsOne) {
  StartupSpec spec;
  const std::string engine = "http://127.0.0.1:5";
  EXPECT_EQ(detail(startup_ready_event(spec, engine)), R"({"localUrl":"http://127.0.0.1:5"})");
  spec.preview.emplace();
  spec.preview->port = 8080;
  EXPECT_EQ(detail(startup_connecting_event(spec, engine)),
            R"({"localUrl":"http://127.0.0.1:5","fixedPreviewPort":8080})");
  EXPECT_EQ(detail(startup_ready_event(spec, engine)),
            R"({"localUrl":"http://127.0.0.1:8080","upstreamUrl":"http://127.0.0.1:5"})");
  EXPECT_EQ(startup_ready_event(spec, engine).status, BrowserStartupProgressStatus::complete);
  EXPECT_EQ(detail(startup_ready_event(StartupSpec(), std::nullopt)), "{}");
}

TEST(StartupProgress, NamesTheFailure) {
  const auto event = startup_error_event({"E", "m", "c", {}});
  EXPECT_EQ(event.phase.text(), "preview:error");
  EXPECT_EQ(event.status, BrowserStartupProgressStatus::failed);
  EXPECT_EQ(detail(event), R"({"error":{"name":"E","message":"m","code":"c"}})");
}

TEST(StartupBlueprint, AddsWhatPreviewAndPolicyNeed) {
  StartupSpec spec = with_blueprint(R"({"steps":[{"step":"login"}],"extraLibraries":["x"]})");
  EXPECT_EQ(startup_blueprint(spec), spec.blueprint);
  EXPECT_EQ(startup_blueprint(StartupSpec()), std::nullopt);
  EXPECT_EQ(startup_blueprint(with_blueprint("null")), std::nullopt);
  spec.preview.emplace();
  spec.preview->siteUrl = "https://s.example";
  spec.commands = {"wordpress.wp-cli"};
  EXPECT_EQ(startup_blueprint(spec)->text(),
            R"({"steps":[{"step":"defineSiteUrl","siteUrl":"https://s.example"},{"step":"login"}],)"
            R"("extraLibraries":["x","wp-cli"]})");
}

}  // namespace
