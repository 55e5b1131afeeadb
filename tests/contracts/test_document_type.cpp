#include "wp_codebox/contracts/document_type.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/contracts/mount.hpp"

namespace {

using namespace wp_codebox;

TEST(DocumentType, IsDescribedByItsTypeUnlessItSaysMore) {
  DocumentType type{.kind = "mount",
                    .schema_id = "x/mount/v1",
                    .contract_id = false,
                    .type = &json::type_row<MountSpec>,
                    .check = nullptr,
                    .rewrite = nullptr};
  EXPECT_EQ(type.words(), MountSpec::table.doc);
  type.description = "One mount.";
  EXPECT_EQ(type.words(), "One mount.");
}

}  // namespace
