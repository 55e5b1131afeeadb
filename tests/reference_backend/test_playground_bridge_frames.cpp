#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "reference_backend/playground/bridge_frames.hpp"

namespace WP_CODEBOX_NAMESPACE::playground {
namespace {

std::vector<BridgeFrame> frames_of(BridgeFrameReader& reader, std::string_view bytes) {
  std::vector<BridgeFrame> frames;
  reader.feed(bytes, [&frames](BridgeFrame frame) { frames.push_back(std::move(frame)); });
  return frames;
}

TEST(BridgeFrames, ComeOutTheSameHoweverTheBytesAreCut) {
  std::string bytes = "{\"id\":1,\"payload\":[3,0,2]}\na\nbc";
  bytes += '\0';
  bytes += "{\"event\":\"hello\"}\n{\"id\":2,\"payload\":[]}\n";
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    BridgeFrameReader reader(1000);
    std::vector<BridgeFrame> frames;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      for (auto& frame : frames_of(reader, std::string_view(bytes).substr(at, size))) {
        frames.push_back(std::move(frame));
      }
    }
    ASSERT_EQ(frames.size(), 3U) << size;
    EXPECT_EQ(frames[0].message["id"], 1);
    EXPECT_THAT(frames[0].payload, testing::ElementsAre("a\nb", "", std::string("c\0", 2)));
    EXPECT_EQ(frames[1].message["event"], "hello");
    EXPECT_TRUE(frames[1].payload.empty());
    EXPECT_TRUE(frames[2].payload.empty());
  }
}

TEST(BridgeFrames, RefuseWhatIsNoMessage) {
  for (const char* text : {"hello\n", "[]\n", "1\n", "\n", "{\"a\":\n", "{\"payload\":[-1]}\n",
                           "{\"payload\":[\"1\"]}\n", "{\"payload\":[600,600]}\n",
                           "{\"payload\":[18446744073709551615,2]}\n"}) {
    BridgeFrameReader reader(1000);
    EXPECT_THROW(frames_of(reader, text), BridgeGarbage) << text;
  }
}

TEST(BridgeFrames, QuoteWhatCameInstead) {
  BridgeFrameReader reader(1000);
  try {
    frames_of(reader, "PHP Warning: x\n");
    FAIL() << "taken";
  } catch (const BridgeGarbage& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("PHP Warning: x"));
  }
}

TEST(BridgeFrames, RefuseALineWithoutEnd) {
  BridgeFrameReader reader(1000);
  EXPECT_TRUE(frames_of(reader, std::string(900, ' ')).empty());
  EXPECT_THROW(frames_of(reader, std::string(200, ' ')), BridgeGarbage);
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::playground
