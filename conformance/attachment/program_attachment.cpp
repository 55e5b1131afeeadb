#include "conformance/attachment/program_attachment.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <stdexcept>
#include <utility>

#include "wp_codebox/stdio/backend_program.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// Between SIGTERM and SIGKILL of a backend's program: time to tidy up, and little enough that one
/// that does not end costs a run less than a second beyond its limit.
constexpr std::chrono::milliseconds grace_to_end{700};

Outcome outcome_of(ProgramFaultKind kind) {
  switch (kind) {
    case ProgramFaultKind::hang:
      return Outcome::hang;
    case ProgramFaultKind::garbage:
    case ProgramFaultKind::bad_message:
      return Outcome::fail;
    case ProgramFaultKind::no_start:
    case ProgramFaultKind::death:
    case ProgramFaultKind::bad_end:
      break;
  }
  return Outcome::crash;
}

class ProgramAttachment final : public Attachment {
 public:
  ProgramAttachment(ProgramRequest request, std::filesystem::path executable)
      : request_(std::move(request)), executable_(std::move(executable)) {}

  [[nodiscard]] std::string name() const override {
    return request_.address.empty() ? shell_text(request_.command) : request_.address;
  }

  [[nodiscard]] RuntimeBackend& backend() override {
    if (!program_) start();
    return *program_;
  }

  [[nodiscard]] std::vector<AttachmentFault> settle() override {
    if (!program_) return {};
    program_->settle();
    return taken_faults();
  }

  [[nodiscard]] std::string lost() const override {
    if (!broken_ || request_.address.empty()) return "";
    return "the program at " + request_.address +
           " is of no use any more; the kit did not start it and cannot start it again";
  }

  [[nodiscard]] std::vector<AttachmentFault> close() override {
    if (!program_) return {};
    program_->close();
    return taken_faults();
  }

 private:
  void start() {
    ProcessSpec spec;
    spec.program = executable_;
    spec.arguments.assign(request_.command.begin() + 1, request_.command.end());
    spec.environment = current_environment();
    spec.working_directory = working_directory_;
    ProgramOptions options;
    options.client_name = "wp-codebox-conformance";
    options.line_limit = request_.line_limit;
    options.start_limit = request_.start_limit;
    options.call_limit = request_.message_limit;
    options.call_limit_for = request_.message_limit_for;
    options.end_limit = std::min(request_.message_limit, options.end_limit);
    options.kill_grace = grace_to_end;
    options.hold_after_failure = true;
    options.on_line = request_.on_line;
    program_ = std::make_unique<BackendProgram>(std::move(spec), std::move(options));
  }

  std::vector<AttachmentFault> taken_faults() {
    std::vector<AttachmentFault> faults;
    for (ProgramFault& fault : program_->take_faults()) {
      broken_ = broken_ || fault.kind != ProgramFaultKind::bad_message;
      faults.push_back({outcome_of(fault.kind), std::move(fault.message)});
    }
    return faults;
  }

  ProgramRequest request_;
  std::filesystem::path executable_;
  /// A case has a folder of its own, where the paths of the command would mean something else.
  const std::filesystem::path working_directory_ = std::filesystem::current_path();
  std::unique_ptr<BackendProgram> program_;
  bool broken_ = false;
};

}  // namespace

std::string shell_text(const std::vector<std::string>& command) {
  std::string text;
  for (const std::string& word : command) {
    const bool plain = !word.empty() && std::all_of(word.begin(), word.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 ||
             std::string_view("_-./=:,+@%").find(static_cast<char>(c)) != std::string_view::npos;
    });
    if (!text.empty()) text += ' ';
    if (plain) {
      text += word;
      continue;
    }
    text += '\'';
    for (const char c : word) {
      if (c == '\'') {
        text += "'\\''";
      } else {
        text += c;
      }
    }
    text += '\'';
  }
  return text;
}

namespace {

/// Why there is no such program; often a whole command line was given as one word.
std::string text_about_no_program(const std::string& word) {
  std::string text = "there is no program " + word;
  const std::size_t space = word.find_first_of(" \t");
  if (space != std::string::npos && !find_executable(word.substr(0, space)).empty()) {
    text += "; its words are given one by one, without quotes, at the end of the line: --exec " +
            word + " (options of the kit stand before --exec)";
  }
  return text;
}

}  // namespace

std::unique_ptr<Attachment> attach_program(ProgramRequest request) {
  if (request.command.empty()) throw std::runtime_error("no program was named");
  std::filesystem::path executable = find_executable(request.command.front());
  if (executable.empty()) {
    throw std::runtime_error(text_about_no_program(request.command.front()));
  }
  return std::make_unique<ProgramAttachment>(std::move(request), std::move(executable));
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
