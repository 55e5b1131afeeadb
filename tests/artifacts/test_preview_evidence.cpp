#include "wp_codebox/artifacts/preview_evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

const std::string now = "2026-01-02T03:04:05.006Z";

std::optional<ArtifactPreview> preview(double hold) {
  ArtifactSpec spec;
  spec.previewHoldSeconds = hold;
  return describe_preview("http://127.0.0.1:1", std::nullopt, spec, now);
}

// WPC-PRE-002
TEST(DescribePreview, HoldsForWholeSecondsOnly) {
  EXPECT_EQ(preview(1.9)->holdSeconds, 1);
  EXPECT_EQ(preview(1.9)->expiresAt, "2026-01-02T03:04:06.006Z");
  EXPECT_EQ(preview(1.9)->status, PreviewStatus::available);
  for (const double hold :
       {0.0, 0.9, -5.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(preview(hold)->lifecycle, PreviewLifecycle::destroyed_on_completion) << hold;
    EXPECT_FALSE(preview(hold)->expiresAt.has_value()) << hold;
  }
}

// WPC-PRE-001
TEST(DescribePreview, PrefersThePublicUrl) {
  RuntimePreviewSpec spec;
  spec.publicUrl = "https://p.example";
  spec.siteUrl = "https://s.example";
  const auto shown = describe_preview("http://127.0.0.1:1", spec, ArtifactSpec(), now);
  EXPECT_EQ(shown->url, "https://p.example");
  EXPECT_EQ(shown->localUrl, "http://127.0.0.1:1");
  EXPECT_EQ(shown->source, PreviewSource::public_url_override);
  spec.publicUrl = "";
  const auto local = describe_preview("http://127.0.0.1:1", spec, ArtifactSpec(), now);
  EXPECT_EQ(local->url, "http://127.0.0.1:1");
  EXPECT_FALSE(local->localUrl.has_value());
  EXPECT_EQ(local->source, PreviewSource::live_playground);
  EXPECT_EQ(describe_preview(std::nullopt, spec, ArtifactSpec(), now), std::nullopt);
}

TEST(TimestampAfter, CountsOverDaysAndYears) {
  EXPECT_EQ(timestamp_after("2027-12-31T23:59:59.999Z", 1), "2028-01-01T00:00:00.999Z");
  EXPECT_EQ(timestamp_after("2028-02-28T12:00:00.000Z", 86400), "2028-02-29T12:00:00.000Z");
  EXPECT_EQ(timestamp_after("no time", 1), "no time");
}

LifecycleEvent progress(const char* json_text) {
  LifecycleEvent event;
  event.id = "event-1";
  event.type = KnownLifecycleEventType::browser_startup_progress;
  event.timestamp = now;
  event.data = json::Dictionary<json::Value>{{"event", *json::Value::parse(json_text)}};
  return event;
}

// WPC-PRE-007
TEST(PreviewEvidence, IsReadyOnceTheReadyEventCame) {
  PreviewSources sources;
  EXPECT_FALSE(build_preview_evidence(sources).readiness.ready);
  EXPECT_EQ(build_preview_evidence(sources).readiness.status.text(), "not-started");
  sources.events = {progress(R"({"phase":"preview:start","status":"running"})"),
                    progress(R"({"phase":"preview:ready","status":"complete","elapsed_ms":7})"),
                    progress(R"({"phase":5,"status":"running"})"), progress("[]")};
  const PreviewReadiness readiness = build_preview_evidence(sources).readiness;
  EXPECT_TRUE(readiness.ready);
  EXPECT_EQ(readiness.events.size(), 2U);
  EXPECT_EQ(readiness.phase->text(), "preview:ready");
  EXPECT_EQ(readiness.events[1].elapsed_ms, 7);
  sources.events.push_back(progress(R"({"phase":"preview:error","status":"failed"})"));
  EXPECT_TRUE(build_preview_evidence(sources).readiness.ready);
  EXPECT_EQ(build_preview_evidence(sources).readiness.status.text(), "failed");
}

// WPC-PRE-005
TEST(PreviewSessionEvidence, ShowsNoUrlAndNoHostPath) {
  PreviewSources sources;
  sources.runtime.environment.blueprint = json::Value::string("/home/someone");
  sources.runtime.environment.assets.emplace();
  sources.runtime.environment.assets->wordpressZip = "/tmp/wp.zip";
  sources.runtime.previewUrl = "http://127.0.0.1:1";
  sources.preview = preview(60);
  sources.preview->siteUrl = "https://s.example";
  const std::string text = json::to_json(build_preview_session_evidence(sources));
  for (const char* word : {"127.0.0.1", "localhost", "/tmp/", "/home/", "https:"}) {
    EXPECT_EQ(text.find(word), std::string::npos) << word;
  }
  EXPECT_NE(text.find("\"hasSiteUrl\":true"), std::string::npos);
  EXPECT_NE(text.find("\"hasPublicUrl\":false"), std::string::npos);
}

}  // namespace
