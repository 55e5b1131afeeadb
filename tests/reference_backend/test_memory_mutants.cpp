#include "reference_backend/memory/mutants.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "../folders.hpp"
#include "memory_runtime.hpp"
#include "wp_codebox/json/value.hpp"

namespace wp_codebox {
namespace {

class MemoryMutants : public test::MemoryRuntimeTest {
 protected:
  Runtime& mutant(std::string_view name) {
    runtime_.reset();
    backend = make_memory_mutant(name);
    EXPECT_NE(backend, nullptr) << name;
    return runtime();
  }
};

TEST_F(MemoryMutants, HaveDistinctNamesThatBeginWithARequirementOfTheRegister) {
  const std::string path = test::source_folder() / "conformance/register/requirements.json";
  const std::string register_text = test::ScratchFolder::file_bytes(path);
  std::set<std::string_view> names;
  for (const MemoryMutant& mutant : memory_mutants()) {
    EXPECT_TRUE(names.insert(mutant.name).second) << mutant.name;
    EXPECT_TRUE(mutant.name.starts_with(mutant.requirement));
    EXPECT_EQ(mutant.name[mutant.requirement.size()], ':');
    EXPECT_NE(register_text.find('"' + std::string(mutant.requirement) + '"'), std::string::npos)
        << mutant.requirement;
  }
  EXPECT_GE(names.size(), 200U);
}

TEST_F(MemoryMutants, AllCanRunWhatTheyDoNotBreak) {
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());  // One leaves a file where it is.
  for (const MemoryMutant& row : memory_mutants()) {
    Runtime& broken = mutant(row.name);
    EXPECT_FALSE(broken.info().backend.text().empty()) << row.name;
    EXPECT_EQ(code_of([&] { static_cast<void>(broken.snapshot()); }), "none") << row.name;
    EXPECT_EQ(code_of([&] { broken.destroy(); }), "none") << row.name;
  }
  std::filesystem::current_path(before);
}

TEST_F(MemoryMutants, AnUnknownNameMakesNothing) {
  EXPECT_EQ(make_memory_mutant("WPC-EXEC-002"), nullptr);
}

TEST_F(MemoryMutants, FailuresResolve) {
  mutant("WPC-EXEC-002:failures-resolve");
  EXPECT_EQ(code("probe.exit", {"code=1"}), "none");
  EXPECT_EQ(code("probe.echo", {}), "runtime-argument-invalid");
}

TEST_F(MemoryMutants, ReadonlyMountsAreWrittenTo) {
  folder.write("in/file.txt", "host");
  mutant("WPC-MNT-005:writes-through-readonly");
  mount(folder / "in", "/in");
  run("probe.write", {"path=/in/file.txt", "text=changed"});
  EXPECT_EQ(folder.read("in/file.txt"), "changed");
}

TEST_F(MemoryMutants, LinksLeadOut) {
  folder.write("outside/canary", "canary");
  mutant("WPC-MNT-008:follows-host-links");
  run("probe.symlink", {"path=out", "to=" + (folder / "outside").string()});
  EXPECT_EQ(run("probe.read", {"path=out/canary"}), "canary");
}

TEST_F(MemoryMutants, TheLastEventComesTwice) {
  backend = make_memory_mutant("WPC-EVT-009:destroyed-twice");
  int destroyed = 0;
  RuntimeHooks hooks;
  hooks.on_event = [&](const std::string&, const LifecycleEvent& event) {
    if (event.type == KnownLifecycleEventType::destroyed) ++destroyed;
  };
  create_runtime(spec, *backend, hooks)->destroy();
  EXPECT_EQ(destroyed, 2);
}

}  // namespace
}  // namespace wp_codebox
