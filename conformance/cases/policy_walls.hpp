#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "conformance/testcase/case.hpp"
#include "wp_codebox/contracts/create_spec.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Tries the walls that a policy puts up. Each try makes a runtime of its own.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// Fixture of the cases about policies.
class PolicyWalls : public Case {
 protected:
  /// How often a sandbox made from `spec` reached a listener on this host. A refusal of the command
  /// or of the connection is as good as no answer.
  [[nodiscard]] std::size_t connections_from(const RuntimeCreateSpec& spec);

  /// Mounts a directory for writing into a sandbox made from `spec`, does everything that changes
  /// files, and gives what changed on the host. A refusal of the mount or of a change is fine.
  [[nodiscard]] std::vector<std::string> host_changes_through_mount(const RuntimeCreateSpec& spec);

  /// What a sandbox under secrets `none` sees of a secret in its create spec; empty when the create
  /// is refused.
  [[nodiscard]] std::string visible_secret();

 private:
  /// A sandbox that does nothing at all lets nothing through either, and proves nothing.
  static void expect_working(Testee& testee);
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
