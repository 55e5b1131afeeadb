#include "reference_backend/memory/mutants.hpp"

#include <array>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "reference_backend/memory/memory_backend.hpp"
#include "reference_backend/memory/mutant_rows.hpp"
#include "reference_backend/memory/stand_in_browser.hpp"
#include "wp_codebox/runtime/recording_backend.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace {

constexpr std::size_t table_count = 8;
std::array<std::span<const memory::MutantRow>, table_count> tables() {
  return {memory::creation_mutant_rows(), memory::event_mutant_rows(),
          memory::command_mutant_rows(),  memory::observation_mutant_rows(),
          memory::bundle_mutant_rows(),   memory::document_mutant_rows(),
          memory::state_mutant_rows(),    memory::redaction_mutant_rows()};
}

/// The backend around which the faults of a runtime are put.
std::unique_ptr<RuntimeBackend> backend_with(const memory::Faults& faults) {
  if (!faults.browser) return make_memory_backend(faults.engine);
  BackendDescriptor descriptor = memory_backend_descriptor();
  descriptor.capabilities.emplace_back(KnownBackendCapability::browser);
  return std::make_unique<RecordingBackend>(
      std::move(descriptor), [faults](const RuntimeCreateSpec& /*spec*/) {
        return std::make_unique<memory::StandInBrowser>(
            std::make_unique<memory::MemoryEngine>(faults.engine), *faults.browser);
      });
}

}  // namespace

std::span<const MemoryMutant> memory_mutants() {
  static const std::vector<MemoryMutant> mutants = [] {
    std::vector<MemoryMutant> list;
    for (const auto table : tables()) {
      for (const memory::MutantRow& row : table) {
        list.push_back({row.name, row.name.substr(0, row.name.find(':')), row.says});
      }
    }
    return list;
  }();
  return mutants;
}

std::unique_ptr<RuntimeBackend> make_memory_mutant(std::string_view name) {
  for (const auto table : tables()) {
    for (const memory::MutantRow& row : table) {
      if (row.name != name) continue;
      memory::Faults faults;
      row.apply(faults);
      return memory::make_mutant_backend(backend_with(faults), std::move(faults.runtime));
    }
  }
  return nullptr;
}

}  // namespace WP_CODEBOX_NAMESPACE
