// What a browser in the sandbox may do.

#include "conformance/testcase/case.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class Browser : public Case {
 protected:
  static constexpr const char* actions = "wordpress.browser-actions";
  static constexpr const char* grant = "wordpress.browser-actions.evaluate";

  /// A command that opens a page and takes one step more, if there is one.
  static ExecutionSpec steps(const Json& more = nullptr) {
    Json list = Json::array({{{"kind", "navigate"}, {"url", "/"}}});
    if (!more.is_null()) list.push_back(more);
    return command(actions, {"steps-json=" + list.dump(), "capture=steps"});
  }
  static ExecutionSpec evaluating() {
    return steps({{"kind", "evaluate"}, {"expression", "1 + 1"}});
  }
};

TEST_F(Browser, WPC_POL_013_an_evaluate_step_needs_a_grant_of_its_own) {
  RuntimeCreateSpec spec = default_spec();
  spec.policy.commands = {actions};
  Testee& without = create(spec);
  run(without, steps(), "browser-actions with a navigate step");
  expect_coded_rejection("an evaluate step without the grant",
                         [&] { without->execute(evaluating()); });

  spec.policy.commands.emplace_back(grant);
  Testee& with = create(spec);
  run(with, evaluating(), "an evaluate step with the grant");
  expect_coded_rejection("the grant, called like a command",
                         [&] { with->execute(command(grant)); });
}

}  // namespace
}  // namespace WP_CODEBOX_NAMESPACE::conformance
