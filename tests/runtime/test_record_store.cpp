#include "wp_codebox/runtime/record_store.hpp"

#include <gtest/gtest.h>

namespace wp_codebox {
namespace {

ExecutionResult command(std::string id, std::string printed) {
  ExecutionResult result;
  result.id = std::move(id);
  result.stdout_text = std::move(printed);
  return result;
}

TEST(RecordStore, KeepsTheOrderInWhichRecordsCame) {
  RecordStore records;
  records.commands.add(command("b", "1"));
  records.commands.add(command("a", "2"));
  const auto all = records.commands.all();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, "b");
  EXPECT_EQ(all[1].id, "a");
}

TEST(RecordStore, FindsACommandByIdOrTheLastOne) {
  RecordStore records;
  EXPECT_FALSE(records.command(std::nullopt));
  records.commands.add(command("b", "1"));
  records.commands.add(command("a", "2"));
  EXPECT_EQ(records.command(std::nullopt)->id, "a");
  EXPECT_EQ(records.command("b")->stdout_text, "1");
  EXPECT_FALSE(records.command("c"));
}

TEST(RecordStore, GivesCopies) {
  RecordStore records;
  records.commands.add(command("a", "1"));
  auto copy = records.commands.all();
  copy[0].stdout_text = "changed";
  EXPECT_EQ(records.commands.all()[0].stdout_text, "1");
}

}  // namespace
}  // namespace wp_codebox
