// What the policy of a runtime forbids.

#include <set>

#include "conformance/cases/policy_walls.hpp"
#include "conformance/host/canary_listener.hpp"
#include "conformance/testcase/case.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Policy : public PolicyWalls {};

TEST_F(Policy, WPC_POL_010_a_command_outside_the_policy_has_no_effect_at_all) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands = {"inspect-mounted-inputs"};
  Testee& testee = create(spec);
  const std::size_t events = testee.journal().events().size();
  const Rejection rejection =
      expect_rejection("a command that the policy does not name",
                       [&] { testee->execute(probe().echo("x")); }, {"runtime-command-disallowed"});
  expect_equal("the error's name", "RuntimeCommandPolicyViolationError",
               text_member(rejection.form, "name"));
  expect_equal("events recorded by the refusal", 0U, testee.journal().events().size() - events);
  expect_equal("found in the command-result observation", Json(false),
               member(command_record(testee), "found"));
  expect(!testee->info().previewUrl && testee.journal().progress().empty(), "a boot", "none",
         "signs of one");
}

TEST_F(Policy, WPC_POL_011_the_refusal_of_a_command_has_its_json_form) {
  Testee& testee = booted();
  const Rejection rejection = expect_rejection("a command that the policy does not name", [&] {
    testee->execute(command("kit.not-allowed"));
  });
  const RuntimePolicy& policy = testee.spec().policy;
  expect_members("the JSON form of the error",
                 {{"code", "runtime-command-disallowed"},
                  {"command", "kit.not-allowed"},
                  {"allowedCommands", policy.commands},
                  {"policy", json_form(policy)},
                  {"message", rejection.message},
                  {"name", "RuntimeCommandPolicyViolationError"}},
                 rejection.form);
  expect_contains("the message", "kit.not-allowed", rejection.message);
}

TEST_F(Policy, WPC_POL_012_only_the_exact_name_is_allowed) {
  const ExecutionSpec exact = probe().echo("x");
  const std::string& name = exact.command;
  std::string upper = name;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands = {
      "*",        name.substr(0, name.find('.')) + ".*", name.substr(0, name.find('.')), upper,
      name + " ", name.substr(0, name.size() - 1)};
  Testee& testee = create(spec);
  expect_rejection("a command of which the policy only names look-alikes",
                   [&] { testee->execute(exact); }, {"runtime-command-disallowed"});
  expect_rejection("a command whose name only begins with an allowed one",
                   [&] { testee->execute(command(upper + ".more")); },
                   {"runtime-command-disallowed"});
}

TEST_F(Policy, WPC_POL_014_php_does_not_reach_wp_cli_by_a_side_door) {
  Testee& testee = booted();
  ExecutionSpec bridge;
  bridge.command = "wordpress.run-php";
  bridge.args = {
      "wp-cli-bridge=1",
      "code=$r = class_exists('WP_CLI') || defined('WP_CLI') || function_exists('wp_cli');"
      " $o = function_exists('shell_exec') ? (string) @shell_exec('wp cli version 2>/dev/null') : "
      "'';"
      " echo $r || stripos($o, 'WP-CLI') !== false ? 'reached' : 'not reached';"};
  std::string printed = "refused";
  const Rejection rejection = rejection_of([&] { printed = testee->execute(bridge).stdout_text; });
  expect(rejection.rejected || printed.find("not reached") != std::string::npos,
         "WP-CLI from run-php with wp-cli-bridge=1 and without the grant",
         "a refusal, or no WP-CLI in sight", printed);
}

TEST_F(Policy, WPC_POL_015_without_network_nothing_outside_is_reached) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.network = NetworkMode::deny;
  expect_equal("connections from a sandbox under network deny", 0U, connections_from(spec));
}

TEST_F(Policy, WPC_POL_015_only_listed_hosts_are_reached) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.network = NetworkPolicy::to_hosts({"allowed.example", "192.0.2.1"});
  expect_equal("connections to a host that is not listed", 0U, connections_from(spec));
}

TEST_F(Policy, WPC_POL_016_the_filesystem_policy_sandbox_keeps_the_host_unwritten) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.filesystem = FilesystemPolicy::sandbox;
  expect_none("what changed in the source of a readwrite mount", host_changes_through_mount(spec));
}

TEST_F(Policy, WPC_POL_016_the_filesystem_policy_readonly_mounts_keeps_the_host_unwritten) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.filesystem = FilesystemPolicy::readonly_mounts;
  expect_none("what changed in the source of a readwrite mount", host_changes_through_mount(spec));
}

TEST_F(Policy, WPC_POL_017_secrets_do_not_enter_a_sandbox_that_may_have_none) {
  expect_equal("a secret in the sandbox under secrets none", "", visible_secret());
}

TEST_F(Policy, WPC_POL_018_what_needs_an_approval_is_refused) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.approvals = ApprovalsPolicy::on_command;
  Testee& every_command = create(spec);
  const std::size_t events = every_command.journal().events().size();
  expect_rejection("a command under approvals on-command",
                   [&] { every_command->execute(probe().echo("x")); },
                   {"runtime-approval-required"});
  expect_equal("events recorded by the refusal", 0U,
               every_command.journal().events().size() - events);

  spec.policy.approvals = ApprovalsPolicy::on_write;
  Testee& every_write = create(spec);
  expect_rejection("a command under approvals on-write",
                   [&] { every_write->execute(probe().echo("x")); }, {"runtime-approval-required"});
  expect_rejection("a readwrite mount under approvals on-write",
                   [&] {
                     every_write->mount(directory_mount(host_directory("written"), "/kit/written",
                                                        MountMode::readwrite));
                   },
                   {"runtime-approval-required"});
}

TEST_F(Policy, WPC_POL_019_what_is_declared_as_enforced_is_enforced) {
  const PolicyEnforcement& claims = descriptor().policyEnforcement;
  const auto enforced = [](PolicyEnforcementLevel level) {
    return level == PolicyEnforcementLevel::enforced;
  };
  expect(enforced(claims.commands), "the declaration about commands", "enforced", "declarative");
  RuntimeCreateSpec spec = default_spec();
  if (enforced(claims.network)) {
    spec.policy.network = NetworkPolicy::to_hosts({});
    expect_equal("connections from a sandbox that may reach no host, with network enforced", 0U,
                 connections_from(spec));
  }
  spec = default_spec();
  if (enforced(claims.filesystem)) {
    spec.policy.filesystem = FilesystemPolicy::sandbox;
    expect_none("what changed on the host with filesystem enforced",
                host_changes_through_mount(spec));
  }
  if (enforced(claims.secrets)) {
    expect_equal("a secret in the sandbox with secrets enforced", "", visible_secret());
  }
  spec = default_spec();
  if (enforced(claims.approvals)) {
    spec.policy.approvals = ApprovalsPolicy::on_command;
    expect_rejection("a command that needs an approval, with approvals enforced",
                     [&] { create(spec)->execute(probe().echo("x")); },
                     {"runtime-approval-required"});
  }
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
