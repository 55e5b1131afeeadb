#include "wp_codebox/contracts/connector_credentials.hpp"

#include <gtest/gtest.h>

#include "contract_document.hpp"

namespace {

using namespace wp_codebox;
namespace code = json::issue_code;

TEST(ConnectorCredentialEnvelope, ReadsAndWritesEveryMember) {
  contract_document::expect_full_examples<ConnectorCredentialEnvelope>("connector-credentials");
}

TEST(ConnectorCredentialEnvelope, RefusesWhatTheSchemaRefuses) {
  contract_document::expect_violations<ConnectorCredentialEnvelope>(
      contract_document::example_part("connector-credentials", ""),
      {
          {"/schema", R"("x")", code::constant_mismatch},
          {"/scope", R"("site")", code::constant_mismatch},
          {"/status", R"("maybe")", code::value_unknown},
          {"/secrets/0/name", R"("lower")", code::pattern_mismatch},
          {"/secrets/0/status", R"("maybe")", code::value_unknown},
          {"/secrets/0/x", "1", code::member_unknown},
          {"/x", "1", code::member_unknown},
      });
}

}  // namespace
