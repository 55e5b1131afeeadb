#include "wp_codebox/artifacts/reference_normalize.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace wp_codebox;

json::Parsed parsed(const char* text) { return json::Parsed(std::string(text)); }

std::string digest(const char* text) {
  const auto found = normalize_digest(&parsed(text).root());
  return found ? found->value : "nothing";
}

TEST(NormalizeDigest, LooksForATextARecordOrANestedOne) {
  EXPECT_EQ(digest("\"x\""), "x");
  EXPECT_EQ(digest(R"({"algorithm":"sha256","value":"x"})"), "x");
  EXPECT_EQ(digest(R"({"sha256":5,"digest":{"contentDigest":"x"}})"), "x");
  for (const char* text : {"null", "5", "\"\"", "[]", R"({"algorithm":"md5","value":"x"})"}) {
    EXPECT_EQ(digest(text), "nothing") << text;
  }
  EXPECT_EQ(normalize_digest(nullptr), std::nullopt);
}

TEST(NormalizeContentType, TakesTheFirstThatIsGivenEvenIfItIsBlank) {
  EXPECT_EQ(normalize_content_type(&parsed(R"({"mimeType":"a/b"})").root()), "a/b");
  EXPECT_EQ(normalize_content_type(&parsed(R"({"contentType":null,"mime":"a/b"})").root()), "a/b");
  EXPECT_EQ(normalize_content_type(&parsed(R"({"contentType":" ","mime":"a/b"})").root()),
            default_content_type);
  EXPECT_EQ(normalize_content_type(nullptr, "x/y"), "x/y");
}

std::string ref(const char* text, const char* defaults = "null") {
  const json::Parsed object = parsed(text);
  const json::Parsed fallback = parsed(defaults);
  const auto found = normalize_trace_ref(&object.root(), &fallback.root());
  return found ? found->text() : "nothing";
}

TEST(NormalizeTraceRef, FillsInFromDefaultsAndOrdersMembers) {
  EXPECT_EQ(ref(R"({"path":"p","digest":"d","kind":"k","own":1})"),
            R"({"kind":"k","id":"p","path":"p","digest":{"algorithm":"sha256","value":"d"}})");
  EXPECT_EQ(ref(R"({"id":"i"})", R"({"kind":"k","path":"p"})"),
            R"({"kind":"k","id":"i","path":"p"})");
  EXPECT_EQ(ref(R"({"kind":"k","id":""})", R"({"path":"p"})"), "nothing");
  EXPECT_EQ(ref("null"), "nothing");
}

TEST(NormalizeObservationRefs, TakesAListOrAnObjectWithOne) {
  const std::string list = R"([{"kind":"k","id":"i"}])";
  EXPECT_EQ(normalize_observation_refs(&parsed(list.c_str()).root()).text(), list);
  EXPECT_EQ(normalize_observation_refs(&parsed(("{\"artifactRefs\":" + list + "}").c_str()).root())
                .text(),
            list);
  EXPECT_EQ(normalize_observation_refs(nullptr).text(), "[]");
}

TEST(NormalizeFileRefs, DropsWhatIsNoFile) {
  EXPECT_EQ(normalize_file_refs(
                &parsed(R"([{"path":"p"},5,{"path":"p","kind":"k","digest":"d"}])").root())
                .text(),
            R"([{"path":"p","kind":"k","contentType":"application/octet-stream",)"
            R"("sha256":{"algorithm":"sha256","value":"d"}}])");
}

TEST(NormalizeBundleRefs, HaveTheTwoForms) {
  const json::Parsed bundle = parsed(R"({"id":"b","directory":"/d","contentDigest":"c"})");
  EXPECT_EQ(normalize_bundle_trace_ref(&bundle.root())->text(),
            R"({"kind":"artifact-bundle","id":"b","artifactId":"b","path":"/d",)"
            R"("digest":{"algorithm":"sha256","value":"c"}})");
  EXPECT_EQ(normalize_bundle_ref(&bundle.root())->text(),
            R"({"kind":"artifact-bundle","id":"b","digest":{"algorithm":"sha256","value":"c"}})");
  EXPECT_EQ(normalize_bundle_ref(&parsed(R"({"id":"b","contentDigest":5,"digest":"d"})").root()),
            std::nullopt)
      << "a content digest that is there hides the other";
}

TEST(BrowserSummaryRefs, NameTheFilesOfEachProbe) {
  EXPECT_EQ(
      browser_summary_refs(
          &parsed(R"({"probes":[{},{"summaryFile":"s","actions":"a","html":"","errors":"e"}]})")
               .root())
          .text(),
      R"([{"probeIndex":1,"field":"actions","path":"a","kind":"browser-actions",)"
      R"("contentType":"application/x-ndjson"},{"probeIndex":1,"field":"summaryFile",)"
      R"("path":"s","kind":"browser-summary","contentType":"application/json"}])");
}

TEST(ArtifactManifestFile, HasZerosWithoutADigest) {
  EXPECT_EQ(artifact_manifest_file("p", "k", "t").sha256.value, std::string(64, '0'));
}

}  // namespace
