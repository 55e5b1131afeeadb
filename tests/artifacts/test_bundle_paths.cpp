#include "wp_codebox/artifacts/bundle_paths.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace wpc = wp_codebox;

namespace {

TEST(TreeNames, LeaveNamesWithoutSecretsAlone) {
  const wpc::Redactor redactor;
  wpc::TreeNames names(redactor);
  for (const char* path : {"a.txt", "sub/dir/b c.txt", "sub/dir", "\\odd\n"}) {
    EXPECT_EQ(names.shown(path), path);
  }
}

TEST(TreeNames, KeepRedactedNamesApart) {
  const wpc::Redactor redactor({{"A", "hunter22hunter"}, {"B", "other-secret-1"}});
  wpc::TreeNames names(redactor);
  const std::string first = names.shown("hunter22hunter.txt");
  EXPECT_EQ(first, "[REDACTED:configured-secret-value].txt");
  EXPECT_EQ(names.shown("other-secret-1.txt"), first + " (2)");
  EXPECT_EQ(names.shown("hunter22hunter.txt"), first) << "the same path, the same name";
}

TEST(TreeNames, PutNoFileBelowTheNameOfAFile) {
  const wpc::Redactor redactor({{"A", "hunter22hunter"}, {"B", "other-secret-1"}});
  wpc::TreeNames names(redactor);
  const std::string file = names.shown("hunter22hunter");
  EXPECT_NE(names.shown("other-secret-1/x").substr(0, file.size() + 1), file + "/");
}

TEST(TreeNames, FindSecretsThatReachOverSeveralParts) {
  const wpc::Redactor redactor({{"A", "abc/defgh12"}});
  wpc::TreeNames names(redactor);
  EXPECT_EQ(names.shown("x/abc/defgh12").find("defgh12"), std::string::npos);
}

TEST(StorablePath, IsThePathItselfWhereItCanBe) {
  for (const char* path : {"a.txt", "sub/\u00e9 x/[REDACTED:jwt]"}) {
    EXPECT_EQ(wpc::storable_path(path), path);
  }
}

TEST(StorablePath, HasNoBackslashNoForeignBytesAndNoLongParts) {
  std::set<std::string> stored;
  for (const std::string& path :
       {std::string("a\\b"), std::string("a_b"), std::string("a/b\\c"), std::string("\xFF"),
        std::string("\xFE"), std::string("\uFFFD"), std::string(300, 'n'), std::string(301, 'n'),
        std::string(299, '\\')}) {
    const std::string name = wpc::storable_path(path);
    EXPECT_EQ(name.find('\\'), std::string::npos) << name;
    EXPECT_EQ(name.find('\xFF'), std::string::npos) << name;
    EXPECT_LE(name.size(), 255U) << name;
    EXPECT_TRUE(stored.insert(name).second) << "not its own: " << name;
  }
}

TEST(StorablePath, IsShortEvenForDeepTrees) {
  std::string deep;
  for (int i = 0; i < 400; ++i) deep += "folder/";
  const std::string one = wpc::storable_path(deep + "a.txt");
  EXPECT_LE(one.size(), 1000U);
  EXPECT_TRUE(one.ends_with("/a.txt"));
  EXPECT_NE(one, wpc::storable_path("x/" + deep + "a.txt"));
}

}  // namespace
