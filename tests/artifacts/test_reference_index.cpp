#include "wp_codebox/artifacts/reference_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace wp_codebox;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> shown(const std::vector<FoundReference>& found) {
  std::vector<std::string> texts;
  for (const FoundReference& reference : found)
    texts.push_back(reference.kind + " " + reference.raw);
  return texts;
}

TEST(HtmlReferences, AreAttributesInAnyQuotes) {
  EXPECT_THAT(shown(find_html_references("<img src=\"a\"><a HREF = 'b c'>x</a><link href=d.css?v>"
                                         "<video poster=e><img data-src=f lowsrc=g src>")),
              ElementsAre("src a", "href b c", "stylesheet d.css?v", "media-poster e", "src f"));
}

TEST(HtmlReferences, AreItemsOfSrcset) {
  EXPECT_THAT(shown(find_html_references("<img srcset=\" a 1x, ,b 2x\">")),
              ElementsAre("srcset a", "srcset b"));
}

TEST(CssReferences, AreUrls) {
  EXPECT_THAT(
      shown(find_css_references("a{b:url(c)} d{e:URL( 'f' )} g{h:url(\"i)j\")} url (k) url(l")),
      ElementsAre("css-url c", "css-url f", "css-url i)j"));
}

TEST(MarkdownReferences, AreImages) {
  EXPECT_THAT(
      shown(find_markdown_references("![x](a.png) [l](b.md) ![](c \"t\") ![](d 't') ![](e ) "
                                     "![y][r] ![")),
      ElementsAre("markdown-image a.png", "markdown-image c"));
}

TEST(References, TakeLinearTimeOnHostileText) {
  std::string html;
  std::string css;
  std::string markdown;
  for (int i = 0; i < 200'000; ++i) {
    html += "src= ";
    css += "url(";
    markdown += "![";
  }
  EXPECT_THAT(find_html_references(html), testing::Not(IsEmpty()));
  EXPECT_THAT(find_css_references(css), IsEmpty());
  EXPECT_THAT(find_markdown_references(markdown), IsEmpty());
}

ReferenceIndexSources sources(std::map<std::string, std::string> files) {
  ReferenceIndexSources input;
  for (const auto& [path, text] : files) input.manifest_paths.push_back(path);
  input.read = [files = std::move(files)](const std::string& path) -> std::optional<std::string> {
    const auto file = files.find(path);
    return file == files.end() ? std::nullopt : std::optional(file->second);
  };
  return input;
}

std::string target(const std::string& page, const std::string& raw) {
  const auto index = build_reference_index(sources({{page, "<img src=\"" + raw + "\">"}}));
  return index->references.empty() ? "none" : index->references[0].target.path;
}

TEST(ReferenceIndex, KeepsLocalReferencesOnly) {
  for (const char* raw :
       {"#top", "//host/x", "https://x/y", "data:a", "MAILTO:a", "x+y-1.z:b", ""}) {
    EXPECT_EQ(target("i.html", raw), "none") << raw;
  }
  EXPECT_EQ(target("i.html", "1x:b"), "1x:b") << "no scheme begins with a digit";
  EXPECT_EQ(target("i.html", "a_b:c"), "a_b:c");
}

TEST(ReferenceIndex, ResolvesAgainstTheFolderOfThePage) {
  EXPECT_EQ(target("d/e/i.html", "../a.png?x#y"), "d/a.png");
  EXPECT_EQ(target("d/i.html", "./b//c"), "d/b/c");
  EXPECT_EQ(target("i.html", "../../a"), "../../a");
  EXPECT_EQ(target("d/i.html", "/a/../b"), "/a/../b") << "a leading slash is taken as it is";
}

TEST(ReferenceIndex, LooksInTheSandboxForPagesThatCameFromThere) {
  ReferenceIndexSources input = sources(
      {{"files/mounts/0/i.html", "<img src=a.png><img src=b.png>"}, {"files/mounts/0/a.png", ""}});
  input.captured = {{"files/mounts/0/i.html", "/w/i.html"}, {"files/mounts/0/a.png", "/w/a.png"}};
  const auto index = build_reference_index(input);
  ASSERT_EQ(index->present.size(), 1U);
  EXPECT_EQ(index->present[0].target.artifactPath, "files/mounts/0/a.png");
  EXPECT_EQ(index->present[0].target.runtimePath, "/w/a.png");
  ASSERT_EQ(index->missing.size(), 1U);
  EXPECT_EQ(index->missing[0].target.runtimePath, "/w/b.png");
  EXPECT_EQ(index->summary.references, 2);
}

TEST(ReferenceIndex, StartsAtPagesAndReadmes) {
  const auto index = build_reference_index(
      sources({{"a.HTM", ""}, {"sub/ReadMe.markdown", ""}, {"notes.md", ""}, {"s.css", ""}}));
  ASSERT_EQ(index->entrypoints.size(), 2U);
  EXPECT_EQ(index->entrypoints[0].path, "a.HTM");
  EXPECT_EQ(index->entrypoints[1].path, "sub/ReadMe.markdown");
  EXPECT_EQ(index->summary.filesScanned, 4);
}

TEST(ReferenceIndex, IsNothingWhenAListedPageIsGone) {
  ReferenceIndexSources input = sources({});
  input.manifest_paths = {"gone.html"};
  EXPECT_FALSE(build_reference_index(input).has_value());
}

}  // namespace
