#include "wp_codebox/contracts/runtime_action.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(RuntimeAction, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RuntimeAction>("runtime-action");
}

TEST(RuntimeAction, IsToldByItsType) {
  const auto examples = contract_document::examples_of("runtime-action");
  const auto first = json::from_json<RuntimeAction>(examples[0].dump());
  EXPECT_EQ(first.value.type(), "wp_cli");
  EXPECT_EQ(first.value.get<WpCliAction>()->command, "plugin list");
  EXPECT_EQ(first.value.get<BrowserAction>(), nullptr);
  const RuntimeAction file = FilesystemAction{{}, FilesystemOperation::read, "a.txt", {}, {}};
  EXPECT_EQ(json::to_json(file), R"({"type":"filesystem","operation":"read","path":"a.txt"})");
}

TEST(RuntimeAction, NamesTheTypeWhenItIsNotKnown) {
  struct Row {
    const char* text;
    std::string_view code;
    const char* path;
  };
  for (const Row& row :
       {Row{"5", code::type_mismatch, "$"}, Row{"{}", code::member_missing, "$.type"},
        Row{R"({"type":5})", code::type_mismatch, "$.type"},
        Row{R"({"type":"dance"})", code::value_unknown, "$.type"}}) {
    const auto decoded = json::from_json<RuntimeAction>(row.text);
    ASSERT_EQ(decoded.issues.size(), 1U) << row.text;
    EXPECT_EQ(decoded.issues[0].code, row.code) << row.text;
    EXPECT_EQ(decoded.issues[0].path.dotted(), row.path);
  }
}

TEST(RuntimeAction, RefusesOperationsThatItDoesNotKnow) {
  for (const char* text : {R"({"type":"filesystem","operation":"move","path":"a"})",
                           R"({"type":"browser","operation":"dance"})"}) {
    const auto decoded = json::from_json<RuntimeAction>(text);
    ASSERT_EQ(decoded.issues.size(), 1U) << text;
    EXPECT_EQ(decoded.issues[0].code, code::value_unknown);
    EXPECT_EQ(decoded.issues[0].path.dotted(), "$.operation");
  }
}

}  // namespace
