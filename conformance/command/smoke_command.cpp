#include "conformance/command/smoke_command.hpp"

#include <algorithm>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <stdexcept>
#include <string>
#include <utility>

#include "conformance/command/program.hpp"
#include "conformance/testcase/session.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::string code_and_message(const std::exception& error) {
  const auto* const coded = dynamic_cast<const ContractError*>(&error);
  return (coded == nullptr ? "" : coded->code() + ": ") + error.what();
}

/// The steps, each with a line of its own.
class Smoke {
 public:
  explicit Smoke(std::ostream& out) : out_(out) {}

  /// Runs a step, which gives what there is to say about it; false when it fails.
  bool step(const std::string& what, const std::function<std::string()>& work) {
    std::optional<std::string> failure;
    std::string said;
    try {
      said = work();
    } catch (const std::exception& error) {
      failure = code_and_message(error);
    }
    for (const AttachmentFault& fault : Session::instance().attachment().settle()) {
      if (!failure) failure = fault.what;
    }
    return report(what, failure, said);
  }

  bool report(const std::string& what, const std::optional<std::string>& failure,
              const std::string& said) {
    out_ << (failure ? "FAILS  " : "works  ") << what;
    const std::string& more = failure ? *failure : said;
    if (!more.empty()) out_ << ": " << more;
    out_ << std::endl;
    failed_ = failed_ || failure.has_value();
    return !failure;
  }

  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::ostream& out_;
  bool failed_ = false;
};

void require(bool ok, const std::string& why) {
  if (!ok) throw std::runtime_error(why);
}

/// A call has to be refused with this code.
std::string refused(const std::string& code, const std::function<void()>& call) {
  try {
    call();
  } catch (const ContractError& error) {
    require(error.code() == code, "refused with " + error.code() + " instead of " + code);
    return code;
  }
  throw std::runtime_error("it was not refused; " + code + " was to come");
}

/// Takes a runtime through its life; stops at the first step that others need.
void try_runtime(Smoke& smoke) {
  Session& session = Session::instance();
  const Probe& probe = session.probe();
  const RuntimeCreateSpec spec = session.default_spec(session.directory() / "smoke");
  std::unique_ptr<Testee> testee;
  const auto has_event = [&testee](const char* type) {
    require(!testee->journal().events_of(type).empty(), std::string("no event ") + type + " came");
  };
  if (!smoke.step("create a runtime", [&] {
        testee = std::make_unique<Testee>(session.backend(), spec);
        has_event("runtime.created");
        return testee->runtime().info().id;
      })) {
    return;
  }
  smoke.step("boot and run a command", [&] {
    const ExecutionSpec command = probe.echo("hello, sandbox");
    const std::string printed = testee->runtime().execute(command).stdout_text;
    require(printed == "hello, sandbox", "it printed '" + printed + "' instead of its text");
    has_event("runtime.command.started");
    has_event("runtime.command.finished");
    return command.command;
  });
  smoke.step("a failing command is refused", [&] {
    bool rejected = false;
    try {
      testee->runtime().execute(probe.fail(3));
    } catch (const ContractError& error) {
      require(!error.code().empty(), "the error has no code");
      rejected = true;
      return error.code();
    }
    require(rejected, "it was answered as if it had succeeded");
    return std::string();
  });
  smoke.step("a command outside the policy is refused", [&] {
    ExecutionSpec command;
    command.command = "kit.not-allowed";
    return refused("runtime-command-disallowed", [&] { testee->runtime().execute(command); });
  });
  smoke.step("observe", [&] {
    ObservationSpec observation;
    observation.type = KnownObservationType::runtime_info;
    static_cast<void>(testee->runtime().observe(observation));
    return std::string("runtime-info");
  });
  smoke.step("take a snapshot", [&] { return testee->runtime().snapshot().id; });
  smoke.step("collect artifacts", [&] { return testee->runtime().collect_artifacts().directory; });
  smoke.step("destroy", [&] {
    testee->runtime().destroy();
    has_event("runtime.destroyed");
    require(testee->runtime().info().status == RuntimeStatus::destroyed,
            "info does not say destroyed afterwards");
    return std::string();
  });
}

/// Capabilities that the contract knows and the backend does not declare.
std::string undeclared(const BackendDescriptor& descriptor) {
  std::string text;
  for (const std::string_view name : json::enum_texts<KnownBackendCapability>) {
    const bool declared =
        std::any_of(descriptor.capabilities.begin(), descriptor.capabilities.end(),
                    [name](const BackendCapability& c) { return c.text() == name; });
    if (!declared) text += (text.empty() ? "" : " ") + std::string(name);
  }
  return text.empty() ? "nothing" : text;
}

}  // namespace

int smoke_command(const BackendChoice& choice, std::ostream& out, std::ostream& err) {
  if (const std::string fault = choice_fault(choice); !fault.empty()) {
    err << "wp-codebox-conformance: " << fault << "\n";
    return exit_code::usage;
  }
  Session::attach(attach_backend(choice));
  const BackendDescriptor descriptor = Session::instance().descriptor();
  Smoke smoke(out);
  smoke.report("attach", std::nullopt,
               descriptor.name + " " + descriptor.version + ", kind " + descriptor.kind.text());
  try_runtime(smoke);
  const std::vector<AttachmentFault> faults = Session::instance().attachment().close();
  smoke.report("end", faults.empty() ? std::nullopt : std::optional(faults.front().what), "");
  Session::end();
  out << "Not declared, so not checked: " << undeclared(descriptor) << "\n"
      << (smoke.failed() ? "Something is missing; `run` has the details.\n"
                         : "The attachment works; `run` judges the backend.\n");
  return smoke.failed() ? exit_code::findings : exit_code::conformant;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
