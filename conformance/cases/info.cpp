// What a runtime says about itself.

#include "conformance/cases/failing_boot.hpp"
#include "conformance/testcase/case.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Info : public Case {};

TEST_F(Info, WPC_INFO_001_info_echoes_the_spec_and_stays_the_same) {
  Testee& testee = create();
  const RuntimeInfo first = testee->info();
  const Json form = json_form(first);
  expect_equal("backend", descriptor().kind.text(), text_member(form, "backend"));
  expect_equal("environment", json_form(testee.spec().environment), member(form, "environment"));
  expect(first.id.starts_with("runtime-"), "id", "runtime-…", first.id);
  expect_timestamp("createdAt", first.createdAt);
  expect_equal("status", "created", text_member(form, "status"));

  const auto lasting = [](Json info) {
    info.erase("status");
    info.erase("previewUrl");
    return info;
  };
  expect_equal("info asked again, without status and previewUrl", lasting(form),
               lasting(json_form(testee->info())));
  must("destroy", [&] { testee->destroy(); });
  const Json last = json_form(testee->info());
  expect_equal("info after destroy, without status and previewUrl", lasting(form), lasting(last));
  expect_equal("status after destroy", "destroyed", text_member(last, "status"));
}

TEST_F(Info, WPC_INFO_002_the_preview_url_is_there_only_while_the_site_runs) {
  Testee& testee = create();
  expect(!testee->info().previewUrl, "previewUrl before the boot", "none",
         testee->info().previewUrl.value_or(""));
  expect_equal("startup events after info", 0U, testee.journal().progress().size());
  expect_equal("what a command prints", "x", output(testee, probe().echo("x"), "a command"));
  if (declares(KnownBackendCapability::preview)) {
    expect(testee->info().previewUrl.has_value(), "previewUrl while the site runs", "a URL",
           "none");
  }
  must("destroy", [&] { testee->destroy(); });
  expect(!testee->info().previewUrl, "previewUrl after destroy", "none",
         testee->info().previewUrl.value_or(""));

  Testee& failing = create(failing_boot(default_spec(), host_directory("assets")));
  (void)rejection_of([&] { failing->execute(probe().echo("x")); });
  const RuntimeInfo info = must("info after a failed boot", [&] { return failing->info(); });
  expect(!info.previewUrl, "previewUrl after a failed boot", "none", info.previewUrl.value_or(""));
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
