#include "wp_codebox/contracts/reference_index.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(RuntimeReferenceIndex, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<RuntimeReferenceIndex>("runtime-reference-index");
}

TEST(RuntimeReferenceIndex, RefusesOtherValues) {
  contract_document::expect_violations<RuntimeReferenceIndex>(
      contract_document::example_part("runtime-reference-index", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/version", "2", code::constant_mismatch},
          {"/entrypoints/0/kind", R"("x")", code::value_unknown},
          {"/entrypoints/0/reason", R"("x")", code::value_unknown},
          {"/references/0/source/kind", R"("x")", code::value_unknown},
      });
}

}  // namespace
