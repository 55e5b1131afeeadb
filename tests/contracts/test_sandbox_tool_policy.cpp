#include "wp_codebox/contracts/sandbox_tool_policy.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(SandboxToolPolicy, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<SandboxToolPolicy>("sandbox-tool-policy");
}

TEST(SandboxToolPolicy, NeedsToolsWithNames) {
  contract_document::expect_violations<SandboxToolPolicy>(
      contract_document::example_part("sandbox-tool-policy", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/version", "2", code::constant_mismatch},
          {"/tools", "[]", code::size_mismatch},
          {"/tools/0/id", R"("")", code::size_mismatch},
          {"/tools/0/runtime_tool_id", R"("")", code::size_mismatch},
          {"/tools/0/execution_location", R"("")", code::size_mismatch},
          {"/tools/0/transport_visibility", R"("")", code::size_mismatch},
          {"/tools/0/allowed", "1", code::type_mismatch},
      });
}

}  // namespace
