#include "wp_codebox/artifacts/run_records.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/contracts/package_provenance.hpp"
#include "wp_codebox/json/decode.hpp"

namespace {

using namespace wp_codebox;

TEST(RunRecords, NameNoPackagesUntilABackendDoes) {
  const RunRecords records;
  const json::Parsed packages(records.packages);
  const auto decoded = json::decode_as<ArtifactPackageProvenance>(packages.root());
  EXPECT_TRUE(decoded.ok()) << decoded.message();
  EXPECT_FALSE(decoded.value.wpCodebox.has_value());
  EXPECT_FALSE(records.server_url.has_value());
}

}  // namespace
