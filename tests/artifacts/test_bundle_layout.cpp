#include "wp_codebox/artifacts/bundle_layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "wp_codebox/artifacts/reference_normalize.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/json/value.hpp"

namespace {

using namespace wp_codebox;

TEST(BundleLayout, HasTwentyThreeFilesInEveryBundle) {
  EXPECT_EQ(std::count_if(bundle_files.begin(), bundle_files.end(),
                          [](const BundleFileRow& row) { return row.always; }),
            23);
  std::set<std::string_view> paths;
  for (const BundleFileRow& row : bundle_files) EXPECT_TRUE(paths.insert(row.path).second);
}

TEST(BundleLayout, FindsFilesByTheirPath) {
  ASSERT_NE(find_bundle_file("files/patch.diff"), nullptr);
  EXPECT_EQ(find_bundle_file("files/patch.diff")->content_type, "text/x-diff");
  EXPECT_EQ(find_bundle_file("files/other.txt"), nullptr);
}

TEST(BundleLayout, NamesEveryFileOfTheRecord) {
  const ArtifactBundle bundle = bundle_at("/b");
  const json::Parsed record(json::to_json(bundle));
  std::set<std::string> named;
  for (const json::Member& member : record.root().members()) {
    const std::string text = member.value.text();
    if (text.starts_with("/b/")) named.insert(text.substr(3));
  }
  std::set<std::string> always;
  for (const BundleFileRow& row : bundle_files) {
    if (row.always) always.emplace(row.path);
  }
  EXPECT_EQ(named, always);
}

TEST(BundleLayout, OrdersFixedFilesBeforeThoseOfFoldersAndEpisodesLast) {
  const auto rank = [](const char* path) {
    return manifest_rank(artifact_manifest_file(path, "k", "t"));
  };
  const char* const ordered[] = {"manifest.json",
                                 "files/preview-evidence.json",
                                 "files/browser/x.png",
                                 "files/observations/x.txt",
                                 "files/runtime-snapshots/s.json",
                                 "files/diffs/mount-0.patch",
                                 "files/mounts/0/a",
                                 "files/other",
                                 "files/runtime-episode-trace.json",
                                 "files/runtime-evidence/run-attestation.json"};
  for (std::size_t i = 1; i < std::size(ordered); ++i) {
    EXPECT_LT(rank(ordered[i - 1]), rank(ordered[i])) << ordered[i];
  }
}

}  // namespace
