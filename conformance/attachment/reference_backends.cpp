#include "conformance/attachment/reference_backends.hpp"

#include <stdexcept>

#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/mutants.hpp"
#include "reference_backend/memory/trivial_backends.hpp"
#include "reference_backend/memory/variants.hpp"
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
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all = {"memory", "playground"};
    for (const std::string_view name : trivial_backend_names()) all.emplace_back(name);
    return all;
  }();
  return names;
}

std::vector<Mutant> reference_mutants() {
  std::vector<Mutant> mutants;
  for (const MemoryMutant& mutant : memory_mutants()) {
    mutants.push_back(
        {std::string(mutant.name), std::string(mutant.requirement), std::string(mutant.says)});
  }
  return mutants;
}

std::vector<Variant> reference_variants() {
  std::vector<Variant> variants;
  for (const MemoryVariant& variant : memory_variants()) {
    variants.push_back(
        {std::string(variant.name), std::string(variant.about), variant.on_the_wire_only});
  }
  return variants;
}

std::unique_ptr<Attachment> attach_reference_backend(std::string_view name,
                                                     const std::optional<std::string>& mutant,
                                                     const std::optional<std::string>& variant) {
  std::string shown(name);
  if (variant) shown += ", variant " + *variant;
  return attach_in_process(shown, [&]() -> std::unique_ptr<RuntimeBackend> {
    if (mutant) return make_memory_mutant(*mutant);
    if (variant) return make_memory_variant(*variant);
    if (auto trivial = make_trivial_backend(name)) return trivial;
    if (name == "memory") return make_memory_backend();
    require_playground();
    return make_playground_backend();
  });
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
