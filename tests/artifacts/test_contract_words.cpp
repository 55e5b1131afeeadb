#include "wp_codebox/artifacts/contract_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace wpc = wp_codebox;

namespace {

TEST(ContractWords, AreNamesOfMembersThatRecordsHave) {
  for (const char* name : {"timeoutMs", "exitCode", "stdout", "artifactRefs", "rest-routes"}) {
    EXPECT_TRUE(wpc::is_contract_member_name(name)) << name;
  }
  EXPECT_FALSE(wpc::is_contract_member_name("API_KEY"));
  EXPECT_FALSE(wpc::is_contract_member_name(""));
}

TEST(ContractWords, CountOnlyAsTheValueOfCertainMembers) {
  EXPECT_TRUE(wpc::is_contract_word("command", "wordpress.run-php"));
  EXPECT_TRUE(wpc::is_contract_word("type", "runtime.created"));
  EXPECT_FALSE(wpc::is_contract_word("stdout", "wordpress.run-php"));
  EXPECT_FALSE(wpc::is_contract_word("command", "my-command"));
}

TEST(ContractWords, KnowTheFormOfWhatIsGenerated) {
  const std::string digits(64, 'a');
  for (const std::string& text :
       {std::string("2026-01-02T03:04:05.006Z"), std::string("2026-01-02T03:04:05+00:00"),
        std::string("wp-codebox/runtime-episode-trace/v1"),
        std::string("observation-mwrqh0gk-kic1or"), std::string("command-mwrqgv5a-ax6p7u:step:0"),
        std::string("trace-runtime-mwrqgv55-2y0ije"), digits, "artifact-bundle-sha256-" + digits,
        std::string("files/observations/observation-mwrqh0gk-kic1or-body.txt"),
        std::string("files/runtime-snapshots/snapshot-mwrqh0gk-kic1or.json")}) {
    EXPECT_TRUE(wpc::has_contract_form(text)) << text;
  }
}

TEST(ContractWords, DoNotCoverWhatOnlyLooksAlike) {
  for (const std::string& text :
       {std::string("2026-01-02"), std::string("wp-codebox/My Secret/v1"),
        std::string("wp-codebox/x/v1 tail"), std::string("runtime-secret"),
        std::string("observation-mwrqh0gk-kic1or SECRET"), std::string(63, 'a'),
        std::string("files/mounts/0/secret.txt"),
        std::string("files/observations/../../secret-body.txt")}) {
    EXPECT_FALSE(wpc::has_contract_form(text)) << text;
  }
}

}  // namespace
