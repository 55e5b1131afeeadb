#include "wp_codebox/artifacts/redaction_summary.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

// WPC-RED-009
TEST(RedactionSummary, OfNothingIsClean) {
  RedactionAccount account;
  account.add("a.txt", RedactionCounts());
  EXPECT_EQ(json::to_json(account.summary()),
            R"({"schema":"wp-codebox/artifact-redaction/v1","status":"clean","total":0,)"
            R"("byKind":{},"artifacts":[]})");
}

// WPC-RED-009
TEST(RedactionSummary, SortsKindsAndPaths) {
  RedactionAccount account;
  account.add_marks("b.txt", "[REDACTED:jwt] [REDACTED:aws-access-key]");
  account.add_marks("a.txt", "[REDACTED:jwt]");
  account.add_marks("b.txt", "[REDACTED:jwt]");
  EXPECT_EQ(json::to_json(account.summary()),
            R"({"schema":"wp-codebox/artifact-redaction/v1","status":"redacted","total":4,)"
            R"("byKind":{"aws-access-key":1,"jwt":3},"artifacts":[)"
            R"({"path":"a.txt","count":1,"kinds":["jwt"]},)"
            R"({"path":"b.txt","count":3,"kinds":["aws-access-key","jwt"]}]})");
}

}  // namespace
