#include "conformance/report/masked_text.hpp"

#include <gtest/gtest.h>

namespace wp_codebox::conformance {
namespace {

const std::string digest(64, 'a');

TEST(MaskedText, MasksTimesInEachForm) {
  EXPECT_EQ(masked_text("{\"at\":\"2026-11-22T19:05:29.875Z\",\"n\":2026}"),
            "{\"at\":\"(time)\",\"n\":2026}");
  EXPECT_EQ(masked_text("2026-11-22T19:05:29Z 2026-11-22T19:05:29.875+00:00"), "(time) (time)");
  EXPECT_EQ(masked_text("2026-11-22 and 19:05:29"), "2026-11-22 and 19:05:29");
}

TEST(MaskedText, KnowsATimeFromAText) {
  EXPECT_TRUE(is_time("2026-11-22T19:05:29.875Z"));
  for (const std::string text : {"", "2026-11-22", "2026-11-22T19:05:29.875Z ", "</script>"}) {
    EXPECT_FALSE(is_time(text)) << text;
  }
}

TEST(MaskedText, MasksIdsBehindTheirPrefix) {
  EXPECT_EQ(masked_text("{\"id\":\"command-mws7-b1\"}"), "{\"id\":\"command-(id)\"}");
  EXPECT_EQ(masked_text("event-5, snapshot-a1_b"), "event-(id), snapshot-(id)");
}

TEST(MaskedText, MasksAnIdOfLettersOnly) {
  EXPECT_EQ(masked_text("command-mwsdkrtp-vkkklp, runtime-argument-invalid"),
            "command-(id), runtime-argument-invalid");
}

TEST(MaskedText, LeavesWordsThatBeginAsIdsDo) {
  const std::string words = "command-result runtime-events my-command-1 command-boundary-failed";
  EXPECT_EQ(masked_text(words), words);
}

TEST(MaskedText, MasksAnIdWithoutItsPrefix) {
  EXPECT_EQ(masked_text("\"mwse0d2y-upqro1\""), "\"(id)\"");
  EXPECT_EQ(masked_text("\"mwsdkrtp-vkkklp\""), "\"(id)\"");
  EXPECT_EQ(masked_text("a contract-policy"), "a contract-policy");
  EXPECT_EQ(masked_text("mwse0d2y-upqro1x"), "mwse0d2y-upqro1x");
}

TEST(MaskedText, MasksDigestsAndTheIdBehindOne) {
  EXPECT_EQ(masked_text("\"" + digest + "\""), "\"(digest)\"");
  EXPECT_EQ(masked_text("artifact-bundle-" + digest + "-runtime-mwse4lmw-0heg65"),
            "artifact-bundle-(digest)-runtime-(id)");
  EXPECT_EQ(masked_text(digest + "b"), digest + "b");
  EXPECT_EQ(masked_text(digest.substr(1)), digest.substr(1));
}

TEST(MaskedText, MasksTemporaryPathsUpToTheInnermostFolder) {
  EXPECT_EQ(masked_text("\"/tmp/wp-codebox-run-Pso5kC/wp-codebox-conformance-5Da8Lm/case/host\""),
            "\"(temporary)/case/host\"");
  EXPECT_EQ(masked_text("file /var/tmp/a.b/wp-codebox-run-Pso5kC, that is"),
            "file (temporary), that is");
  EXPECT_EQ(masked_text("/tmp/wp-codebox-run-Pso5kC/tmp/wp-codebox-memory-10305-vtKndA/x"),
            "(temporary)/x");
  EXPECT_EQ(masked_text("/tmp/wp-codebox-run-Pso5kC/wp-codebox-memo\xE2\x80\xA6"),
            "(temporary)\xE2\x80\xA6");
}

TEST(MaskedText, LeavesOtherPaths) {
  for (const std::string path :
       {"/tmp/wp-codebox-run-Pso5kCx/a", "/tmp/wp-codebox-run/a", "/tmp/wp-codebox-Pso5kC/a",
        "/workspace/x/wp-codebox-memory-2", "wp-codebox-run-Pso5kC"}) {
    EXPECT_EQ(masked_text(path), path);
  }
}

TEST(MaskedText, MasksNumbersThatTheSystemGives) {
  EXPECT_EQ(masked_text("listening port 38415; process 71 (php)"),
            "listening port (number); process (number) (php)");
  EXPECT_EQ(masked_text("http://127.0.0.1:4711/x http://localhost:4711/ [::1]:80"),
            "http://127.0.0.1:(number)/x http://localhost:(number)/ [::1]:(number)");
  EXPECT_EQ(masked_text("netw\xE2\x80\xA6 (3628 bytes)"), "netw\xE2\x80\xA6 ((number) bytes)");
}

TEST(MaskedText, MasksMeasuredMilliseconds) {
  EXPECT_EQ(masked_text("10055 ms"), "(number) ms");
  EXPECT_EQ(masked_text("7 msgs, v10 ms, 12 bytes"), "7 msgs, v10 ms, 12 bytes");
}

TEST(MaskedText, KeepsTheRest) {
  EXPECT_EQ(masked_text(""), "");
  const std::string text = "exitCode 1 \xff\x01 {\"a\":[1,2]}";
  EXPECT_EQ(masked_text(text), text);
}

}  // namespace
}  // namespace wp_codebox::conformance
