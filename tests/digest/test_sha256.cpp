#include "wp_codebox/digest/sha256.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace wp_codebox;

constexpr const char* empty_hash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr const char* abc_hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr const char* million_hash =
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

TEST(Sha256, HashesTheStandardsExamples) {
  EXPECT_EQ(sha256_hex(""), empty_hash);
  EXPECT_EQ(sha256_hex("abc"), abc_hash);
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')), million_hash);
}

TEST(Sha256, TakesBytesInPieces) {
  Sha256 hash;
  for (int piece = 0; piece < 1000; ++piece) hash.update(std::string(1000, 'a'));
  EXPECT_EQ(hash.finish_hex(), million_hash);
}

TEST(Sha256, BeginsAnewAfterEachDigest) {
  Sha256 hash;
  for (int round = 0; round < 3; ++round) {
    hash.update("abc");
    EXPECT_EQ(hash.finish_hex(), abc_hash);
  }
  EXPECT_EQ(hash.finish_hex(), empty_hash);
}

TEST(Sha256, ForgetsWhatItIsToldToForget) {
  Sha256 hash;
  hash.update("something else");
  hash.reset();
  hash.update("abc");
  EXPECT_EQ(hash.finish_hex(), abc_hash);
}

TEST(Sha256, MovesInTheMiddleOfAnInput) {
  Sha256 first;
  first.update("a");
  Sha256 second = std::move(first);
  second.update("bc");
  EXPECT_EQ(second.finish_hex(), abc_hash);
}

TEST(Sha256Output, HashesWhatIsPut) {
  Sha256 hash;
  Sha256Output output(hash);
  for (int piece = 0; piece < 1000; ++piece) {
    output.put('a');
    output.put(std::string(999, 'a'));
  }
  EXPECT_EQ(output.finish_hex(), million_hash);
  output.put(std::string_view("abc"));
  EXPECT_EQ(output.finish_hex(), abc_hash);
}

TEST(HexText, PrintsLowerCaseDigits) {
  Sha256Bytes bytes{};
  bytes[0] = 0x0F;
  bytes[1] = 0xA5;
  bytes[31] = 0xFF;
  EXPECT_EQ(hex_text(bytes), "0fa5" + std::string(58, '0') + "ff");
}

}  // namespace
