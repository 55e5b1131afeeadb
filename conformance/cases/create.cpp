// Creating a runtime: guards, identity, laziness, failed boots.

#include <chrono>
#include <future>
#include <memory>
#include <set>

#include "conformance/cases/failing_boot.hpp"
#include "conformance/host/process_table.hpp"
#include "conformance/testcase/case.hpp"
#include "conformance/testcase/session.hpp"
#include "conformance/testcase/stand_in_backend.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

namespace fs = std::filesystem;

class Create : public Case {};

TEST_F(Create, WPC_CREATE_001_the_policy_is_checked_before_the_backend_is_asked) {
  StandInBackend stand_in(backend());
  RuntimeCreateSpec spec = default_spec();
  spec.backend = RuntimeBackendKind("x-of-another-kind");
  spec.policy.commands = {""};
  const Rejection rejection =
      expect_rejection("creating with a wrong policy and a wrong kind",
                       [&] { (void)create_runtime(spec, stand_in); }, {"runtime-policy-invalid"});
  expect_equal("the error's name", "RuntimePolicyValidationError",
               text_member(rejection.form, "name"));
  expect_equal("how often the backend was asked", 0, stand_in.creations());

  spec = default_spec();
  must("creating with a valid policy", [&] { return create_runtime(spec, stand_in); })->destroy();
  expect_equal("how often the backend was asked then", 1, stand_in.creations());
}

TEST_F(Create, WPC_CREATE_002_a_backend_of_another_kind_is_refused) {
  StandInBackend stand_in(backend());
  RuntimeCreateSpec spec = default_spec();
  spec.backend = RuntimeBackendKind("x-of-another-kind");
  const Rejection rejection =
      expect_rejection("creating with another kind", [&] { (void)create_runtime(spec, stand_in); });
  expect_equal("the message",
               "Backend " + descriptor().kind.text() + " cannot create runtime x-of-another-kind",
               rejection.message);
  expect_equal("how often the backend was asked", 0, stand_in.creations());
}

TEST_F(Create, WPC_CREATE_004_runtimes_never_share_an_id_or_a_directory) {
  constexpr int threads = 10;
  constexpr int each = 10;
  const RuntimeCreateSpec spec = default_spec();
  std::vector<std::future<std::vector<std::unique_ptr<Testee>>>> creators;
  for (int i = 0; i < threads; ++i) {
    creators.push_back(std::async(std::launch::async, [&] {
      std::vector<std::unique_ptr<Testee>> made;
      for (int n = 0; n < each; ++n) made.push_back(std::make_unique<Testee>(backend(), spec));
      return made;
    }));
  }
  std::set<std::string> ids;
  std::set<std::string> directories;
  std::vector<std::unique_ptr<Testee>> alive;
  for (auto& creator : creators) {
    for (auto& testee : must("creating runtimes at the same time", [&] { return creator.get(); })) {
      ids.insert(testee->runtime().info().id);
      directories.insert(testee->artifacts_directory().string());
      alive.push_back(std::move(testee));
    }
  }
  expect_equal("the number of ids of 100 runtimes", 100U, ids.size());
  expect_equal("the number of their artifact directories", 100U, directories.size());
}

TEST_F(Create, WPC_CREATE_005_artifacts_lie_below_the_artifacts_directory) {
  Testee& named = create();
  expect(fs::is_directory(named.artifacts_directory()), "the directory of the runtime",
         "a directory at " + named.artifacts_directory().string(), "none");

  RuntimeCreateSpec spec = default_spec();
  spec.artifactsDirectory.reset();
  Testee& unnamed = create(spec);
  expect(fs::is_directory(fs::current_path() / "artifacts" / unnamed->info().id),
         "the directory of a runtime without artifactsDirectory",
         "a directory artifacts/<runtime id> in the working directory", "none");

  spec.artifactsDirectory = "relative/place";
  Testee& relative = create(spec);
  expect(fs::is_directory(fs::current_path() / "relative/place" / relative->info().id),
         "the directory of a runtime with a relative artifactsDirectory",
         "a directory relative/place/<runtime id> in the working directory", "none");
}

TEST_F(Create, WPC_CREATE_006_a_wrong_host_tool_is_refused_at_create) {
  RuntimeCreateSpec spec = default_spec();
  HostToolDefinition tool;
  tool.name = "no slash in this name";
  tool.description = "A tool whose name breaks the rule.";
  spec.hostTools = std::vector<HostToolDefinition>{tool};
  expect_coded_rejection("creating with a tool of a wrong name",
                         [&] { (void)Testee(backend(), spec); });

  tool.name = "kit/tool";
  spec.hostTools = std::vector<HostToolDefinition>{tool};
  Testee& testee = create(spec);
  const Json events = observed_data(testee, "runtime-events");
  const Json tools = events.is_array() && !events.empty()
                         ? member(member(events.front(), "data"), "hostTools")
                         : Json();
  expect(tools.is_array() && tools.size() == 1, "the tools in runtime.created",
         "a list of one tool", show(tools));
}

TEST_F(Create, WPC_CREATE_007_create_and_info_do_not_boot) {
  Testee& testee = create();
  const RuntimeInfo info = testee->info();
  expect(!info.previewUrl.has_value(), "previewUrl before the first command", "none",
         info.previewUrl.value_or(""));
  expect_equal("startup events before the first command", 0U,
               testee.journal().events_of("runtime.browser-startup-progress").size());
  if (descriptor().probes == ProbeDialect::native) {
    Testee& failing = create(failing_boot(default_spec(), host_directory("assets")));
    must("info of a runtime whose boot would fail", [&] { return failing->info(); });
    expect_coded_rejection("its first command", [&] { failing->execute(probe().echo("x")); });
  }
}

TEST_F(Create, WPC_CREATE_008_later_changes_of_the_spec_change_nothing) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands = {"inspect-mounted-inputs"};
  std::unique_ptr<Runtime> runtime =
      must("creating a runtime", [&] { return create_runtime(spec, backend()); });
  spec.policy.commands = probe().commands();
  spec.environment.name = "changed";
  expect_rejection("a command that the caller added to its own spec afterwards",
                   [&] { runtime->execute(probe().echo("x")); }, {"runtime-command-disallowed"});
  expect_equal("environment.name in info", "conformance",
               runtime->info().environment.name.value_or("absent"));
}

TEST_F(Create, WPC_CREATE_009_any_text_is_a_legal_backend_kind) {
  StandInBackend stand_in(backend(), "x-test");
  RuntimeCreateSpec spec = default_spec();
  spec.backend = RuntimeBackendKind("x-test");
  must("creating by a backend of the kind x-test", [&] {
    return create_runtime(spec, stand_in);
  })->destroy();
  expect_equal("how often the backend was asked", 1, stand_in.creations());
}

TEST_F(Create, WPC_CREATE_010_a_failed_boot_is_told_and_leaves_nothing) {
  (void)booted();  // Another boot does not fail.
  const std::vector<fs::path> watched = {Session::instance().temporary_directory()};
  const HostUse before = HostUse::now(watched);
  Testee& testee = create(failing_boot(default_spec(), host_directory("assets")));
  expect_coded_rejection("the first command after a boot that fails",
                         [&] { testee->execute(probe().echo("x")); });
  must("info after a failed boot", [&] { return testee->info(); });
  must("destroy after a failed boot", [&] { testee->destroy(); });
  expect_none("what is left of a runtime whose boot failed",
              leftovers_after(before, watched, std::chrono::seconds(10)));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
