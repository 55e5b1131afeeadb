#include "wp_codebox/stdio/envelope.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/stdio/messages.hpp"

namespace {

using namespace wp_codebox;

TEST(Envelope, IdsAreTextsOrNumbers) {
  using Request = RequestMessage<"shutdown", EmptyObject>;
  for (const char* id : {"1", "\"a\"", "-0.5"}) {
    const std::string text =
        std::string(R"({"jsonrpc":"2.0","id":)") + id + R"(,"method":"shutdown","params":{}})";
    const auto read = json::from_json<Request>(text);
    EXPECT_TRUE(read.ok()) << read.message();
    EXPECT_EQ(json::to_json(read.value), text);
  }
  for (const char* id : {"null", "[]", "true"}) {
    EXPECT_FALSE(json::from_json<Request>(std::string(R"({"jsonrpc":"2.0","id":)") + id +
                                          R"(,"method":"shutdown","params":{}})")
                     .ok())
        << id;
  }
}

TEST(Envelope, AMethodIsPartOfTheType) {
  const auto read = json::from_json<RequestMessage<"shutdown", EmptyObject>>(
      R"({"jsonrpc":"2.0","id":1,"method":"shutdwon","params":{}})");
  ASSERT_EQ(read.issues.size(), 1U);
  EXPECT_EQ(read.issues[0].path.dotted(), "$.method");
}

TEST(Envelope, AnErrorHasACodeForProgramsAndMayHaveMore) {
  const std::string text =
      R"({"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no","data":)"
      R"({"name":"E","code":"json-syntax","more":[1]}}})";
  const auto read = json::from_json<ErrorMessage>(text);
  EXPECT_TRUE(read.ok()) << read.message();
  EXPECT_FALSE(read.value.id.value.has_value());
  EXPECT_EQ(json::to_json(read.value), text);

  const auto bare = json::from_json<ErrorMessage>(
      R"({"jsonrpc":"2.0","id":1,"error":{"code":-32000.5,"message":"no","data":{"name":"E"}}})");
  EXPECT_EQ(bare.issues.size(), 2U) << bare.message();
}

}  // namespace
