#include "conformance/cases/policy_walls.hpp"

#include "conformance/host/canary_listener.hpp"
#include "conformance/host/file_tree.hpp"
#include "conformance/testcase/file_attack.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

void PolicyWalls::expect_working(Testee& testee) {
  expect_equal("what a sandbox behind the wall prints", "still here",
               output(testee, probe().echo("still here"), "a harmless command"));
}

std::size_t PolicyWalls::connections_from(const RuntimeCreateSpec& spec) {
  CanaryListener canary;
  Testee& testee = create(spec);
  (void)rejection_of(
      [&] { testee->execute(probe().connect(CanaryListener::host(), canary.port())); });
  (void)rejection_of([&] { testee->execute(probe().connect("localhost", canary.port())); });
  expect_working(testee);
  return canary.hits();
}

std::vector<std::string> PolicyWalls::host_changes_through_mount(const RuntimeCreateSpec& spec) {
  const std::filesystem::path source = host_directory("source");
  prepare_for_attack(source);
  const FileTree before = FileTree::of(source);
  Testee& testee = create(spec);
  const Rejection refused = rejection_of(
      [&] { testee->mount(directory_mount(source, "/kit/source", MountMode::readwrite)); });
  if (!refused.rejected) attack_files(testee, probe(), "/kit/source");
  expect_working(testee);
  return before.differences(FileTree::of(source));
}

std::string PolicyWalls::visible_secret() {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.secrets = SecretsPolicy::none;
  spec.secretEnv = json::Dictionary<std::string>{{"KIT_SECRET", "kit-secret-value-1"}};
  std::string seen;
  const Rejection refused = rejection_of([&] {
    Testee testee(backend(), spec);
    seen = testee->execute(probe().env("KIT_SECRET")).stdout_text;
    expect_working(testee);
  });
  expect(!refused.rejected || refused.code == "runtime-secrets-refused",
         "a create spec with secrets under secrets none",
         "a sandbox without them, or runtime-secrets-refused",
         "error " + refused.code + ": " + refused.message);
  return seen;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
