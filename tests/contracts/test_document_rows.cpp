#include "wp_codebox/contracts/document_rows.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/json/document.hpp"

namespace {

using namespace wp_codebox;

constexpr DocumentType row = document_rows::ours<MountSpec>("mount", "x/mount/v1", "One mount.");

TEST(DocumentRows, ChecksAndRewritesTheType) {
  EXPECT_EQ(row.kind, "mount");
  EXPECT_EQ(row.schema_id, "x/mount/v1");
  EXPECT_FALSE(row.contract_id);
  EXPECT_EQ(row.words(), "One mount.");
  json::Document document;
  const std::string text =
      R"({"type":"directory","source":"/a","target":"/b","mode":"readonly","more":1})";
  ASSERT_EQ(document.read(text), std::nullopt);
  json::Issues issues;
  row.check(document.root(), issues);
  EXPECT_EQ(row.rewrite(document.root(), issues), text);
  EXPECT_TRUE(issues.empty());
  ASSERT_EQ(document.read(R"({"type":3})"), std::nullopt);
  row.check(document.root(), issues);
  EXPECT_FALSE(issues.empty());
}

}  // namespace
