#include "wp_codebox/json/fields.hpp"

#include <gtest/gtest.h>

#include "sample_structs.hpp"

namespace {

using namespace wp_codebox;

TEST(Fields, ArityCountsEveryMemberOfAnAggregate) {
  static_assert(json::aggregate_arity<sample::Point>() == 3);
  static_assert(json::aggregate_arity<sample::Everything>() == 15);
  static_assert(json::aggregate_arity<sample::Ruled>() == 7);
}

TEST(Fields, ARowKnowsItsMembersAddress) {
  sample::Point point;
  point.x = 3;
  const json::FieldRow& row = sample::Point::table.fields[0];
  EXPECT_EQ(row.name, "x");
  EXPECT_EQ(*static_cast<double*>(row.access(&point)), 3);
  EXPECT_FALSE(row.is_optional());
  EXPECT_TRUE(sample::Point::table.fields[1].is_optional());
}

TEST(Fields, ARowKnowsItsTypesShape) {
  const auto fields = sample::Everything::table.fields;
  EXPECT_EQ(fields[0].type->shape, json::Shape::constant);
  EXPECT_EQ(fields[0].type->text, "sample/v1");
  EXPECT_EQ(fields[5].type->shape, json::Shape::enumeration);
  EXPECT_EQ(fields[6].type->shape, json::Shape::open_enumeration);
  EXPECT_EQ(fields[8].type->shape, json::Shape::list);
  EXPECT_EQ(fields[8].type->inner->table, &sample::Point::table);
  EXPECT_EQ(fields[12].type->shape, json::Shape::custom);
}

TEST(Fields, ATableCarriesSchemaIdAndExtra) {
  sample::Everything everything;
  EXPECT_EQ(sample::Everything::table.schema_id, "sample/v1");
  EXPECT_EQ(sample::Everything::table.extra(&everything), &everything.extra);
  EXPECT_TRUE(sample::Ruled::table.closed);
}

}  // namespace
