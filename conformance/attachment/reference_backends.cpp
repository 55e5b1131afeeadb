#include "conformance/attachment/reference_backends.hpp"

#include <stdexcept>

#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/mutants.hpp"
#include "reference_backend/playground/installation.hpp"
#include "reference_backend/playground/playground_backend.hpp"
#include "wp_codebox/contracts/errors.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

/// Fails before the first case when there is nothing to test with; a run full of failed boots would
/// blame the backend.
void require_playground() {
  try {
    static_cast<void>(playground::Installation::find().node());
  } catch (const ContractError& error) {
    throw std::runtime_error(error.message() + "\nscripts/install-dependencies does that");
  }
}

}  // namespace

const std::vector<std::string>& reference_backend_names() {
  static const std::vector<std::string> names = {"memory", "playground"};
  return names;
}

std::vector<Mutant> reference_mutants() {
  std::vector<Mutant> mutants;
  for (const MemoryMutant& mutant : memory_mutants()) {
    mutants.push_back({std::string(mutant.name), std::string(mutant.requirement)});
  }
  return mutants;
}

std::unique_ptr<Attachment> attach_reference_backend(std::string_view name,
                                                     const std::optional<std::string>& mutant) {
  return attach_in_process(std::string(name), [&]() -> std::unique_ptr<RuntimeBackend> {
    if (mutant) return make_memory_mutant(*mutant);
    if (name == "memory") return make_memory_backend();
    require_playground();
    return make_playground_backend();
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
