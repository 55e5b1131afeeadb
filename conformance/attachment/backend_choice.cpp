#include "conformance/attachment/backend_choice.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <utility>

#include "conformance/attachment/patience.hpp"
#include "conformance/attachment/program_attachment.hpp"
#include "conformance/attachment/reference_backends.hpp"
#include "conformance/attachment/registered_backends.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr std::string_view socket_scheme = "unix:";

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

bool is_variant(const std::string& name) {
  const std::vector<Variant> variants = reference_variants();
  return std::any_of(variants.begin(), variants.end(),
                     [&](const Variant& variant) { return variant.name == name; });
}

bool is_mutant(const std::string& name) {
  const std::vector<Mutant> mutants = reference_mutants();
  return std::any_of(mutants.begin(), mutants.end(),
                     [&](const Mutant& mutant) { return mutant.name == name; });
}

/// Those of an author come first.
std::vector<std::string> backend_names() {
  std::vector<std::string> names = registered_backend_names();
  const std::vector<std::string>& reference = reference_backend_names();
  names.insert(names.end(), reference.begin(), reference.end());
  return names;
}

std::chrono::milliseconds milliseconds(double count) {
  return std::chrono::milliseconds(static_cast<std::chrono::milliseconds::rep>(count));
}

}  // namespace

std::string choice_fault(const BackendChoice& choice) {
  const int ways =
      int{!choice.backend.empty()} + int{!choice.program.empty()} + int{!choice.address.empty()};
  if (ways != 1) return "it takes either --backend NAME, --exec COMMAND or --attach unix:PATH";
  if (choice.mutant && choice.backend != "memory") return "--mutant needs --backend memory";
  if (choice.mutant && !is_mutant(*choice.mutant)) {
    return "there is no mutant '" + *choice.mutant + "'; `mutants --list` names them";
  }
  if (choice.variant && (choice.backend != "memory" || choice.mutant)) {
    return "--variant needs --backend memory, and no --mutant";
  }
  if (choice.variant && !is_variant(*choice.variant)) {
    return "there is no variant '" + *choice.variant + "'; `variants --list` names them";
  }
  if (!choice.address.empty()) {
    const bool fits =
        choice.address.starts_with(socket_scheme) && choice.address.size() > socket_scheme.size();
    return fits ? "" : "--attach takes unix:PATH, the path of a socket that the program listens on";
  }
  const std::vector<std::string> names = backend_names();
  const bool known = std::find(names.begin(), names.end(), choice.backend) != names.end();
  if (choice.program.empty() && !known) {
    return "there is no backend '" + choice.backend + "'; there are " + listed(names);
  }
  return "";
}

std::string choice_name(const BackendChoice& choice) {
  if (!choice.address.empty()) return choice.address;
  return choice.program.empty() ? choice.backend : shell_text(choice.program);
}

std::unique_ptr<Attachment> attach_backend(
    const BackendChoice& choice,
    std::function<void(bool to_program, std::string_view line)> on_line) {
  if (const BackendFactory* factory = registered_backend(choice.backend)) {
    return attach_in_process(choice.backend, *factory);
  }
  if (!choice.backend.empty()) {
    return attach_reference_backend(choice.backend, choice.mutant, choice.variant);
  }
  ProgramRequest request;
  request.command = choice.program;
  if (!choice.address.empty()) {
    // A process of the kit stands between it and the socket, so that a connection fails, ends and
    // is cut off as a program does.
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe");
    request.command = {self.string(), "relay", choice.address};
    request.address = choice.address;
  }
  request.start_limit = milliseconds(choice.startLimitMs);
  request.message_limit = patience_with(BackendDescriptor(), choice).message_limit;
  request.message_limit_for = [choice](const BackendDescriptor& backend) {
    return patience_with(backend, choice).message_limit;
  };
  request.line_limit = static_cast<std::size_t>(choice.lineLimitBytes);
  request.on_line = std::move(on_line);
  return attach_program(std::move(request));
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
