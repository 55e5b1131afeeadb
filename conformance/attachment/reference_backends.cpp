#include "conformance/attachment/reference_backends.hpp"

#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/mutants.hpp"
#include "reference_backend/playground/playground_backend.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

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
    return name == "memory" ? make_memory_backend() : make_playground_backend();
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
