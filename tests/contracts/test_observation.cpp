#include "wp_codebox/contracts/observation.hpp"

#include <gmock/gmock.h>

#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

TEST(ObservationSpec, RoundTrips) {
  const auto spec = test::expect_round_trip<ObservationSpec>(
      R"({"type":"http-response","path":"/","commandId":"c","url":"u","method":"GET",)"
      R"("headers":{"a":"b"},"body":"","includeBody":true,"sections":["posts"],)"
      R"("redaction":"safe","includeContent":false,"optionNames":[],"userFields":["roles"]})");
  EXPECT_EQ(spec.type, KnownObservationType::http_response);
  EXPECT_EQ(*spec.redaction, KnownObservationRedaction::safe);
}

TEST(ObservationResult, RoundTripsWithDataOfAnyKind) {
  for (const char* data : {"null", "[]", R"({"b":1,"a":2})", "1e400", R"("\ud800")"}) {
    test::expect_round_trip<ObservationResult>(
        std::string(
            R"({"schema":"wp-codebox/runtime-episode-observation/v1","id":"o","type":"x",)") +
        R"("data":)" + data + R"(,"observedAt":"t","artifactRefs":[]})");
  }
}

TEST(ObservationResult, NeedsTypeDataAndTime) {
  EXPECT_THAT(test::required_members<ObservationResult>(),
              ElementsAre("$.type", "$.data", "$.observedAt"));
  EXPECT_THAT(test::issue_paths<ObservationResult>(
                  R"({"schema":"x/v1","type":"t","data":0,"observedAt":"t"})"),
              ElementsAre("$.schema"));
}

TEST(HttpResponseData, RoundTrips) {
  test::expect_round_trip<HttpResponseData>(
      R"({"url":"http://127.0.0.1:8080/","method":"GET","status":200,"statusText":"OK",)"
      R"("headers":{"content-type":"text/plain"},"bodySha256":)"
      R"("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","bodyBytes":5,)"
      R"("body":"hello"})");
}

TEST(CommandNotFoundData, RoundTripsWithAndWithoutAnId) {
  test::expect_round_trip<CommandNotFoundData>(R"({"commandId":null,"found":false})");
  test::expect_round_trip<CommandNotFoundData>(R"({"commandId":"c","found":false})");
}

TEST(FilesData, RoundTrips) {
  const auto data = test::expect_round_trip<FilesData>(
      R"({"type":"files","path":"/workspace","entries":[{"path":"a","type":"directory"},)"
      R"({"path":"a/l","type":"symlink"}],"truncated":false})");
  EXPECT_EQ(data.entries[1].type, FileEntryType::symlink);
}

}  // namespace
