#include "conformance/documents/document_commands.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "../scratch_folder.hpp"
#include "conformance/command/program.hpp"
#include "conformance/documents/ordered_jobs.hpp"

namespace {

using namespace wp_codebox;
using conformance::run_program;

/// What a call of the program came to.
struct Call {
  int status = 0;
  std::string out;
  std::string err;
};

Call call(const std::vector<std::string>& arguments, const std::string& input = {}) {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Call result;
  result.status = run_program(arguments, in, out, err);
  result.out = out.str();
  result.err = err.str();
  return result;
}

constexpr const char* good_policy =
    R"({"network":"deny","filesystem":"sandbox","commands":[],"secrets":"none","approvals":"never"})";

TEST(DocumentCommands, ValidateSaysThatADocumentIsValid) {
  const test::ScratchFolder folder;
  folder.write("policy.json", good_policy);
  const auto path = (folder / "policy.json").string();
  const Call result = call({"validate", "--kind", "runtime-policy", path});
  EXPECT_EQ(result.status, 0) << result.err;
  EXPECT_EQ(result.out, path + ": valid (runtime-policy)\n");
}

TEST(DocumentCommands, ValidateNamesPlaceCodeAndPathOfEachFinding) {
  const test::ScratchFolder folder;
  folder.write("policy.json",
               "{\n  \"network\": 3,\n  \"filesystem\": \"sandbox\",\n"
               "  \"commands\": [], \"secrets\": \"none\", \"approvals\": \"x\"}");
  const auto path = (folder / "policy.json").string();
  const Call result = call({"validate", "--kind", "runtime-policy", path});
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.out.find(path + ":2:14: invalid-network at $.network: "), std::string::npos)
      << result.out;
  EXPECT_NE(result.out.find(path + ":4:51: invalid-approvals at $.approvals: "), std::string::npos)
      << result.out;
}

TEST(DocumentCommands, ValidateFindsTheKindFromTheSchemaId) {
  const test::ScratchFolder folder;
  folder.write("recipe.json", R"({"schema":"wp-codebox/workspace-recipe/v1",)"
                              R"("workflow":{"steps":[{"command":"wordpress.run-php"}]}})");
  const Call result = call({"validate", "--json", (folder / "recipe.json").string()});
  EXPECT_EQ(result.status, 1);
  const auto line = nlohmann::json::parse(result.out);
  EXPECT_EQ(line["kind"], "workspace-recipe");
  EXPECT_EQ(line["findings"][0]["code"], "missing-code");
  EXPECT_EQ(line["findings"][0]["pointer"], "/workflow/steps/0/args");
}

TEST(DocumentCommands, ValidateTellsUnreadableFromInvalid) {
  const test::ScratchFolder folder;
  folder.write("free.json", "{}");
  folder.write("broken.json", "{\"a\":");
  const Call absent = call({"validate", (folder / "absent.json").string()});
  EXPECT_EQ(absent.status, 3);
  EXPECT_NE(absent.err.find("No such file"), std::string::npos) << absent.err;
  const Call free = call({"validate", (folder / "free.json").string()});
  EXPECT_EQ(free.status, 3);
  EXPECT_NE(free.err.find("--kind"), std::string::npos) << free.err;
  const Call broken = call({"validate", (folder / "broken.json").string()});
  EXPECT_EQ(broken.status, 1);
  EXPECT_NE(broken.out.find("broken.json:1:6: json-syntax"), std::string::npos) << broken.out;
}

TEST(DocumentCommands, ValidateAnswersAListInItsOrderWhateverTheJobs) {
  const test::ScratchFolder folder;
  std::string list;
  for (int i = 0; i < 40; ++i) {
    const std::string name = "p" + std::to_string(i) + ".json";
    folder.write(name, i % 2 == 0 ? good_policy : "{}");
    list += (folder / name).string() + "\n";
  }
  const std::vector<std::string> arguments{"validate", "--kind", "runtime-policy", "--json",
                                           "--list",   "-",      "--jobs"};
  auto one = arguments;
  one.push_back("1");
  auto many = arguments;
  many.push_back("7");
  const Call first = call(one, list);
  EXPECT_EQ(first.status, 1);
  EXPECT_EQ(std::count(first.out.begin(), first.out.end(), '\n'), 40);
  EXPECT_EQ(call(many, list).out, first.out);
}

TEST(DocumentCommands, ValidateWritesSarif) {
  const test::ScratchFolder folder;
  folder.write("policy.json", "[]");
  const Call result =
      call({"validate", "--kind", "runtime-policy", "--sarif", (folder / "policy.json").string()});
  const auto log = nlohmann::json::parse(result.out);
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"][0]["results"].size(), 5U);
  EXPECT_EQ(log["runs"][0]["tool"]["driver"]["rules"].size(), 5U);
}

TEST(DocumentCommands, VerifyBundleNamesItsViolations) {
  const test::ScratchFolder folder;
  const Call text = call({"verify-bundle", folder.path().string()});
  EXPECT_EQ(text.status, 1);
  EXPECT_NE(text.out.find("missing-manifest at manifest.json"), std::string::npos) << text.out;
  const Call lines = call({"verify-bundle", "--json", folder.path().string()});
  EXPECT_FALSE(nlohmann::json::parse(lines.out)["valid"].get<bool>());
}

TEST(DocumentCommands, PreflightIsNotReadyWithoutABundle) {
  const test::ScratchFolder folder;
  EXPECT_EQ(call({"preflight", folder.path().string()}).status, 1);
}

TEST(DocumentCommands, DigestPrintsTheContractsDigests) {
  const std::string execution =
      R"({"id":"command-1","command":"wordpress.run-php","args":["code=echo 1;"],"exitCode":0,)"
      R"("stdout":"1","stderr":"","startedAt":"2026-01-02T03:04:05.006Z",)"
      R"("finishedAt":"2026-01-02T03:04:06.007Z"})";
  EXPECT_EQ(call({"digest", "execution", "-"}, execution).out,
            "35a975194883fed7f58c8ec9979a2c6da0b0231e2e532dda2a136560b7bac69f\n");
  EXPECT_EQ(call({"digest", "stable", "-"}, "0").out,
            "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9\n");
  EXPECT_EQ(call({"digest", "nonsense", "-"}, "0").status, 2);
  EXPECT_EQ(call({"digest", "stable", "-"}, "{").status, 1);
}

TEST(DocumentCommands, SchemaPrintsOneOrListsAll) {
  const Call one = call({"schema", "workspace-recipe"});
  EXPECT_EQ(one.status, 0);
  EXPECT_EQ(nlohmann::json::parse(one.out)["$id"], "wp-codebox/workspace-recipe/v1");
  EXPECT_NE(call({"schema"}).out.find("runtime-policy"), std::string::npos);
  EXPECT_EQ(call({"schema", "nonsense"}).status, 2);
}

TEST(DocumentCommands, VectorsCountsByOperationAndFailsOnAWrongRow) {
  const test::ScratchFolder folder;
  folder.write("v.jsonl", R"({"id":"a","op":"number","input":{"bits":"0000000000000000"},)"
                          R"("expect":{"json":"0"}})"
                          "\n"
                          R"({"id":"b","op":"number","input":{"bits":"0000000000000000"},)"
                          R"("expect":{"json":"1"}})"
                          "\n");
  const Call result = call({"vectors", (folder / "v.jsonl").string()});
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.out.find("number: 2 rows, 1 failed"), std::string::npos) << result.out;
  const auto json = nlohmann::json::parse(call({"vectors", "--json", folder.path().string()}).out);
  EXPECT_EQ(json["operations"]["number"]["failed"], 1);
  EXPECT_EQ(json["failures"][0]["id"], "b");
}

TEST(OrderedJobs, AnswersEveryIndexOnceInOrder) {
  for (const std::size_t jobs : {1U, 3U, 16U}) {
    std::vector<std::size_t> answered;
    conformance::run_ordered(
        100, jobs, [](std::size_t index) { return index * 2; },
        [&](std::size_t index, std::size_t result) {
          EXPECT_EQ(result, index * 2);
          answered.push_back(index);
        });
    ASSERT_EQ(answered.size(), 100U);
    EXPECT_TRUE(std::is_sorted(answered.begin(), answered.end()));
  }
  conformance::run_ordered(
      0, 4, [](std::size_t index) { return index; }, [](std::size_t, std::size_t) { FAIL(); });
}

}  // namespace
