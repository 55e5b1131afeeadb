#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "playground_sandbox.hpp"
#include "reference_backend/playground/sandbox_plan.hpp"
#include "reference_backend/playground/startup_report.hpp"
#include "wp_codebox/json/nlohmann.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

RuntimePreviewSpec preview(std::optional<double> port, std::optional<std::string> bind) {
  RuntimePreviewSpec spec;
  spec.port = port;
  spec.bind = std::move(bind);
  return spec;
}

MountSpec mount_at(const std::string& target, MountMode mode) {
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = "/host" + target;
  mount.target = target;
  mount.mode = mode;
  return mount;
}

TEST(PreviewPlan, ListensOnLoopbackUnlessToldOtherwise) {
  EXPECT_EQ(plan_preview(std::nullopt).host, "127.0.0.1");
  EXPECT_EQ(plan_preview(std::nullopt).port, 0);
  EXPECT_FALSE(plan_preview(RuntimePreviewSpec{}).fixed);
  const PreviewPlan plan = plan_preview(preview(8080, "0.0.0.0"));
  EXPECT_EQ(plan.host, "0.0.0.0");
  EXPECT_EQ(plan.port, 8080);
  EXPECT_TRUE(plan.fixed);
}

TEST(PreviewPlan, RefusesWhatCannotBeListenedAt) {
  for (const double port : {0.0, -1.0, 65536.0, 80.5}) {
    EXPECT_EQ(code_of([&] { static_cast<void>(plan_preview(preview(port, std::nullopt))); }),
              "wp_codebox_preview_port_invalid")
        << port;
  }
  EXPECT_EQ(code_of([] { static_cast<void>(plan_preview(preview(std::nullopt, "127.0.0.1"))); }),
            "wp_codebox_preview_bind_requires_port");
  for (const char* bind : {"", "http://127.0.0.1", "a b", "host/x"}) {
    EXPECT_EQ(code_of([&] { static_cast<void>(plan_preview(preview(8080, bind))); }),
              "wp_codebox_preview_bind_invalid")
        << bind;
  }
}

TEST(MountPlan, RefusesPlacesOfTheSandboxAndTakenOnes) {
  MountPlan plan(FilesystemPolicy::readwrite_mounts);
  plan.add(mount_at("/workspace", MountMode::readonly));
  plan.add(mount_at("/internals", MountMode::readonly));
  plan.add(mount_at("/wordpress/wp-content/plugins/x", MountMode::readonly));
  for (const char* target :
       {"/workspace", "/workspace/", "//workspace", "/./workspace", "/", "/wordpress",
        "/wordpress/", "/internal", "/internal/shared", "/dev/x", "/proc", "/codebox/run"}) {
    EXPECT_EQ(code_of([&] { plan.add(mount_at(target, MountMode::readonly)); }),
              "runtime-mount-refused")
        << target;
  }
  EXPECT_EQ(plan.mounts().size(), 3U);
}

TEST(MountPlan, IsWritableOnlyWhereMountAndPolicySaySo) {
  for (const auto policy : {FilesystemPolicy::sandbox, FilesystemPolicy::readonly_mounts,
                            FilesystemPolicy::readwrite_mounts}) {
    const MountPlan plan(policy);
    EXPECT_FALSE(plan.writable(mount_at("/a", MountMode::readonly)));
    EXPECT_EQ(plan.writable(mount_at("/a", MountMode::readwrite)),
              policy == FilesystemPolicy::readwrite_mounts);
  }
}

TEST(SandboxPlan, NamesEveryRootOfTheHost) {
  RunFolder folder("runtime-test-plan");
  MountPlan mounts(FilesystemPolicy::readwrite_mounts);
  mounts.add(mount_at("/a/b", MountMode::readwrite));
  mounts.add(mount_at("/a", MountMode::readonly));
  const auto walls = nlohmann::json::parse(
      walls_text(NetworkPolicy::to_hosts({"example.org:443"}), {}, folder, mounts));
  EXPECT_EQ(walls["network"], nlohmann::json::parse(R"({"allowHosts":["example.org:443"]})"));
  EXPECT_EQ(walls["listen"]["host"], "127.0.0.1");
  ASSERT_EQ(walls["roots"].size(), 5U);
  EXPECT_EQ(walls["roots"][3],
            nlohmann::json::parse(R"({"path":"/host/a/b","writable":true,"mounted":true})"));
  EXPECT_EQ(walls["roots"][4]["writable"], false);
  EXPECT_EQ(nlohmann::json::parse(walls_text(NetworkMode::deny, {}, folder, mounts))["network"],
            "deny");
  EXPECT_EQ(nlohmann::json::parse(walls_text(NetworkMode::allow, {}, folder, mounts))["network"],
            "allow");

  EngineSetup setup = test_setup("plan");
  setup.environment.blueprint = json::Value::parse(R"({"steps":[]})");
  setup.preview = preview(8080, std::nullopt);
  setup.preview->siteUrl = "https://example.org";
  const auto request = boot_request(setup, plan_preview(setup.preview), folder, mounts, true);
  EXPECT_EQ(request["port"], 8080);
  EXPECT_EQ(request["siteUrl"], "https://example.org");
  EXPECT_EQ(request["blueprint"]["steps"].size(), 0U);
  EXPECT_EQ(request["installMode"], "do-not-attempt-installing");
  std::vector<std::string> targets;
  for (const auto& mount : request["mounts"]) targets.push_back(mount["target"]);
  EXPECT_THAT(targets, testing::ElementsAre("/a", "/a/b", "/codebox")) << "outer ones first";
  folder.remove();
}

TEST(StartupReport, TellsThePhasesInTheirOrder) {
  EngineSetup setup = test_setup("report");
  std::vector<BrowserStartupProgressEvent> events;
  setup.on_progress = [&events](const BrowserStartupProgressEvent& event) {
    events.push_back(event);
  };
  setup.preview = preview(8080, "127.0.0.1");
  setup.environment.version = "6.5";
  setup.environment.blueprint = json::Value::parse(
      R"({"steps":[{"step":"installPlugin"},{"type":"ACTIVATE-it"},{"command":"runPHP"},{}]})");
  setup.mounts = {mount_at("/a", MountMode::readonly)};
  const StartupReport report(setup);
  report.start();
  report.loading_client();
  report.loading_wordpress();
  report.blueprint();
  report.connecting_client("http://127.0.0.1:8080");
  report.ready("http://127.0.0.1:8080");
  std::vector<std::string> phases;
  for (const auto& event : events) {
    phases.push_back(event.phase.text());
    EXPECT_TRUE(event.label) << event.phase.text();
  }
  EXPECT_THAT(phases,
              testing::ElementsAre(
                  "preview:start", "preview:loading-client", "preview:loading-wordpress",
                  "preview:applying-blueprint", "preview:installing-dependencies",
                  "preview:activating-dependencies", "preview:connecting-client", "preview:ready"));
  const auto detail = [&events](std::size_t at, const char* name) {
    return events[at].detail->find(name)->text();
  };
  EXPECT_EQ(detail(0, "preview"),
            R"({"hasPublicUrl":false,"hasSiteUrl":false,"hasFixedPort":true,"bind":"127.0.0.1"})");
  EXPECT_EQ(detail(0, "mounts"), "1");
  EXPECT_EQ(detail(2, "wordpressVersion"), R"("6.5")");
  EXPECT_EQ(detail(3, "steps"), "4");
  EXPECT_EQ(detail(3, "dependencySteps"), "1");
  EXPECT_EQ(detail(3, "activationSteps"), "1");
  EXPECT_EQ(detail(3, "stepTypes"), R"(["installPlugin","ACTIVATE-it","runPHP"])");
  EXPECT_EQ(detail(6, "fixedPreviewPort"), "8080");
  EXPECT_EQ(events.back().status, BrowserStartupProgressStatus::complete);
  report.failed(RuntimeError(error_code::runtime_boot_failed, "why"));
  EXPECT_EQ(events.back().status, BrowserStartupProgressStatus::failed);
  EXPECT_EQ(events.back().detail->find("error")->text(),
            R"({"name":"RuntimeError","message":"why","code":"runtime-boot-failed"})");
}

TEST(StartupReport, HasNoBlueprintPhasesWithoutSteps) {
  for (const char* blueprint : {"null", "{}", R"({"steps":[]})", R"({"steps":"x"})", "[]"}) {
    EXPECT_FALSE(blueprint_detail(json::Value::parse(blueprint))) << blueprint;
  }
  EXPECT_FALSE(blueprint_detail(std::nullopt));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
