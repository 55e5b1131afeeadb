#include "conformance/runner/runner.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iomanip>
#include <iterator>
#include <mutex>
#include <ostream>
#include <sstream>
#include <utility>

#include "conformance/report/console.hpp"
#include "conformance/runner/glob.hpp"
#include "conformance/runner/watchdog.hpp"
#include "conformance/testcase/case_recorder.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

using Clock = std::chrono::steady_clock;

/// Takes the place of GoogleTest's own printer: one line a case, and the results kept.
class CaseListener final : public testing::EmptyTestEventListener {
 public:
  CaseListener(const RunOptions& options, std::ostream& console)
      : total_(options.cases.size()),
        console_(console),
        on_hang_(options.on_hang),
        watchdog_(options.case_limit, [this] { give_up(); }) {}

  void OnTestStart(const testing::TestInfo& info) override {
    const auto ids = requirements_in_name(info.name());
    CaseRecorder::instance().begin(std::string(info.test_suite_name()) + "." + info.name(), ids);
    std::ostringstream line;
    const int width = static_cast<int>(std::to_string(total_).size());
    line << "[" << std::setw(width) << results_.size() + 1 << "/" << total_ << "] "
         << case_title(ids, info.name()) << " ... ";
    console_ << line.str() << std::flush;
    started_ = Clock::now();
    watchdog_.start();
  }

  void OnTestPartResult(const testing::TestPartResult& part) override {
    if (!part.failed() || CaseRecorder::is_reporting()) return;
    // Backends' errors are caught where they may come; whatever else fails is the kit's own doing.
    CaseRecorder::instance().report_kit_fault(part.message());
  }

  void OnTestEnd(const testing::TestInfo&) override {
    watchdog_.stop();
    CaseResult result = current_result();
    console_ << json::enum_text(result.outcome);
    if (result.capability) console_ << ": needs " << *result.capability;
    console_ << " (" << static_cast<long long>(result.durationMs) << " ms)" << std::endl;
    const std::lock_guard lock(mutex_);
    results_.push_back(std::move(result));
  }

  [[nodiscard]] std::vector<CaseResult> results() const {
    const std::lock_guard lock(mutex_);
    return results_;
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
    std::vector<CaseResult> all = results();
    all.push_back(std::move(hanging));
    if (on_hang_) on_hang_(std::move(all));
  }

  std::size_t total_;
  std::ostream& console_;
  std::function<void(std::vector<CaseResult>)> on_hang_;
  mutable std::mutex mutex_;
  std::vector<CaseResult> results_;
  Clock::time_point started_;
  Watchdog watchdog_;
};

std::string googletest_filter(const std::vector<KnownCase>& cases) {
  std::string filter;
  for (const KnownCase& selected : cases) {
    filter += (filter.empty() ? "" : ":") + selected.full_name();
  }
  return filter;
}

/// GoogleTest reads where to write only from a command line.
void initialise_googletest(const RunOptions& options) {
  std::vector<std::string> words = {"wp-codebox-conformance"};
  if (options.junit_file) words.push_back("--gtest_output=xml:" + *options.junit_file);
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  int count = static_cast<int>(words.size());
  testing::InitGoogleTest(&count, arguments.data());
  GTEST_FLAG_SET(filter, googletest_filter(options.cases));
  GTEST_FLAG_SET(catch_exceptions, true);
}

}  // namespace

std::vector<KnownCase> known_cases() {
  std::vector<KnownCase> cases;
  const testing::UnitTest& tests = *testing::UnitTest::GetInstance();
  for (int s = 0; s < tests.total_test_suite_count(); ++s) {
    const testing::TestSuite& suite = *tests.GetTestSuite(s);
    for (int t = 0; t < suite.total_test_count(); ++t) {
      const testing::TestInfo& test = *suite.GetTestInfo(t);
      cases.push_back({suite.name(), test.name(), requirements_in_name(test.name())});
    }
  }
  return cases;
}

std::vector<KnownCase> select_cases(const std::vector<KnownCase>& known,
                                    const std::vector<std::string>& filters) {
  if (filters.empty()) return known;
  std::vector<KnownCase> selected;
  std::copy_if(known.begin(), known.end(), std::back_inserter(selected), [&](const KnownCase& c) {
    return std::any_of(filters.begin(), filters.end(), [&](const std::string& filter) {
      return glob_matches(filter, c.full_name()) ||
             std::any_of(c.requirements.begin(), c.requirements.end(),
                         [&](const std::string& id) { return glob_matches(filter, id); });
    });
  });
  return selected;
}

std::vector<CaseResult> run_cases(const RunOptions& options, std::ostream& console) {
  initialise_googletest(options);
  testing::TestEventListeners& listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  auto* listener = new CaseListener(options, console);  // GoogleTest takes it over …
  listeners.Append(listener);
  [[maybe_unused]] const int status = RUN_ALL_TESTS();
  std::vector<CaseResult> results = listener->results();
  delete listeners.Release(listener);  // … and gives it back, so that its thread ends here.
  return results;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
