#include "conformance/runner/attached_run.hpp"

#include <memory>
#include <string_view>
#include <utility>

#include "conformance/attachment/patience.hpp"
#include "conformance/attachment/transcript.hpp"
#include "conformance/runner/runner.hpp"
#include "conformance/testcase/session.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// The session is over when this is, whatever ends it.
struct SessionEnd {
  ~SessionEnd() { Session::end(); }
};

void attach(const WorkerOrder& order, Transcript* transcript) {
  std::function<void(bool, std::string_view)> on_line;
  if (transcript != nullptr) {
    on_line = [transcript](bool to_program, std::string_view line) {
      transcript->add(to_program, line);
    };
  }
  Session::attach(attach_backend(order.backend, std::move(on_line)));
}

RunOptions options_of(const WorkerOrder& order, const AttachedRunListener& listener,
                      Transcript* transcript) {
  RunOptions options;
  options.cases = order.cases;
  if (order.seed) options.seed = static_cast<int>(*order.seed);
  options.on_start = [&listener, transcript](const std::string& name) {
    if (transcript != nullptr) transcript->begin_case(name);
    listener.on_case_started(name);
  };
  options.on_end = [&listener, transcript](CaseResult result) {
    if (transcript != nullptr) {
      if (const auto file = transcript->end_case()) result.transcript = file->string();
    }
    listener.on_case_ended(std::move(result));
    const std::string lost = Session::instance().attachment().lost();
    if (!lost.empty()) listener.on_lost(lost);
  };
  options.on_hang = listener.on_hang;
  return options;
}

}  // namespace

std::vector<std::string> run_attached(const WorkerOrder& order, const AttachedRunListener& listener,
                                      int repetitions) {
  std::unique_ptr<Transcript> transcript;
  if (order.transcripts) transcript = std::make_unique<Transcript>(*order.transcripts);
  const SessionEnd session_end;
  attach(order, transcript.get());
  const BackendDescriptor& backend = Session::instance().descriptor();
  listener.on_attached(backend);
  RunOptions options = options_of(order, listener, transcript.get());
  options.repetitions = repetitions;
  if (listener.on_hang) options.case_limit = patience_with(backend, order.backend).case_limit;
  run_cases(options);
  Session::instance().drop_shared_testee();
  std::vector<std::string> faults;
  for (AttachmentFault& fault : Session::instance().attachment().close()) {
    faults.push_back(std::move(fault.what));
  }
  return faults;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
