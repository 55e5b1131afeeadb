#include "wp_codebox/artifacts/secret_kind.hpp"

#include <gtest/gtest.h>

namespace wpc = wp_codebox;

namespace {

TEST(SecretKind, HasAMarkThatNamesIt) {
  EXPECT_EQ(wpc::redaction_mark(wpc::SecretKind::jwt), "[REDACTED:jwt]");
  EXPECT_EQ(wpc::redaction_mark(wpc::SecretKind::configured_secret_value),
            "[REDACTED:configured-secret-value]");
}

TEST(SecretKind, IsReadFromAMark) {
  wpc::SecretKind kind{};
  EXPECT_EQ(wpc::redaction_mark_length("[REDACTED:slack-token] x", kind), 22U);
  EXPECT_EQ(kind, wpc::SecretKind::slack_token);
  for (const char* text :
       {"[REDACTED:other]", "[REDACTED:jwt", " [REDACTED:jwt]", "[redacted:jwt]"}) {
    EXPECT_EQ(wpc::redaction_mark_length(text, kind), 0U) << text;
  }
}

TEST(SecretKind, IsCountedByItsMarks) {
  const auto counts =
      wpc::count_redaction_marks("[REDACTED:[REDACTED:jwt][REDACTED:jwt]x[REDACTED:a]");
  EXPECT_EQ(counts.of(wpc::SecretKind::jwt), 2U);
  EXPECT_EQ(counts.total(), 2U);
}

TEST(RedactionCounts, AddUp) {
  wpc::RedactionCounts counts;
  counts.add(wpc::SecretKind::jwt, 2);
  wpc::RedactionCounts more;
  more.add(wpc::SecretKind::github_token);
  counts.add(more);
  EXPECT_EQ(counts.of(wpc::SecretKind::jwt), 2U);
  EXPECT_EQ(counts.total(), 3U);
}

}  // namespace
