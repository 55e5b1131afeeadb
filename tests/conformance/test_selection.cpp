#include "conformance/runner/selection.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "conformance/host/temporary_directory.hpp"

namespace wp_codebox::conformance {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAreArray;

std::vector<KnownCase> some_cases() {
  std::vector<KnownCase> cases;
  for (const char* test : {"WPC_EXEC_001_x", "WPC_EXEC_002_y", "WPC_EXEC_003_z"}) {
    cases.push_back({"Execute", test, requirements_in_name(test)});
  }
  cases.push_back({"Restore", "WPC_RESTORE_002_r", {"WPC-RESTORE-002"}});
  return cases;
}

Selection selected(const SelectionRequest& request) {
  return select_cases(some_cases(), Register::embedded(), request);
}

std::vector<std::string> names(const Selection& selection) {
  std::vector<std::string> all;
  for (const KnownCase& known : selection.cases) all.push_back(known.full_name());
  return all;
}

SelectionRequest filtered(std::vector<std::string> filters) {
  SelectionRequest request;
  request.filters = std::move(filters);
  return request;
}

TEST(Selection, WithoutAWishTakesEverything) { EXPECT_EQ(selected({}).cases.size(), 4U); }

TEST(Selection, FiltersByIdAndByCase) {
  EXPECT_THAT(names(selected(filtered({"WPC-EXEC-002"}))), ElementsAre("Execute.WPC_EXEC_002_y"));
  EXPECT_EQ(selected(filtered({"WPC-EXEC-*"})).cases.size(), 3U);
  EXPECT_THAT(names(selected(filtered({"*_r", "WPC-EXEC-003"}))),
              ElementsAre("Execute.WPC_EXEC_003_z", "Restore.WPC_RESTORE_002_r"));
}

TEST(Selection, ATypoIsNamedWithWhatIsNear) {
  EXPECT_THAT(selected(filtered({"WPC-EXEK-*"})).fault, HasSubstr("did you mean WPC-EXEC-*"));
  EXPECT_THAT(selected(filtered({"wpc-exec-001"})).fault, HasSubstr("WPC-EXEC-001"));
  EXPECT_THAT(selected(filtered({"Execute.WPC_EXEC_001_xx"})).fault,
              HasSubstr("Execute.WPC_EXEC_001_x"));
  EXPECT_THAT(selected(filtered({"somethingelse"})).fault, HasSubstr("`requirements` lists"));
  // A good filter beside it does not hide it.
  EXPECT_THAT(selected(filtered({"WPC-EXEC-001", "WPC-EXEK-*"})).fault, HasSubstr("WPC-EXEK"));
}

TEST(Selection, ARequirementWithoutACaseIsNoTypo) {
  EXPECT_EQ(selected(filtered({"WPC-VER-001"})).fault, "the requirement WPC-VER-001 has no case");
}

TEST(Selection, ByLevelProfileAndCapability) {
  SelectionRequest restore;
  restore.capability = "restore";
  EXPECT_THAT(names(selected(restore)), ElementsAre("Restore.WPC_RESTORE_002_r"));
  SelectionRequest must;
  must.level = Level::must;
  must.profile = Profile::core;
  for (const KnownCase& known : selected(must).cases) {
    const Requirement* row = Register::embedded().find(known.requirements.front());
    EXPECT_EQ(row->level, Level::must);
    EXPECT_EQ(row->profile, Profile::core);
  }
  EXPECT_THAT(selected(must).cases, testing::Not(IsEmpty()));
  SelectionRequest wrong;
  wrong.capability = "restor";
  EXPECT_EQ(selected(wrong).fault, "there is no capability 'restor'; did you mean restore?");
  restore.filters = {"WPC-EXEC-*"};
  EXPECT_THAT(selected(restore).fault, HasSubstr("no case is all of"));
}

TEST(Selection, ShardsAreDisjointAndTogetherEverything) {
  std::vector<std::string> together;
  for (int index = 1; index <= 3; ++index) {
    SelectionRequest request;
    request.shard = Shard{index, 3};
    const std::vector<std::string> part = names(selected(request));
    EXPECT_THAT(part, testing::Not(IsEmpty()));
    together.insert(together.end(), part.begin(), part.end());
  }
  EXPECT_THAT(together, UnorderedElementsAreArray(names(selected({}))));
  SelectionRequest beyond;
  beyond.shard = Shard{5, 5};
  EXPECT_THAT(selected(beyond).fault, HasSubstr("shard 5/5 of 4 cases is empty"));
}

TEST(Selection, AShardIsOneOfSeveral) {
  EXPECT_EQ(Shard::parse("2/4")->text(), "2/4");
  for (const char* text : {"", "2", "0/4", "5/4", "a/4", "1/", "-1/2", "1/2/3"}) {
    EXPECT_FALSE(Shard::parse(text)) << text;
  }
}

TEST(Selection, GoogleTestsVariablesNameAShardToo) {
  const TemporaryDirectory directory("test");
  const auto status = directory.path() / "status";
  ::setenv("GTEST_TOTAL_SHARDS", "4", 1);
  ::setenv("GTEST_SHARD_INDEX", "1", 1);
  ::setenv("GTEST_SHARD_STATUS_FILE", status.c_str(), 1);
  const auto shard = Shard::of_environment();
  for (const char* name : {"GTEST_TOTAL_SHARDS", "GTEST_SHARD_INDEX", "GTEST_SHARD_STATUS_FILE"}) {
    ::unsetenv(name);
  }
  ASSERT_TRUE(shard.has_value());
  EXPECT_EQ(shard->text(), "2/4");
  EXPECT_TRUE(std::filesystem::exists(status));
  EXPECT_FALSE(Shard::of_environment());
}

}  // namespace
}  // namespace wp_codebox::conformance
