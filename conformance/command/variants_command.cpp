#include "conformance/command/variants_command.hpp"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <thread>

#include "conformance/attachment/reference_backends.hpp"
#include "conformance/command/program.hpp"
#include "conformance/documents/ordered_jobs.hpp"
#include "conformance/host/owned_directory.hpp"
#include "conformance/proof/trial_place.hpp"
#include "conformance/proof/variant_trial.hpp"
#include "conformance/runner/glob.hpp"
#include "wp_codebox/stdio/backend_program.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace fs = std::filesystem;

namespace {

constexpr const char* server_name = "wp-codebox-reference-backend";

/// Beside this program, in the build folder next to its own, or on the path; empty when it is
/// nowhere.
fs::path find_server(const std::optional<std::string>& named) {
  if (named) return find_executable(*named);
  const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
  for (const fs::path& place : {here / server_name, here / "../reference_backend" / server_name}) {
    if (fs::exists(place)) return fs::canonical(place);
  }
  return find_executable(server_name);
}

std::vector<VariantTrial> selected(const std::vector<std::string>& filters) {
  std::vector<VariantTrial> trials;
  for (const Variant& variant : reference_variants()) {
    const bool wanted =
        filters.empty() || std::any_of(filters.begin(), filters.end(), [&](const auto& filter) {
          return glob_matches(filter, variant.name);
        });
    if (!wanted) continue;
    if (!variant.on_the_wire_only) trials.push_back({variant, false});
    trials.push_back({variant, true});
  }
  return trials;
}

void list(const std::vector<VariantTrial>& trials, std::ostream& out) {
  for (const VariantTrial& trial : trials) {
    if (trial.over_stdio) {
      out << std::left << std::setw(24) << trial.variant.name << trial.variant.about << "\n";
    }
  }
}

std::size_t jobs_of(const VariantsRequest& request) {
  if (request.jobs > 0) return request.jobs;
  return std::max(1U, std::thread::hardware_concurrency()) + 1;
}

}  // namespace

int variants_command(const VariantsRequest& request, std::ostream& out, std::ostream& err) {
  const std::vector<VariantTrial> trials = selected(request.filters);
  if (trials.empty()) {
    err << "wp-codebox-conformance: the filters select no variant\n";
    return exit_code::usage;
  }
  if (request.list_only) {
    list(trials, out);
    return exit_code::conformant;
  }
  const fs::path server = find_server(request.program);
  if (server.empty()) {
    err << "wp-codebox-conformance: there is no program " << request.program.value_or(server_name)
        << "; --program names it\n";
    return exit_code::usage;
  }
  const OwnedDirectory directory("variants", trial_place());
  print_trial_place(out, directory.path().parent_path());
  std::size_t clean = 0;
  bool all_judged = true;
  const int width = static_cast<int>(std::to_string(trials.size()).size());
  run_ordered(
      trials.size(), jobs_of(request),
      [&](std::size_t index) { return try_variant(trials[index], server, directory.path()); },
      [&](std::size_t index, const VariantFate& fate) {
        out << "[" << std::setw(width) << index + 1 << "/" << trials.size() << "] ";
        print_variant(out, trials[index], fate);
        if (fate.is_clean()) ++clean;
        all_judged = all_judged && fate.judged;
      });
  out << "\nnothing was found in " << clean << " of " << trials.size()
      << " runs of correct backends" << std::endl;
  if (!all_judged) return exit_code::failed;
  return clean == trials.size() ? exit_code::conformant : exit_code::findings;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
