#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/attachment/attachment.hpp"
#include "conformance/probe/probe.hpp"
#include "conformance/testcase/check.hpp"
#include "conformance/testcase/testee.hpp"
#include "wp_codebox/contracts/backend_descriptor.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/snapshot.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What every case stands on. A case is a GoogleTest test whose name begins with the ids of the
/// requirements that it checks:
///
/// ```cpp
/// TEST_F(Execute, WPC_EXEC_002_failing_command_rejects_and_is_recorded) {
///   Testee& testee = booted();
///   expect_coded_rejection("a command that fails", [&] { testee->execute(probe().fail(3)); });
/// }
/// ```

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The fixture of all cases. A case whose requirements all need a capability that the backend does
/// not declare does not run and counts as not applicable.
class Case : public testing::Test {
 protected:
  void SetUp() override;
  void TearDown() override;

  [[nodiscard]] static RuntimeBackend& backend();
  [[nodiscard]] static const BackendDescriptor& descriptor();
  [[nodiscard]] static bool declares(KnownBackendCapability capability);
  [[nodiscard]] static const Probe& probe();

  /// A create spec that suits the backend, with an artifacts directory of this case's own.
  [[nodiscard]] RuntimeCreateSpec default_spec() const;

  /// A runtime of the case's own, not booted yet; it has to come into being. Destroyed when the
  /// case ends.
  Testee& create(const RuntimeCreateSpec& spec, Place place = Place::here());
  Testee& create(Place place = Place::here());

  /// As `create`, with the state of a snapshot.
  Testee& restore(const Snapshot& snapshot, const RuntimeRestoreSpec& spec = {},
                  Place place = Place::here());

  /// A booted runtime that other cases use too: look, run harmless commands, observe; do not mount,
  /// destroy, time out. Its events and records hold more than this case's.
  Testee& booted(Place place = Place::here());

  /// A directory of the host for this case, outside of every sandbox; made when it is not there.
  [[nodiscard]] std::filesystem::path host_directory(std::string_view name) const;

  /// A spec of a directory mount.
  [[nodiscard]] static MountSpec directory_mount(const std::filesystem::path& source,
                                                 std::string_view target, MountMode mode);

  /// Runs a command that has to succeed.
  static ExecutionResult run(Testee& testee, const ExecutionSpec& spec, std::string_view what,
                             Place place = Place::here());
  /// What it printed.
  static std::string output(Testee& testee, const ExecutionSpec& spec, std::string_view what,
                            Place place = Place::here());

  /// Observes something that has to succeed; the result in its JSON form.
  static Json observe(Testee& testee, std::string_view type, Place place = Place::here());
  /// The `data` of that.
  static Json observed_data(Testee& testee, std::string_view type, Place place = Place::here());
  /// The `data` of a command-result observation; of the last command without an id.
  static Json command_record(Testee& testee, std::string_view command_id = {},
                             Place place = Place::here());

 private:
  std::filesystem::path directory_;
  std::filesystem::path previous_working_directory_;
  std::vector<std::unique_ptr<Testee>> testees_;
};

/// A spec of a command.
[[nodiscard]] ExecutionSpec command(std::string_view name, std::vector<std::string> args = {});

/// An observation spec of a type.
[[nodiscard]] ObservationSpec observation(std::string_view type);

}  // namespace WP_CODEBOX_NAMESPACE::conformance
