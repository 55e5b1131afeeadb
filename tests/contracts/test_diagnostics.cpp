#include "wp_codebox/contracts/diagnostics.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactDiagnostics, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactDiagnostics>("artifact-diagnostics");
}

TEST(ArtifactDiagnostics, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactDiagnostics>(
      contract_document::example_part("artifact-diagnostics", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/status", R"("x")", code::value_unknown},
          {"/diagnostics/0/severity", R"("fatal")", code::value_unknown},
      });
}

}  // namespace
