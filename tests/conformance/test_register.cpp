#include "conformance/register/register.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "../folders.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;

std::string message_of_parsing(const std::string& text) {
  try {
    (void)Register::parse(text);
  } catch (const RegisterInvalid& error) {
    return error.what();
  }
  return "accepted";
}

std::string document_with(const std::string& rows) {
  return R"({"schema":"wp-codebox/conformance-register/v1","contractVersion":"0.7.0","requirements":[)" +
         rows + "]}";
}

std::string row(const std::string& id, const std::string& group, const std::string& level = "MUST",
                const std::string& capability = "") {
  return R"({"id":")" + id + R"(","group":")" + group + R"(","level":")" + level +
         R"(","profile":"core","capability":")" + capability +
         R"(","binds":"backend","text":"a","check":"b"})";
}

TEST(Register, HasEveryRowOfTheContractUnderItsOwnId) {
  const Register& requirements = Register::embedded();
  EXPECT_EQ(requirements.contract_version(), "0.7.0");
  EXPECT_EQ(requirements.requirements().size(), 207U);
  std::set<std::string> ids;
  for (const Requirement& requirement : requirements.requirements()) ids.insert(requirement.id);
  EXPECT_EQ(ids.size(), 207U);
}

TEST(Register, UsesLegalLevelsProfilesAndCapabilities) {
  std::size_t must = 0;
  std::size_t strict = 0;
  for (const Requirement& requirement : Register::embedded().requirements()) {
    EXPECT_TRUE(is_requirement_id(requirement.id)) << requirement.id;
    if (requirement.level == Level::must) ++must;
    if (requirement.profile == Profile::strict) ++strict;
    if (!requirement.capability.empty()) {
      EXPECT_TRUE(json::enum_value<KnownBackendCapability>(requirement.capability))
          << requirement.id;
    }
  }
  EXPECT_EQ(must, 189U);
  EXPECT_EQ(strict, 54U);
}

TEST(Register, SaysWhichRowsBindTheSdk) {
  const Register& requirements = Register::embedded();
  EXPECT_EQ(requirements.find("WPC-VER-001")->binds, Subject::sdk);
  EXPECT_EQ(requirements.find("WPC-POL-009")->binds, Subject::sdk);
  EXPECT_EQ(requirements.find("WPC-POL-010")->binds, Subject::backend);
  EXPECT_EQ(requirements.find("WPC-OBS-009")->capability, "wordpress-state");
  EXPECT_EQ(requirements.find("WPC-NONE-001"), nullptr);
}

TEST(Register, IsTheFileOfTheRepository) {
  std::ifstream file(wp_codebox::test::source_folder() / "conformance/register/requirements.json");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(embedded_register_text(), text.str());
}

TEST(Register, HasADigestThatDoesNotDependOnLayout) {
  const std::string text = document_with(row("WPC-EXEC-001", "EXEC"));
  std::string spaced = text;
  spaced.insert(1, "\n   ");
  EXPECT_EQ(Register::parse(text).digest(), Register::parse(spaced).digest());
  EXPECT_EQ(Register::parse(text).digest().size(), 64U);
  EXPECT_NE(Register::parse(text).digest(),
            Register::parse(document_with(row("WPC-EXEC-002", "EXEC"))).digest());
}

TEST(Register, RefusesWhatIsNotAsItShouldBe) {
  EXPECT_THAT(message_of_parsing("{"), HasSubstr("no JSON"));
  EXPECT_THAT(message_of_parsing(R"({"schema":"x"})"), HasSubstr("malformed"));
  EXPECT_THAT(message_of_parsing(document_with(row("WPC-EXEC-001", "EXEC", "SHALL"))),
              HasSubstr("$.requirements[0].level"));
  EXPECT_THAT(message_of_parsing(document_with(row("WPC-EXEC-1", "EXEC"))),
              HasSubstr("WPC-EXEC-1"));
  EXPECT_THAT(message_of_parsing(document_with(row("WPC-EXEC-001", "OBS"))), HasSubstr("OBS"));
  EXPECT_THAT(message_of_parsing(
                  document_with(row("WPC-EXEC-001", "EXEC") + "," + row("WPC-EXEC-001", "EXEC"))),
              HasSubstr("twice"));
  EXPECT_THAT(message_of_parsing(document_with(row("WPC-EXEC-001", "EXEC", "MUST", "flying"))),
              HasSubstr("flying"));
  EXPECT_EQ(message_of_parsing(document_with(row("WPC-EXEC-001", "EXEC"))), "accepted");
}

TEST(Register, KnowsWhatAnIdLooksLike) {
  EXPECT_TRUE(is_requirement_id("WPC-EXEC-002"));
  for (const char* text :
       {"", "WPC", "WPC-", "WPC-EXEC", "WPC-EXEC-", "WPC-EXEC-02", "WPC-exec-002", "WPC-EXEC-0002",
        "XPC-EXEC-002", "WPC--002", "WPC-EXEC-00a"}) {
    EXPECT_FALSE(is_requirement_id(text)) << text;
  }
}

}  // namespace
}  // namespace wp_codebox::conformance
