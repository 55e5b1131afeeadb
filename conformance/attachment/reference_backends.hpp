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

/// Names that `attach_reference_backend` knows: `memory` and `playground`, and the trivial backends
/// (`trivial-echo` and so on), which are no good.
[[nodiscard]] const std::vector<std::string>& reference_backend_names();

/// A deliberate fault that the in-memory backend can be given.
struct Mutant {
  std::string name;         ///< What `--mutant` takes.
  std::string requirement;  ///< Id of the requirement that it breaks.
  std::string says;         ///< Part of the finding about it: `what: expected …, got …`.
};

/// All of them.
[[nodiscard]] std::vector<Mutant> reference_mutants();

/// A correct and unusual form of the in-memory backend.
struct Variant {
  std::string name;               ///< What `--variant` takes.
  std::string about;              ///< What is unusual about it.
  bool on_the_wire_only = false;  ///< Unusual only in how it writes its messages.
};

/// All of them.
[[nodiscard]] std::vector<Variant> reference_variants();

/// Attaches a reference backend, `memory` with a fault when `mutant` is set, or in an unusual form
/// when `variant` is. The names have to be known. Errors of the backend come through.
[[nodiscard]] std::unique_ptr<Attachment> attach_reference_backend(
    std::string_view name, const std::optional<std::string>& mutant,
    const std::optional<std::string>& variant = std::nullopt);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
