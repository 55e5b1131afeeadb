#include "wp_codebox/contracts/replay_index.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(RuntimeReplayReferenceIndex, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RuntimeReplayReferenceIndex>(
      "runtime-replay-reference-index");
}

TEST(RuntimeReplayReferenceIndex, RefusesOtherValues) {
  contract_document::expect_violations<RuntimeReplayReferenceIndex>(
      contract_document::example_part("runtime-replay-reference-index", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/version", "2", code::constant_mismatch},
          {"/references/patch/sha256/value", R"("x")", code::pattern_mismatch},
          {"/actions/0/actionRef/digest/value", R"("x")", code::pattern_mismatch},
      });
}

}  // namespace
