#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/attachment/attachment.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The backends that the kit's program brings along.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Names that `attach_reference_backend` knows: `memory` and `playground`.
[[nodiscard]] const std::vector<std::string>& reference_backend_names();

/// A deliberate fault that the in-memory backend can be given.
struct Mutant {
  std::string name;         ///< What `--mutant` takes.
  std::string requirement;  ///< Id of the requirement that it breaks.
};

/// All of them.
[[nodiscard]] std::vector<Mutant> reference_mutants();

/// Attaches a reference backend, `memory` with a fault when `mutant` is set. The names have to be
/// known. Errors of the backend come through.
[[nodiscard]] std::unique_ptr<Attachment> attach_reference_backend(
    std::string_view name, const std::optional<std::string>& mutant);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
