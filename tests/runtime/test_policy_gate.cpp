#include "wp_codebox/runtime/policy_gate.hpp"

#include <gtest/gtest.h>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"

namespace wp_codebox {
namespace {

RuntimePolicy policy_with(ApprovalsPolicy approvals,
                          FilesystemPolicy filesystem = FilesystemPolicy::readwrite_mounts) {
  RuntimePolicy policy;
  policy.commands = {"inspect-mounted-inputs", "wordpress.capture-html", "wordpress.run-php"};
  policy.approvals = approvals;
  policy.filesystem = filesystem;
  return policy;
}

MountSpec mount_with(MountMode mode) {
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = "/source";
  mount.target = "/target";
  mount.mode = mode;
  return mount;
}

/// The code of what the function throws, or "passed".
template <class Function>
std::string outcome(Function function) {
  try {
    function();
  } catch (const ContractError& error) {
    return error.code();
  }
  return "passed";
}

TEST(PolicyGate, LetsExactlyTheNamedCommandsThrough) {
  const PolicyGate gate(policy_with(ApprovalsPolicy::never));
  EXPECT_EQ(outcome([&] { gate.require_command("wordpress.run-php"); }), "passed");
  for (const char* const other : {"wordpress.*", "wordpress.run-ph", "WORDPRESS.run-php", ""}) {
    EXPECT_EQ(outcome([&] { gate.require_command(other); }), "runtime-command-disallowed") << other;
  }
}

TEST(PolicyGate, ChecksMembershipBeforeApprovals) {
  const PolicyGate gate(policy_with(ApprovalsPolicy::on_command));
  EXPECT_EQ(outcome([&] { gate.require_command("other"); }), "runtime-command-disallowed");
}

TEST(PolicyGate, OnCommandRefusesEveryCommand) {
  const PolicyGate gate(policy_with(ApprovalsPolicy::on_command));
  for (const char* const command : {"inspect-mounted-inputs", "wordpress.run-php"}) {
    EXPECT_EQ(outcome([&] { gate.require_command(command); }), "runtime-approval-required");
  }
  EXPECT_EQ(outcome([&] { gate.require_mount(mount_with(MountMode::readwrite)); }), "passed");
}

TEST(PolicyGate, OnWriteLetsOnlyReadingThrough) {
  const PolicyGate gate(policy_with(ApprovalsPolicy::on_write));
  EXPECT_EQ(outcome([&] { gate.require_command("inspect-mounted-inputs"); }), "passed");
  EXPECT_EQ(outcome([&] { gate.require_command("wordpress.capture-html"); }), "passed");
  EXPECT_EQ(outcome([&] { gate.require_command("wordpress.run-php"); }),
            "runtime-approval-required");
  EXPECT_EQ(outcome([&] { gate.require_mount(mount_with(MountMode::readwrite)); }),
            "runtime-approval-required");
  EXPECT_EQ(outcome([&] { gate.require_mount(mount_with(MountMode::readonly)); }), "passed");
}

TEST(PolicyGate, ReadwriteMountsNeedTheFilesystemPolicyForThem) {
  for (const FilesystemPolicy filesystem :
       {FilesystemPolicy::sandbox, FilesystemPolicy::readonly_mounts}) {
    const PolicyGate gate(policy_with(ApprovalsPolicy::never, filesystem));
    EXPECT_EQ(outcome([&] { gate.require_mount(mount_with(MountMode::readwrite)); }),
              "runtime-mount-refused");
    EXPECT_EQ(outcome([&] { gate.require_mount(mount_with(MountMode::readonly)); }), "passed");
  }
}

TEST(PolicyGate, SecretsAreVisibleOnlyWherePolicyAndNameAllowIt) {
  const json::Dictionary<std::string> secrets = {{"TOKEN_1", "a"}, {"_X", "b"},  {"lower", "c"},
                                                 {"1A", "d"},      {"A-B", "e"}, {"", "f"}};
  RuntimePolicy policy = policy_with(ApprovalsPolicy::never);
  EXPECT_TRUE(PolicyGate(policy).visible_secrets(secrets).empty());
  policy.secrets = SecretsPolicy::connector_scoped;
  EXPECT_EQ(json::to_json(PolicyGate(policy).visible_secrets(secrets)),
            R"({"TOKEN_1":"a","_X":"b"})");
}

}  // namespace
}  // namespace wp_codebox
