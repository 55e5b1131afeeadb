#include "conformance/command/mutants_command.hpp"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iterator>
#include <ostream>
#include <sstream>
#include <thread>

#include "conformance/attachment/reference_backends.hpp"
#include "conformance/command/program.hpp"
#include "conformance/documents/ordered_jobs.hpp"
#include "conformance/host/owned_directory.hpp"
#include "conformance/proof/kill_matrix.hpp"
#include "conformance/proof/trial_place.hpp"
#include "conformance/report/report_file.hpp"
#include "conformance/runner/glob.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

namespace {

std::vector<Mutant> selected(const std::vector<std::string>& filters) {
  const std::vector<Mutant> all = reference_mutants();
  if (filters.empty()) return all;
  std::vector<Mutant> chosen;
  std::copy_if(all.begin(), all.end(), std::back_inserter(chosen), [&](const Mutant& mutant) {
    return std::any_of(filters.begin(), filters.end(), [&](const std::string& filter) {
      return glob_matches(filter, mutant.name) || glob_matches(filter, mutant.requirement);
    });
  });
  return chosen;
}

/// A run works for one second of its two or more and waits for the rest, on timeouts above all.
std::size_t jobs_of(const MutantsRequest& request) {
  if (request.jobs > 0) return request.jobs;
  return std::size_t{2} * std::max(1U, std::thread::hardware_concurrency());
}

KillMatrix try_all(const std::vector<Mutant>& mutants, const MutantsRequest& request,
                   std::ostream& out) {
  const OwnedDirectory directory("mutants", trial_place());
  print_trial_place(out, directory.path().parent_path());
  KillMatrix matrix;
  const int width = static_cast<int>(std::to_string(mutants.size()).size());
  run_ordered(
      mutants.size(), jobs_of(request),
      [&](std::size_t index) {
        return try_mutant(mutants[index], request.own_cases_only, directory.path());
      },
      [&](std::size_t index, MutantFate fate) {
        out << "[" << std::setw(width) << index + 1 << "/" << mutants.size() << "] ";
        MutantTrial trial{mutants[index], std::move(fate)};
        print_trial(out, trial);
        matrix.add(std::move(trial));
      });
  return matrix;
}

}  // namespace

int mutants_command(const MutantsRequest& request, std::ostream& out, std::ostream& err) {
  const std::vector<Mutant> mutants = selected(request.filters);
  if (mutants.empty()) {
    err << "wp-codebox-conformance: the filters select no mutant\n";
    return exit_code::usage;
  }
  if (request.list_only) {
    for (const Mutant& mutant : mutants) out << mutant.name << "\n";
    return exit_code::conformant;
  }
  if (request.page_file && (request.own_cases_only || !request.filters.empty())) {
    err << "wp-codebox-conformance: --markdown needs every mutant and every case\n";
    return exit_code::usage;
  }
  const auto started = std::chrono::steady_clock::now();
  const KillMatrix matrix = try_all(mutants, request, out);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  out << "\n";
  matrix.print_totals(out, !request.own_cases_only);
  out << "in " << std::fixed << std::setprecision(1) << took.count() << " s, " << jobs_of(request)
      << " at a time" << std::endl;
  if (matrix.judged() < mutants.size()) return exit_code::failed;
  if (request.page_file) {
    std::ostringstream page;
    matrix.print_page(page);
    write_report(*request.page_file, page.str());
  }
  // Of a handful of mutants, the share that fails few requirements says nothing.
  const bool shares_count = !request.own_cases_only && request.filters.empty();
  const bool good = matrix.as_expected() == mutants.size() && (!shares_count || matrix.is_narrow());
  return good ? exit_code::conformant : exit_code::findings;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
