#include "conformance/runner/runner.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string_view>
#include <utility>

#include "conformance/attachment/registered_backends.hpp"
#include "conformance/runner/watchdog.hpp"
#include "conformance/testcase/case_recorder.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Clock = std::chrono::steady_clock;

/// Takes the place of GoogleTest's own printer.
class CaseListener final : public testing::EmptyTestEventListener {
 public:
  explicit CaseListener(const RunOptions& options) : options_(options) {
    if (!options.case_limit) return;
    watchdog_ = std::make_unique<Watchdog>(*options.case_limit, [this] { give_up(); });
  }

  void OnTestStart(const testing::TestInfo& info) override {
    const std::string name = std::string(info.test_suite_name()) + "." + info.name();
    CaseRecorder::instance().begin(name, requirements_in_name(info.name()));
    if (options_.on_start) options_.on_start(name);
    started_ = Clock::now();
    if (watchdog_) watchdog_->start();
  }

  void OnTestPartResult(const testing::TestPartResult& part) override {
    if (!part.failed() || CaseRecorder::is_reporting()) return;
    // Backends' errors are caught where they may come; whatever else fails is the kit's own doing.
    CaseRecorder::instance().report_kit_fault(part.message());
  }

  void OnTestEnd(const testing::TestInfo& /*info*/) override {
    if (watchdog_) watchdog_->stop();
    if (options_.on_end) options_.on_end(current_result());
  }

 private:
  [[nodiscard]] CaseResult current_result() const {
    CaseResult result = CaseRecorder::instance().result();
    const std::chrono::duration<double, std::milli> duration = Clock::now() - started_;
    result.durationMs = static_cast<double>(static_cast<long long>(duration.count()));
    return result;
  }

  void give_up() {
    CaseResult hanging = current_result();
    hanging.outcome = Outcome::hang;
    if (options_.on_hang) options_.on_hang(std::move(hanging));
  }

  const RunOptions& options_;
  Clock::time_point started_;
  std::unique_ptr<Watchdog> watchdog_;
};

std::string googletest_filter(const std::vector<std::string>& cases) {
  std::string filter;
  for (const std::string& name : cases) filter += (filter.empty() ? "" : ":") + name;
  return filter;
}

/// A program of an author may have tests of its own; in the kit's a test without an id is a fault.
bool is_case(const KnownCase& test) {
  constexpr std::string_view disabled = "DISABLED_";
  if (test.suite.starts_with(disabled) || test.test.starts_with(disabled)) return false;
  return !test.requirements.empty() || registered_backend_names().empty();
}

/// Nothing that GoogleTest takes from the environment may change what runs.
void initialise_googletest(const RunOptions& options) {
  for (const char* variable :
       {"GTEST_TOTAL_SHARDS", "GTEST_SHARD_INDEX", "GTEST_SHARD_STATUS_FILE"}) {
    ::unsetenv(variable);  // NOLINT(concurrency-mt-unsafe): no other thread yet.
  }
  std::string name = "wp-codebox-conformance";
  char* arguments[] = {name.data(), nullptr};
  int count = 1;
  GTEST_FLAG_SET(output, "");  // Before: this one is looked at when GoogleTest is initialised.
  testing::InitGoogleTest(&count, arguments);
  GTEST_FLAG_SET(filter, googletest_filter(options.cases));
  GTEST_FLAG_SET(catch_exceptions, true);
  GTEST_FLAG_SET(break_on_failure, false);
  GTEST_FLAG_SET(fail_fast, false);
  GTEST_FLAG_SET(throw_on_failure, false);
  GTEST_FLAG_SET(repeat, options.repetitions);
  GTEST_FLAG_SET(shuffle, options.seed.has_value());
  GTEST_FLAG_SET(random_seed, options.seed.value_or(0));
}

}  // namespace

std::vector<KnownCase> known_cases() {
  std::vector<KnownCase> cases;
  const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
  for (int s = 0; s < tests.total_test_suite_count(); ++s) {
    const testing::TestSuite& suite = *tests.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t) {
      KnownCase one = {suite.name(), suite.GetTestInfo(t)->name(), {}};
      one.requirements = requirements_in_name(one.test);
      if (is_case(one)) cases.push_back(std::move(one));
    }
  }
  return cases;
}

std::vector<std::string> names_of(const std::vector<KnownCase>& cases) {
  std::vector<std::string> names;
  names.reserve(cases.size());
  for (const KnownCase& known : cases) names.push_back(known.full_name());
  return names;
}

void run_cases(const RunOptions& options) {
  initialise_googletest(options);
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  auto* listener = new CaseListener(options);  // GoogleTest takes it over …
  listeners.Append(listener);
  [[maybe_unused]] const int status = RUN_ALL_TESTS();
  delete listeners.Release(listener);  // … and gives it back, so that its thread ends here.
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
