#include "wp_codebox/contracts/action.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(RuntimeEpisodeActionSpec, RoundTrips) {
  const auto action = test::expect_round_trip<RuntimeEpisodeActionSpec>(
      R"({"command":"c","args":[],"cwd":"","timeoutMs":-1,"kind":"browser","method":"","url":"u",)"
      R"("path":"p","operation":"o","selector":"s","description":"d","metadata":{},"target":"t"})");
  EXPECT_EQ(action.kind, RuntimeEpisodeActionKind::browser);
  EXPECT_NE(action.extra.find("target"), nullptr);
  EXPECT_THAT(test::required_members<RuntimeEpisodeActionSpec>(), ElementsAre("$.command"));
}

TEST(RuntimeEpisodeActionRecord, RoundTrips) {
  test::expect_round_trip<RuntimeEpisodeActionRecord>(
      R"({"schema":"wp-codebox/runtime-episode-action/v1","id":"i","kind":"command","command":"c",)"
      R"("args":["a"],"cwd":"","timeoutMs":0,"metadata":{"z":1,"a":2},"digest":)"
      R"({"algorithm":"sha256","value":")" +
      std::string(64, '1') + R"("}})");
}

TEST(RuntimeEpisodeActionRecord, ReportsWhatNoRecordHas) {
  EXPECT_THAT(test::issue_paths<RuntimeEpisodeActionRecord>(
                  R"({"schema":"wp-codebox/runtime-episode-action/v1","id":"","kind":"x",)"
                  R"("command":"c","args":[1],"timeoutMs":-1,"method":"","digest":{}})"),
              ElementsAre("$.id", "$.kind", "$.args[0]", "$.timeoutMs", "$.method",
                          "$.digest.algorithm", "$.digest.value"));
}

}  // namespace
