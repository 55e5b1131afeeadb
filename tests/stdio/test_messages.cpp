#include "wp_codebox/stdio/messages.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/json/decode.hpp"
#include "wp_codebox/json/encode.hpp"

namespace {

using namespace wp_codebox;

TEST(Messages, LimitsMayBeLeftOutAndAreWholeNumbersThatLeaveRoomForAnError) {
  const auto with = [](const std::string& limits) {
    return json::from_json<InitializeParams>(
        R"({"protocolVersion":"1.0","contractVersion":"0.7.0","client":{"name":"n","version":"1"})" +
        limits + "}");
  };
  EXPECT_TRUE(with("").ok());
  EXPECT_TRUE(with(R"(,"limits":{})").ok());
  EXPECT_TRUE(with(R"(,"limits":{"maxLineBytes":1024})").ok());
  EXPECT_FALSE(with(R"(,"limits":{"maxLineBytes":1023})").ok());
  EXPECT_FALSE(with(R"(,"limits":{"maxLineBytes":2000.5})").ok());
  EXPECT_FALSE(with(R"(,"limits":{"maxLineBytes":"2000"})").ok());
}

TEST(Messages, AResultWithoutOutputIsNone) {
  EXPECT_TRUE(json::from_json<HostToolCallResult>(R"({"output":null})").ok());
  EXPECT_FALSE(json::from_json<HostToolCallResult>(R"({"outputs":1})").ok());
}

TEST(Messages, NothingIsAnObjectThatMayHoldMore) {
  const auto read = json::from_json<EmptyObject>(R"({"more":1})");
  EXPECT_TRUE(read.ok());
  EXPECT_EQ(json::to_json(read.value), R"({"more":1})");
  EXPECT_FALSE(json::from_json<EmptyObject>("null").ok());
}

TEST(Messages, AnotherVersionOfTheProtocolIsNoAnswer) {
  const auto read = json::from_json<InitializeResult>(
      R"({"protocolVersion":"1.1","backend":{"kind":"k","name":"n","version":"v",)"
      R"("capabilities":[],"policyEnforcement":{"network":"enforced","filesystem":"enforced",)"
      R"("commands":"enforced","secrets":"enforced","approvals":"enforced"},"probes":"native",)"
      R"("afterDestroy":{"observe":"rejects","collectArtifacts":"rejects"}}})");
  ASSERT_EQ(read.issues.size(), 1U) << read.message();
  EXPECT_EQ(read.issues[0].path.dotted(), "$.protocolVersion");
}

}  // namespace
