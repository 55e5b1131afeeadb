#include "wp_codebox/contracts/host_tool.hpp"

#include <gmock/gmock.h>

#include "../vector_file.hpp"
#include "round_trip.hpp"

namespace {

using namespace wp_codebox;
using testing::ElementsAre;

constexpr std::string_view definition =
    R"({"name":"client/add","description":"Adds.","inputSchema":{"type":"object"},)"
    R"("outputSchema":{"type":"integer"},"policy":{"capability":"add","permissions":["p"],)"
    R"("risk":"read","description":"d"},"runtime":{"env":"x"},)"
    R"("declaration":{"name":"client/add","parameters":{"type":"object"}}})";

TEST(HostToolDefinition, RoundTrips) {
  const auto tool = test::expect_round_trip<HostToolDefinition>(definition);
  EXPECT_EQ(*tool.policy.risk, KnownHostToolRisk::read);
  EXPECT_THAT(test::required_members<HostToolDefinition>(),
              ElementsAre("$.name", "$.description", "$.policy"));
}

TEST(HostToolCatalogEntry, RoundTrips) {
  test::expect_round_trip<HostToolCatalogEntry>(
      R"({"declaration":{"name":"client/x","source":"client","description":"d","parameters":{},)"
      R"("executor":"client","scope":"run"},"name":"client/x","description":"d","parameters":{},)"
      R"("inputSchema":{},"policy":{"risk":"odd"}})");
}

TEST(HostToolResult, RoundTripsASuccess) {
  test::expect_round_trip<HostToolResult>(
      R"({"schema":"wp-codebox/host-tool-result/v1","tool":"client/add","status":"ok","output":3,)"
      R"("toolResult":{"success":true,"tool_name":"client/add","result":3,"metadata":{}},)"
      R"("diagnostics":{"transport":"wp-codebox-host-tool","resultSchema":)"
      R"("wp-codebox/host-tool-result/v1","policyCommand":"client/add","inputSchema":{},)"
      R"("outputSchema":{"type":"integer"},"policy":{"risk":"read"}},)"
      R"("startedAt":"2026-01-02T03:04:05.006Z","finishedAt":"2026-01-02T03:04:05.007Z"})");
}

TEST(HostToolResult, RoundTripsAFailure) {
  const auto result = test::expect_round_trip<HostToolResult>(
      R"({"schema":"wp-codebox/host-tool-result/v1","tool":"t","status":"error","error":)"
      R"({"code":"host-tool-invalid-input","message":"m","details":[1]},"toolResult":)"
      R"({"success":false,"tool_name":"t","error":"m","metadata":{"code":"c"}},"diagnostics":)"
      R"({"transport":"wp-codebox-host-tool","resultSchema":"wp-codebox/host-tool-result/v1",)"
      R"("policyCommand":"t","inputSchema":{},"outputSchema":{},"policy":{}},)"
      R"("startedAt":"t","finishedAt":"t"})");
  EXPECT_EQ(result.status, HostToolStatus::error);
  EXPECT_FALSE(result.output.has_value());
}

TEST(HostToolResult, KeepsAnOutputThatIsNull) {
  const auto result = json::from_json<HostToolResult>(R"({"output":null})");
  ASSERT_TRUE(result.value.output.has_value());
  EXPECT_TRUE(result.value.output->is_null());
}

TEST(HostToolContext, RoundTrips) {
  test::expect_round_trip<HostToolContext>(
      R"({"tool":"t","policyCommand":"t","metadata":{"cwd":null,"timeoutMs":1}})");
}

TEST(HostToolDefinition, RoundTripsTheDefinitionsAndListsOfTheVectors) {
  std::size_t definitions = 0;
  std::size_t entries = 0;
  test::for_each_row("host-tool", [&](const test::VectorRow& row) {
    if (row.input.find("definitions") == nullptr) return;
    const std::string text = row.text("definitions");
    const auto decoded = json::from_json<std::vector<HostToolDefinition>>(text);
    if (decoded.ok()) {
      definitions += decoded.value.size();
      EXPECT_EQ(json::to_stable_json(decoded.value), test::stable_form(text));
    }
    const json::Node* list = row.expect.find("list");
    if (list == nullptr) return;
    const auto listed = json::decode_as<std::vector<HostToolCatalogEntry>>(*list);
    EXPECT_TRUE(listed.ok()) << listed.message();
    entries += listed.value.size();
    EXPECT_EQ(json::to_stable_json(listed.value), json::stable_json(*list));
  });
  EXPECT_GT(definitions, 5U);
  EXPECT_GT(entries, 3U);
}

}  // namespace
