#include "wp_codebox/contracts/package_provenance.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ArtifactPackageProvenance, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ArtifactPackageProvenance>("package-provenance");
}

TEST(ArtifactPackageProvenance, RefusesOtherValues) {
  contract_document::expect_violations<ArtifactPackageProvenance>(
      contract_document::example_part("package-provenance", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/wpCodebox/source/digest/value", R"("x")", code::pattern_mismatch},
          {"/environment/phpVersion", "8", code::type_mismatch},
      });
}

}  // namespace
