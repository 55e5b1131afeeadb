#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "playground_sandbox.hpp"
#include "reference_backend/playground/site_cache.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

std::size_t files_in(const fs::path& folder) {
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) ++files;
  }
  return files;
}

TEST(Installation, KnowsTheArchivesOfItsPackages) {
  const Installation installation = Installation::find();
  const auto newest = installation.wordpress_archive(std::nullopt);
  ASSERT_TRUE(newest);
  EXPECT_EQ(newest->filename(), "wp-6.5.zip");
  EXPECT_EQ(installation.wordpress_archive("latest"), newest);
  EXPECT_EQ(installation.wordpress_archive("6.5.5"), newest);
  EXPECT_EQ(installation.wordpress_archive("6.4")->filename(), "wp-6.4.zip");
  EXPECT_EQ(installation.wordpress_archive("1.0"), std::nullopt);
  EXPECT_EQ(installation.wordpress_archive("../x"), std::nullopt);
}

TEST(SiteCache, GivesEveryUserAWholeSite) {
  const TestFolder folder;
  const Installation installation = Installation::find();
  const fs::path archive = installation.wordpress_archive("6.5").value();
  const SiteCache cache(folder.path() / "cache", installation);

  // Several at once on an empty cache.
  std::vector<std::thread> users;
  for (int user = 0; user < 3; ++user) {
    users.emplace_back([&, user] {
      const PreparedSite site = cache.copy_site(archive, folder.path() / std::to_string(user));
      EXPECT_TRUE(site.installed);
      EXPECT_EQ(site.version, "6.5.5");
    });
  }
  for (auto& user : users) user.join();
  for (int user = 0; user < 3; ++user) {
    EXPECT_EQ(files_in(folder.path() / std::to_string(user)), 1359U);
  }
  const auto entries = names_in(folder.path() / "cache");
  ASSERT_EQ(entries.size(), 1U) << "one entry, and nothing unfinished";

  // A file that was cut off, and one that is missing, since.
  const fs::path files = folder.path() / "cache" / entries[0] / "files";
  const auto whole = fs::file_size(files / "wp-load.php");
  fs::resize_file(files / "wp-load.php", 10);
  cache.copy_site(archive, folder.path() / "after-cut");
  EXPECT_EQ(fs::file_size(folder.path() / "after-cut/wp-load.php"), whole);
  fs::remove(files / "wp-settings.php");
  cache.copy_site(archive, folder.path() / "after-loss");
  EXPECT_TRUE(fs::exists(folder.path() / "after-loss/wp-settings.php"));
  // An entry whose description is damaged.
  std::ofstream(folder.path() / "cache" / entries[0] / "site.json") << "{";
  cache.copy_site(archive, folder.path() / "after-damage");
  EXPECT_EQ(files_in(folder.path() / "after-damage"), 1359U);
  EXPECT_EQ(names_in(folder.path() / "cache"), entries);
}

TEST(SiteCache, KeepsNothingOfAnArchiveThatCannotBeUsed) {
  const TestFolder folder;
  const Installation installation = Installation::find();
  const SiteCache cache(folder.path() / "cache", installation);
  // Cut off in the middle.
  std::ifstream file(installation.wordpress_archive("6.5").value(), std::ios::binary);
  std::string bytes(1 << 20, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const fs::path cut = folder.write("cut.zip", bytes);
  const auto copy = [&](const fs::path& archive) {
    return [&cache, archive, &folder] { cache.copy_site(archive, folder.path() / "site"); };
  };
  EXPECT_EQ(code_of(copy(cut)), "wp-codebox-playground-startup-asset-unavailable");
  EXPECT_THAT(message_of(copy(cut)), testing::HasSubstr(cut.string()));
  EXPECT_EQ(code_of(copy(folder.path() / "none.zip")),
            "wp-codebox-playground-startup-asset-unavailable");
  EXPECT_TRUE(names_in(folder.path() / "cache").empty());
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
