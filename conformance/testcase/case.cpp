#include "conformance/testcase/case.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "conformance/register/register.hpp"
#include "conformance/testcase/case_recorder.hpp"
#include "conformance/testcase/session.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

/// The capability that keeps a case from running: set when none of its requirements applies.
std::optional<std::string> missing_capability(const std::vector<std::string>& ids,
                                              const BackendDescriptor& descriptor) {
  std::optional<std::string> missing;
  for (const std::string& id : ids) {
    const Requirement* row = Register::embedded().find(id);
    if (row == nullptr || row->capability.empty()) return std::nullopt;
    const bool declared =
        std::any_of(descriptor.capabilities.begin(), descriptor.capabilities.end(),
                    [row](const BackendCapability& c) { return c.text() == row->capability; });
    if (declared) return std::nullopt;
    missing = row->capability;
  }
  return missing;
}

}  // namespace

void Case::SetUp() {
  const testing::TestInfo& info = *testing::UnitTest::GetInstance()->current_test_info();
  CaseRecorder& recorder = CaseRecorder::instance();
  std::vector<std::string> ids = requirements_in_name(info.name());
  recorder.begin(std::string(info.test_suite_name()) + "." + info.name(), ids);
  if (ids.empty()) recorder.report_kit_fault("the name of the case has no requirement id");
  for (const std::string& id : ids) {
    if (Register::embedded().find(id) == nullptr) {
      recorder.report_kit_fault("the register has no " + id);
    }
  }
  if (auto missing = missing_capability(ids, descriptor())) {
    recorder.mark_not_applicable(*missing);
    GTEST_SKIP() << "not applicable: the backend does not declare " << *missing;
  }
  directory_ = Session::instance().directory() / "case";
  fs::create_directories(directory_ / "cwd");
  previous_working_directory_ = fs::current_path();
  fs::current_path(directory_ / "cwd");  // Where artifacts go when a create spec does not say.
}

void Case::TearDown() {
  testees_.clear();
  if (directory_.empty()) return;
  for (AttachmentFault& fault : Session::instance().attachment().settle()) {
    CaseRecorder::instance().report_attachment_fault(fault.outcome, std::move(fault.what));
  }
  fs::current_path(previous_working_directory_);
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
  if (CaseRecorder::instance().has_failed() || HasFailure()) {
    Session::instance().drop_shared_testee();
  }
}

RuntimeBackend& Case::backend() { return Session::instance().backend(); }

const BackendDescriptor& Case::descriptor() { return Session::instance().descriptor(); }

bool Case::declares(KnownBackendCapability capability) { return descriptor().has(capability); }

const Probe& Case::probe() { return Session::instance().probe(); }

RuntimeCreateSpec Case::default_spec() const {
  return Session::instance().default_spec(directory_ / "artifacts");
}

Testee& Case::create(const RuntimeCreateSpec& spec, Place place) {
  testees_.push_back(must(
      "creating a runtime", [&] { return std::make_unique<Testee>(backend(), spec); }, place));
  return *testees_.back();
}

Testee& Case::create(Place place) { return create(default_spec(), place); }

Testee& Case::restore(const Snapshot& snapshot, const RuntimeRestoreSpec& spec, Place place) {
  testees_.push_back(must(
      "restoring a snapshot", [&] { return std::make_unique<Testee>(backend(), snapshot, spec); },
      place));
  return *testees_.back();
}

Testee& Case::booted(Place place) {
  return *must(
      "booting a runtime", [] { return &Session::instance().shared_testee(); }, place);
}

fs::path Case::host_directory(std::string_view name) const {
  fs::path directory = directory_ / "host" / name;
  fs::create_directories(directory);
  return directory;
}

MountSpec Case::directory_mount(const fs::path& source, std::string_view target, MountMode mode) {
  MountSpec mount;
  mount.type = KnownMountType::directory;
  mount.source = source.string();
  mount.target = target;
  mount.mode = mode;
  return mount;
}

ExecutionResult Case::run(Testee& testee, const ExecutionSpec& spec, std::string_view what,
                          Place place) {
  return must(
      what, [&] { return testee->execute(spec); }, place);
}

std::string Case::output(Testee& testee, const ExecutionSpec& spec, std::string_view what,
                         Place place) {
  return run(testee, spec, what, place).stdout_text;
}

Json Case::observe(Testee& testee, std::string_view type, Place place) {
  return must(
      "observing " + std::string(type),
      [&] { return json_form(testee->observe(observation(type))); }, place);
}

Json Case::observed_data(Testee& testee, std::string_view type, Place place) {
  return member(observe(testee, type, place), "data");
}

Json Case::command_record(Testee& testee, std::string_view command_id, Place place) {
  ObservationSpec spec = observation("command-result");
  if (!command_id.empty()) spec.commandId = std::string(command_id);
  return must(
      "observing the record of a command", [&] { return testee->observe(spec).data.get<Json>(); },
      place);
}

ExecutionSpec command(std::string_view name, std::vector<std::string> args) {
  ExecutionSpec spec;
  spec.command = name;
  if (!args.empty()) spec.args = std::move(args);
  return spec;
}

ObservationSpec observation(std::string_view type) {
  ObservationSpec spec;
  spec.type = ObservationType(std::string(type));
  return spec;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
