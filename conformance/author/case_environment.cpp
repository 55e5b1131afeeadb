#include "conformance/author/case_environment.hpp"

#include <gtest/gtest.h>

#include <exception>

#include "conformance/attachment/registered_backends.hpp"
#include "conformance/testcase/case_recorder.hpp"
#include "conformance/testcase/session.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

class BackendEnvironment final : public testing::Environment {
 public:
  explicit BackendEnvironment(std::string backend) : backend_(std::move(backend)) {}

  void SetUp() override {
    try {
      Session::attach(attach_in_process(backend_, *registered_backend(backend_)));
    } catch (const std::exception& error) {
      FAIL() << "the backend " << backend_ << " cannot be attached: " << error.what();
    }
  }

  void TearDown() override {
    if (!Session::is_attached()) return;
    Session::instance().drop_shared_testee();
    for (const AttachmentFault& fault : Session::instance().attachment().close()) {
      ADD_FAILURE() << "at the end of the backend: " << fault.what;
    }
    Session::end();
  }

 private:
  const std::string backend_;
};

/// A case that asserted nothing must not look like one that passed.
class AssertionListener final : public testing::EmptyTestEventListener {
 public:
  void OnTestEnd(const testing::TestInfo& info) override {
    const CaseResult result = CaseRecorder::instance().result();
    const bool is_case = result.name == std::string(info.test_suite_name()) + "." + info.name();
    if (!is_case || result.outcome != Outcome::kit_error || info.result()->Failed()) return;
    for (const Finding& finding : result.findings) {
      ADD_FAILURE() << finding.what << ": " << finding.got;
    }
  }
};

}  // namespace

void run_cases_as_tests(const std::string& backend) {
  testing::AddGlobalTestEnvironment(new BackendEnvironment(backend));  // GoogleTest owns both.
  testing::UnitTest::GetInstance()->listeners().Append(new AssertionListener);
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
