#include "wp_codebox/contracts/timestamp.hpp"

#include <gtest/gtest.h>

namespace {

using wp_codebox::is_contract_timestamp;

TEST(Timestamp, TakesWhatToISOStringPrints) {
  EXPECT_TRUE(is_contract_timestamp("2026-01-02T03:04:05.006Z"));
  EXPECT_TRUE(is_contract_timestamp("2024-02-29T23:59:59.999Z"));
}

TEST(Timestamp, RefusesOtherSpellingsAndDaysThatDoNotExist) {
  for (const auto* text :
       {"", "2026-01-02T03:04:05Z", "2026-01-02T03:04:05.006", "2026-01-02 03:04:05.006Z",
        "2026-13-02T03:04:05.006Z", "2026-00-02T03:04:05.006Z", "2026-02-29T03:04:05.006Z",
        "2100-02-29T03:04:05.006Z", "2026-04-31T03:04:05.006Z", "2026-01-00T03:04:05.006Z",
        "2026-01-02T24:00:00.000Z", "2026-01-02T03:60:05.006Z", "2026-01-02T03:04:60.006Z",
        "2026-01-02T03:04:05.00xZ"}) {
    EXPECT_FALSE(is_contract_timestamp(text)) << text;
  }
}

}  // namespace
