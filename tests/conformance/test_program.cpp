#include "conformance/command/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct Ended {
  int status = -1;
  std::string out;
  std::string err;
};

Ended program(const std::vector<std::string>& arguments, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Ended outcome;
  outcome.status = run_program(arguments, in, out, err);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

TEST(Program, StablePrintsTheDigestFormAndNothingElse) {
  const Ended outcome = program({"stable", "-"}, " { \"b\" : 1.0 , \"a\" : [ \"\\u00e9\" ] }\n");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "{\"a\":[\"é\"],\"b\":1}");
  EXPECT_EQ(outcome.err, "");
}

TEST(Program, StableReadsFiles) {
  const TemporaryDirectory directory("test");
  write_file(directory.path() / "a.json", "[3,2,1]");
  EXPECT_EQ(program({"stable", (directory.path() / "a.json").string()}).out, "[3,2,1]");
}

TEST(Program, StableSaysWhereATextIsNoJson) {
  const TemporaryDirectory directory("test");
  const std::string file = (directory.path() / "broken.json").string();
  write_file(file, "{\n  \"a\": 1,\n  \"b\": }\n");
  const Ended outcome = program({"stable", file});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr(file + ":3:8: expected "));
  EXPECT_THAT(outcome.err, HasSubstr("(json-syntax)"));
}

TEST(Program, StableWithoutItsFileIsAUsageError) {
  const Ended outcome = program({"stable", "/no/such/file.json"});
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, HasSubstr("/no/such/file.json"));
}

TEST(Program, WrongArgumentsAreUsageErrorsThatNameThem) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> table = {
      {{}, "subcommand"},
      {{"rum"}, "rum"},
      {{"run"}, "--backend"},
      {{"run", "--backend", "memry"}, "memry"},
      {{"run", "--backend", "memory", "--filter", "WPC-NONE-*"}, "WPC-NONE-*"},
      {{"run", "--backend", "memory", "--bogus"}, "--bogus"},
      {{"run", "--backend", "memory", "--mutant", "none"}, "none"},
      {{"run", "--backend", "playground", "--mutant", "none"}, "--backend memory"},
      {{"run", "--backend", "memory", "--case-limit", "soon"}, "soon"},
      {{"mutants", "--filter", "none"}, "filters"},
      {{"stable"}, "file"},
      {{"requirements", "too", "much"}, "too"}};
  for (const auto& [arguments, part] : table) {
    const Ended outcome = program(arguments);
    EXPECT_EQ(outcome.status, 2) << part;
    EXPECT_THAT(outcome.out + outcome.err, HasSubstr(part));
  }
}

TEST(Program, HelpFitsAScreenAndHasAnExample) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                    {"run", "--help"},
                                                    {"smoke", "--help"},
                                                    {"stable", "--help"},
                                                    {"requirements", "--help"},
                                                    {"mutants", "--help"},
                                                    {"report", "--help"}}) {
    const Ended outcome = program(arguments);
    EXPECT_EQ(outcome.status, 0);
    EXPECT_THAT(outcome.out, HasSubstr("Example"));
    EXPECT_LE(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 30);
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 100U) << line;
  }
}

TEST(Program, TellsItsVersionAndTheContracts) {
  const Ended outcome = program({"--version"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "wp-codebox-conformance 0.1.0, contract 0.7.0\n");
}

TEST(Program, RequirementsListsEveryRowWithItsCoverage) {
  const Ended text = program({"requirements"});
  EXPECT_EQ(text.status, 0);
  EXPECT_THAT(text.out, HasSubstr("WPC-EXEC-002    MUST"));
  EXPECT_THAT(text.out, HasSubstr("of 207 requirements have a case"));
  const Ended json = program({"requirements", "--json"});
  EXPECT_EQ(json.status, 0);
  const auto document = nlohmann::json::parse(json.out);
  EXPECT_EQ(document["requirements"].size(), 207U);
  EXPECT_EQ(document["requirements"][0]["id"], "WPC-CREATE-001");
  // This program has no cases, so nothing is covered here.
  EXPECT_THAT(document["requirements"][0]["cases"], IsEmpty());
}

TEST(Program, MutantsAreListedOneALine) {
  const Ended outcome = program({"mutants", "--list"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("WPC-POL-015:"));
  EXPECT_THAT(outcome.out, Not(HasSubstr(" ")));
  EXPECT_GE(std::count(outcome.out.begin(), outcome.out.end(), '\n'), 12);
}

}  // namespace
}  // namespace wp_codebox::conformance
