#include "wp_codebox/validation/apply_preflight.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "bundle_copy.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/stable.hpp"
#include "wp_codebox/json/writer.hpp"

namespace {

using namespace wp_codebox;

/// The result in the form of the vectors: without messages, the payload as a whole.
std::string answer(const ArtifactBundleApplyPreflight& result) {
  std::string text =
      std::string(R"({"ready":)") + (result.ready ? "true" : "false") + R"(,"violations":[)";
  for (std::size_t i = 0; i < result.violations.size(); ++i) {
    ArtifactBundleViolation violation = result.violations[i];
    const json::Value file = violation.file ? json::Value::string(*violation.file) : json::Value();
    text += std::string(i == 0 ? "" : ",") + R"({"code":)" +
            json::Value::string(violation.code.text()).text() + R"(,"path":)" +
            json::Value::string(violation.path).text() +
            (violation.file ? R"(,"file":)" + file.text() : "") + "}";
  }
  return text + R"(],"payload":)" + (result.payload ? json::to_json(*result.payload) : "null") +
         "}";
}

TEST(ApplyPreflight, AnswersAsTheVectors) {
  const auto file = test::shared_vectors("apply-preflight");
  if (!file) GTEST_SKIP() << "the reference system's bundles are not here";
  std::ifstream rows(*file);
  json::Document row;
  std::size_t count = 0;
  for (std::string line; std::getline(rows, line); ++count) {
    ASSERT_FALSE(row.read(line).has_value());
    SCOPED_TRACE(row.root().find("id")->text());
    const json::Node& input = *row.root().find("input");
    const test::BundleCopy bundle(input.find("bundle")->text(), input.find("ops"));
    ApplyPreflightOptions options;
    const json::Node* given = input.find("options");
    const json::Node* approved = given == nullptr ? nullptr : given->find("approvedFiles");
    if (approved != nullptr) {
      for (const json::Node& path : approved->items())
        options.approved_files.push_back(path.text());
    }
    const json::Parsed ours(answer(preflight_apply(bundle.path(), options)));
    json::Parsed expected(json::compact_json(*row.root().find("expect")));
    EXPECT_EQ(json::stable_json(ours.root()), json::stable_json(expected.root()));
  }
  EXPECT_GT(count, 0U);
}

TEST(ApplyPreflight, ABundleThatDoesNotVerifyIsNeverReady) {
  const test::ScratchFolder folder;
  const auto result = preflight_apply(folder.path(), {});
  EXPECT_FALSE(result.ready);
  EXPECT_FALSE(result.payload.has_value());
  ASSERT_EQ(result.violations.size(), 1U);
  EXPECT_EQ(result.violations[0].code.text(), "missing-manifest");
}

}  // namespace
