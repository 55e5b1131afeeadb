// The native probe dialect, through a runtime.

#include "reference_backend/memory/probe_commands.hpp"

#include <gtest/gtest.h>

#include <string>

#include "memory_runtime.hpp"

namespace wp_codebox {
namespace {

class MemoryProbes : public test::MemoryRuntimeTest {};

TEST_F(MemoryProbes, EchoPrintsExactlyTheText) {
  EXPECT_EQ(run("probe.echo", {"text=a=b \"c\" \xC3\xA4\n"}), "a=b \"c\" \xC3\xA4\n");
  EXPECT_EQ(run("probe.echo", {"text="}), "");
  EXPECT_EQ(run("probe.echo", {"unknown=1", "text=first", "text=second"}), "first");
}

TEST_F(MemoryProbes, EchoRepeatsThePatternToTheByte) {
  EXPECT_EQ(run("probe.echo", {"bytes=20"}), "0123456789abcdef0123");
  EXPECT_EQ(run("probe.echo", {"bytes=0"}), "");
  EXPECT_EQ(run("probe.echo", {"bytes=8388608"}).size(), 8388608U);
}

TEST_F(MemoryProbes, ExitFailsUnlessTheCodeIsZero) {
  EXPECT_EQ(run("probe.exit", {"code=0"}), "");
  EXPECT_EQ(code("probe.exit", {"code=3"}), "runtime-command-failed");
}

TEST_F(MemoryProbes, WrongArgumentsAreNamed) {
  EXPECT_EQ(code("probe.echo", {}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.echo", {"bytes=-1"}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.echo", {"bytes=1x"}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.echo", {"bytes=99999999999"}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.exit", {}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.write", {"path=x"}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.read", {"path="}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.chmod", {"path=x", "mode=9"}), "runtime-argument-invalid");
  EXPECT_EQ(code("probe.connect", {"host=127.0.0.1", "port=0"}), "runtime-argument-invalid");
}

TEST_F(MemoryProbes, SleepSaysSoAndKeepsItsTimeLimit) {
  EXPECT_EQ(run("probe.sleep", {"ms=1"}), "slept");
  EXPECT_EQ(code("probe.sleep", {"ms=3600000"}, 20), "runtime-command-timeout");
  EXPECT_EQ(run("probe.sleep", {"ms=1"}, 60'000), "slept");
}

TEST_F(MemoryProbes, WriteMakesParentsAndReadGivesTheBytes) {
  EXPECT_EQ(run("probe.write", {"path=/workspace/a/b/c.txt", "text=one\r\ntwo"}), "written");
  EXPECT_EQ(run("probe.read", {"path=/workspace/a/b/c.txt"}), "one\r\ntwo");
  EXPECT_EQ(run("probe.read", {"path=a/b/c.txt"}), "one\r\ntwo");
  EXPECT_EQ(run("probe.write", {"path=a/b/c.txt", "text=1"}), "written");
  EXPECT_EQ(run("probe.read", {"path=a/b/c.txt"}), "1");
  EXPECT_EQ(code("probe.read", {"path=missing"}), "runtime-command-failed");
  EXPECT_EQ(code("probe.read", {"path=a"}), "runtime-command-failed");
  EXPECT_EQ(code("probe.write", {"path=a", "text="}), "runtime-command-failed");
  EXPECT_EQ(code("probe.write", {"path=a/b/c.txt/d", "text="}), "runtime-command-failed");
}

TEST_F(MemoryProbes, RemoveTakesWholeDirectoriesAndOnlyTheLink) {
  run("probe.write", {"path=keep/x", "text=x"});
  run("probe.mkdir", {"path=gone/deep/deeper"});
  run("probe.symlink", {"path=gone/link", "to=/workspace/keep"});
  EXPECT_EQ(run("probe.remove", {"path=gone"}), "done");
  EXPECT_EQ(run("probe.list", {"path=/workspace"}), R"(["keep"])");
  EXPECT_EQ(run("probe.list", {"path=keep"}), R"(["x"])");
  EXPECT_EQ(code("probe.remove", {"path=gone"}), "runtime-command-failed");
  EXPECT_EQ(code("probe.remove", {"path=/"}), "runtime-command-failed");
}

TEST_F(MemoryProbes, RenameMovesAndReplaces) {
  run("probe.write", {"path=a", "text=1"});
  run("probe.write", {"path=d/b", "text=2"});
  EXPECT_EQ(run("probe.rename", {"path=a", "to=d/b"}), "done");
  EXPECT_EQ(run("probe.read", {"path=d/b"}), "1");
  EXPECT_EQ(code("probe.rename", {"path=a", "to=c"}), "runtime-command-failed");
}

TEST_F(MemoryProbes, ChmodAndStatSpeakOctal) {
  run("probe.write", {"path=a", "text=abc"});
  EXPECT_EQ(run("probe.chmod", {"path=a", "mode=0640"}), "done");
  EXPECT_EQ(run("probe.stat", {"path=a"}), R"({"type":"file","bytes":3,"mode":"640"})");
  EXPECT_EQ(run("probe.mkdir", {"path=d"}), "done");
  EXPECT_EQ(run("probe.chmod", {"path=d", "mode=700"}), "done");
  EXPECT_EQ(run("probe.stat", {"path=d"}), R"({"type":"directory","bytes":0,"mode":"700"})");
  run("probe.symlink", {"path=l", "to=a"});
  EXPECT_EQ(run("probe.stat", {"path=l"}), R"({"type":"symlink","bytes":0,"mode":"777"})");
  EXPECT_EQ(run("probe.stat", {"path=missing"}), "{}");
  EXPECT_EQ(run("probe.stat", {"path=a/below/a/file"}), "{}");
}

TEST_F(MemoryProbes, ListSortsByCodeUnit) {
  for (const char* const name : {"b", "B", "a", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}) {
    run("probe.write", {"path=" + std::string(name), "text="});
  }
  EXPECT_EQ(run("probe.list", {"path=/workspace"}),
            "[\"B\",\"a\",\"b\",\"\xF0\x9F\x98\x80\",\"\xEF\xBF\xBD\"]");
  EXPECT_EQ(run("probe.list", {"path=/tmp"}), "[]");
  EXPECT_EQ(run("probe.list", {"path=/"}), R"(["tmp","workspace"])");
}

TEST_F(MemoryProbes, EnvShowsTheSecretsThatThePolicyAllows) {
  spec.policy.secrets = SecretsPolicy::connector_scoped;
  spec.secretEnv = json::Dictionary<std::string>{{"TOKEN", "0123"}, {"lower", "0123"}};
  EXPECT_EQ(run("probe.env", {"name=TOKEN"}), "0123");
  EXPECT_EQ(run("probe.env", {"name=lower"}), "");
  EXPECT_EQ(run("probe.env", {"name=PATH"}), "");
}

TEST_F(MemoryProbes, EnvShowsNothingUnderThePolicyNone) {
  spec.secretEnv = json::Dictionary<std::string>{{"TOKEN", "0123"}};
  EXPECT_EQ(run("probe.env", {"name=TOKEN"}), "");
}

TEST_F(MemoryProbes, APathWithANulIsRefused) {
  EXPECT_EQ(code("probe.read", {std::string("path=a\0b", 8)}), "runtime-command-failed");
  EXPECT_EQ(code("probe.symlink", {"path=l", std::string("to=a\0b", 6)}), "runtime-command-failed");
}

TEST_F(MemoryProbes, InspectShowsTheMountsAsPhpPrintsThem) {
  folder.write("in/b.txt", "");
  folder.write("in/a/x", "");
  folder.write("one.txt", "");
  EXPECT_EQ(run("inspect-mounted-inputs", {}),
            "{\n    \"command\": \"inspect-mounted-inputs\",\n    \"mounts\": []\n}");
  mount(folder / "in", "/wordpress/in");
  mount(folder / "one.txt", "/data/file.txt", MountMode::readonly, KnownMountType::file);
  std::string source = folder.path().string();
  for (std::size_t at = source.find('/'); at != std::string::npos; at = source.find('/', at + 2)) {
    source.insert(at, 1, '\\');
  }
  EXPECT_EQ(run("inspect-mounted-inputs", {}), R"({
    "command": "inspect-mounted-inputs",
    "mounts": [
        {
            "target": "\/wordpress\/in",
            "source": ")" + source + R"(\/in",
            "entries": [
                "a",
                "b.txt"
            ],
            "exists": true
        },
        {
            "target": "\/data\/file.txt",
            "source": ")" + source + R"(\/one.txt",
            "entries": [
                "file.txt"
            ],
            "exists": true
        }
    ]
})");
}

}  // namespace
}  // namespace wp_codebox
