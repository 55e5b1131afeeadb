#pragma once

#include <filesystem>
#include <memory>

#include "conformance/attachment/attachment.hpp"
#include "conformance/host/owned_directory.hpp"
#include "conformance/probe/probe.hpp"
#include "conformance/testcase/testee.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// What the cases of one process share.

namespace WP_CODEBOX_NAMESPACE::conformance {

/// The backend under test, one running sandbox for cases that only look, and the directory that
/// holds every trace of the run. To be used from the thread that runs the cases.
class Session {
 public:
  /// Names the backend that the cases of this process test. Before the first case.
  static void attach(std::unique_ptr<Attachment> attachment);

  /// Throws `std::logic_error` when nothing was attached.
  [[nodiscard]] static Session& instance();

  [[nodiscard]] static bool is_attached();

  /// Ends the session: the shared sandbox, the backend, the directory. Nothing may be used after.
  static void end();

  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  [[nodiscard]] RuntimeBackend& backend() { return attachment_->backend(); }
  [[nodiscard]] Attachment& attachment() { return *attachment_; }
  [[nodiscard]] const BackendDescriptor& descriptor() { return backend().descriptor(); }
  [[nodiscard]] const Probe& probe() const { return *probe_; }

  /// Everything that the run makes on the host lies here. The system's temporary directory points
  /// below it, so that what a backend leaves there is seen.
  [[nodiscard]] const std::filesystem::path& directory() const { return directory_.path(); }
  [[nodiscard]] std::filesystem::path temporary_directory() const { return directory() / "tmp"; }

  /// A sandbox that has booted and is in order; made when there is none. Errors come through.
  [[nodiscard]] Testee& shared_testee();
  /// Gets rid of the shared sandbox, so that what one case did to it does not touch another.
  void drop_shared_testee() { shared_.reset(); }

  /// A create spec that suits the backend: no network, all mounts, the probe's commands, no
  /// secrets, no approvals.
  [[nodiscard]] RuntimeCreateSpec default_spec(const std::filesystem::path& artifacts_directory);

 private:
  explicit Session(std::unique_ptr<Attachment> attachment);

  OwnedDirectory directory_;
  std::unique_ptr<Attachment> attachment_;
  std::unique_ptr<Probe> probe_;
  std::unique_ptr<Testee> shared_;
};

}  // namespace WP_CODEBOX_NAMESPACE::conformance
