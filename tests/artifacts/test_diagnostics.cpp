#include "wp_codebox/artifacts/diagnostics.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

ObservationResult observation(std::optional<std::string> id, const char* data) {
  ObservationResult result;
  result.id = std::move(id);
  result.type = "x-lint";
  result.observedAt = "T";
  result.data = *json::Value::parse(data);
  return result;
}

// WPC-ART-022
TEST(Diagnostics, TakeAllFourListsInTheirOrder) {
  const auto entries = collect_diagnostics({observation(
      "o", R"({"diagnostic":{"type":"d"},"issues":[{"type":"c"}],"findings":[{"type":"b"}],)"
           R"("diagnostics":[{"type":"a"}]})")});
  ASSERT_EQ(entries.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(entries[i].type, std::string(1, static_cast<char>('a' + i)));
    EXPECT_EQ(entries[i].id, "o-diagnostic-" + std::to_string(i + 1));
    EXPECT_EQ(entries[i].severity, ArtifactDiagnosticSeverity::warning) << "the default";
  }
}

TEST(Diagnostics, NumberEntriesByObservationWhenItHasNoId) {
  const auto entries = collect_diagnostics(
      {observation(std::nullopt, "[]"),
       observation(std::nullopt, R"({"issues":[5,{"severity":"ERROR","message":7}]})")});
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries[0].id, "observation-1-diagnostic-2");
  EXPECT_EQ(entries[0].severity, ArtifactDiagnosticSeverity::error);
  EXPECT_EQ(entries[0].message, "7");
  EXPECT_FALSE(entries[0].provenance->observationId.has_value());
}

TEST(Diagnostics, LookForReferencesUnderThreeNames) {
  const auto refs = [](const char* entry) {
    const auto entries = collect_diagnostics(
        {observation("o", (std::string(R"({"issues":[)") + entry + "]}").c_str())});
    return json::to_json(entries.at(0).refs);
  };
  EXPECT_EQ(refs(R"({"refs":[{"path":"p","kind":"k"},{},{"url":" "},5]})"),
            R"([{"path":"p","kind":"k"}])");
  EXPECT_EQ(refs(R"({"references":[{"id":1}]})"), R"([{"id":"1"}])");
  EXPECT_EQ(refs(R"({"artifactRefs":[{"url":"u"}]})"), R"([{"url":"u"}])");
  EXPECT_EQ(refs(R"({"refs":"x","references":[{"id":"i"}]})"), "[]") << "what is there counts";
  EXPECT_EQ(refs(R"({"refs":null,"references":[{"id":"i"}]})"), R"([{"id":"i"}])");
}

// WPC-ART-022
TEST(Diagnostics, AreCountedBySeverity) {
  const ArtifactDiagnostics none = diagnostics_document({});
  EXPECT_EQ(none.status, ArtifactDiagnosticsStatus::clean);
  const ArtifactDiagnostics some =
      diagnostics_document({capture_diagnostic("1", "t", ArtifactDiagnosticSeverity::error, "m"),
                            capture_diagnostic("2", "t", ArtifactDiagnosticSeverity::info, "m")});
  EXPECT_EQ(some.status, ArtifactDiagnosticsStatus::reported);
  EXPECT_EQ(some.summary.total, 2);
  EXPECT_EQ(some.summary.error, 1);
  EXPECT_EQ(some.summary.info, 1);
  EXPECT_EQ(some.diagnostics[0].category, "artifact-capture");
}

}  // namespace
