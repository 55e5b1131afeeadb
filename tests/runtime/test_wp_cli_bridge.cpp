#include "wp_codebox/runtime/wp_cli_bridge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace wp_codebox {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class WpCliBridgeTest : public testing::Test {
 protected:
  WpCliBridgeAnswer ask(const std::string& command, const std::string& token = "t0ken") {
    const WpCliBridge bridge("t0ken", [this](const std::vector<std::string>& words) {
      ran.push_back(words.empty() ? "" : words.front());
      if (ran.back() == "throws") throw std::runtime_error("broken");
      return WpCliRun{ran.back() == "fails" ? 3.0 : 0.0, ran.back() + "\n", ""};
    });
    WpCliBridgeRequest request;
    request.path = WpCliBridge::path;
    request.authorization = "Bearer " + token;
    request.body = R"({"type":"wp_cli","command":)" + json::Value::string(command).text() + "}";
    return bridge.answer(request);
  }

  std::vector<std::string> ran;
};

TEST_F(WpCliBridgeTest, OperatorsGoOnAsAShellDoes) {
  EXPECT_EQ(ask("wp a && wp b ; c").status, 200);
  EXPECT_THAT(ran, ElementsAre("a", "b", "c"));
  ran.clear();
  EXPECT_THAT(ask("fails && b").body.text(), HasSubstr(R"("exitCode":3)"));
  EXPECT_THAT(ran, ElementsAre("fails"));
  ran.clear();
  EXPECT_THAT(ask("fails || b").body.text(), HasSubstr(R"("success":true)"));
  EXPECT_THAT(ran, ElementsAre("fails", "b"));
  ran.clear();
  (void)ask("a || b");
  EXPECT_THAT(ran, ElementsAre("a"));
}

TEST_F(WpCliBridgeTest, WhoDoesNotKnowTheTokenRunsNothing) {
  EXPECT_EQ(ask("a", "t0keN").status, 401);
  EXPECT_EQ(ask("a", "").status, 401);
  const WpCliBridge open("", [](const std::vector<std::string>&) { return WpCliRun(); });
  WpCliBridgeRequest request;
  request.path = WpCliBridge::path;
  request.authorization = "Bearer ";
  request.body = R"({"type":"wp_cli","command":"a"})";
  EXPECT_EQ(open.answer(request).status, 401);
  request.method = "GET";
  EXPECT_EQ(open.answer(request).status, 404);
  EXPECT_TRUE(ran.empty());
}

TEST_F(WpCliBridgeTest, WhatCannotBeRunIsToldApart) {
  EXPECT_EQ(ask(" ").status, 400);
  EXPECT_EQ(ask("a 'b").status, 500);
  EXPECT_TRUE(ran.empty());
  EXPECT_EQ(ask("throws").status, 500);
}

}  // namespace
}  // namespace wp_codebox
