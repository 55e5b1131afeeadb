#include "reference_backend/memory/variants.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "memory_runtime.hpp"
#include "reference_backend/memory/wire_style.hpp"

namespace wp_codebox {
namespace {

using nlohmann::json;

class MemoryVariants : public test::MemoryRuntimeTest {
 protected:
  Runtime& variant(std::string_view name) {
    runtime_.reset();
    backend = make_memory_variant(name);
    EXPECT_NE(backend, nullptr) << name;
    spec.backend = backend->descriptor().kind;
    return runtime();
  }
};

TEST_F(MemoryVariants, AreTwentyAtLeastAndRunCommands) {
  std::set<std::string_view> names;
  for (const MemoryVariant& row : memory_variants()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_TRUE(row.about.ends_with('.')) << row.name;
    variant(row.name);
    EXPECT_EQ(run("probe.echo", {"text=x"}), "x") << row.name;
  }
  EXPECT_GE(names.size(), 20U);
  EXPECT_EQ(make_memory_variant("no-such-variant"), nullptr);
}

TEST_F(MemoryVariants, DeclareLess) {
  variant("minimal");
  EXPECT_TRUE(backend->descriptor().capabilities.empty());
  ObservationSpec files;
  files.type = KnownObservationType::files;
  EXPECT_EQ(code_of([&] { (void)runtime().observe(files); }), "runtime-observation-unsupported");
  variant("metadata-snapshots");
  EXPECT_EQ(runtime().snapshot().semantics->text(), "metadata-only");
}

TEST_F(MemoryVariants, HaveOtherIdsAndClocks) {
  EXPECT_EQ(variant("long-ids").info().id.size(), 27U);
  EXPECT_EQ(variant("counting-ids").info().id, "runtime-0-000001");
  EXPECT_TRUE(variant("coarse-clock").info().createdAt.ends_with("00Z"));
  EXPECT_TRUE(variant("clock-behind").info().createdAt.starts_with("1999-"));
}

TEST_F(MemoryVariants, SayTheSameErrorsInOtherWords) {
  variant("other-words");
  try {
    run("probe.exit", {"code=3"});
    FAIL() << "it succeeded";
  } catch (const ContractError& error) {
    EXPECT_EQ(error.code(), "runtime-command-failed");
    EXPECT_EQ(error.message(), "Das ging nicht – probe.exit: exit code 3");
  }
}

TEST_F(MemoryVariants, AddMembers) {
  variant("extra-members");
  EXPECT_NE(runtime().info().extra.find("x-memory"), nullptr);
  EXPECT_NE(runtime().snapshot().extra.find("x-memory"), nullptr);
}

TEST(WireStyle, ReversesMembersEverywhere) {
  EXPECT_EQ(memory::reversed_json(R"({"a":1,"b":[{"c":2,"d":"{}"}]})"),
            R"({"b":[{"d":"{}","c":2}],"a":1})");
}

TEST(WireStyle, KeepsTheMeaningOfMessages) {
  const std::string text =
      R"({"id":7,"result":{"a":[1,-2,0.5,1e3],"b":"x \\\" {1,2} \\","c":{},"d":"ż/\n"}})";
  for (const auto style : {&memory::reversed_json, &memory::spaced_json, &memory::escaped_json,
                           &memory::fractional_json}) {
    const std::string styled = style(text);
    EXPECT_NE(styled, text);
    EXPECT_EQ(json::parse(styled), json::parse(text)) << styled;
    EXPECT_EQ(styled.find('\n'), std::string::npos);
  }
  EXPECT_EQ(memory::fractional_json(text).substr(0, 28), R"({"id":7,"result":{"a":[1.0,-)");
}

TEST(WireStyle, WritesLinesInPieces) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  {
    const memory::StyledOutput output(ends[1], {&memory::reversed_json, 3, false});
    const std::string lines = "{\"a\":1,\"b\":2}\n[]\n";
    ASSERT_EQ(::write(output.input(), lines.data(), lines.size()),
              static_cast<ssize_t>(lines.size()));
  }
  ::close(ends[1]);
  std::string got;
  std::array<char, 64> buffer{};
  for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
    got.append(buffer.data(), static_cast<std::size_t>(count));
  }
  ::close(ends[0]);
  EXPECT_EQ(got, "{\"b\":2,\"a\":1}\n[]\n");
}

}  // namespace
}  // namespace wp_codebox
