#include "wp_codebox/contracts/runtime_action_observation.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(RuntimeActionObservation, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RuntimeActionObservation>("runtime-action-observation");
}

TEST(RuntimeActionObservation, KeepsActionAndDataAsTheyWereGiven) {
  contract_document::expect_accepted<RuntimeActionObservation>(
      contract_document::example_part("runtime-action-observation", ""),
      {{"/action", R"({"type":"browser","selector":5,"value":null})"},
       {"/data", "[1,null]"},
       {"/type", R"("x-later")"}});
}

TEST(RuntimeActionObservation, RefusesOtherValues) {
  contract_document::expect_violations<RuntimeActionObservation>(
      contract_document::example_part("runtime-action-observation", ""),
      {{"/schema", R"("x")", code::constant_mismatch},
       {"/status", R"("error")", code::constant_mismatch},
       {"/digest/value", R"("x")", code::pattern_mismatch},
       {"/step/index", "null", code::type_mismatch}});
}

}  // namespace
