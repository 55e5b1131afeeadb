#include "conformance/testcase/session.hpp"

#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "conformance/host/process_table.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

std::unique_ptr<Session>& current() {
  static std::unique_ptr<Session> session;
  return session;
}

}  // namespace

void Session::attach(std::unique_ptr<Attachment> attachment) {
  current().reset();
  current().reset(new Session(std::move(attachment)));
}

Session& Session::instance() {
  if (!current()) throw std::logic_error("no backend was attached to the conformance kit");
  return *current();
}

bool Session::is_attached() { return current() != nullptr; }

void Session::end() { current().reset(); }

Session::Session(std::unique_ptr<Attachment> attachment)
    : directory_("conformance"), attachment_(std::move(attachment)) {
  std::filesystem::create_directory(temporary_directory());
  ::setenv("TMPDIR", temporary_directory().c_str(), 1);
  adopt_orphans();
  // Only now: a program that is started for it gets the directory with its environment.
  probe_ = Probe::of(attachment_->backend().descriptor().probes);
}

Testee& Session::shared_testee() {
  if (shared_) {
    try {
      if (shared_->runtime().info().status != RuntimeStatus::created) shared_.reset();
      if (shared_) shared_->runtime().execute(probe_->echo("ready"));
    } catch (const std::exception&) {
      shared_.reset();  // What broke it was reported by the case that did.
    }
  }
  if (!shared_) {
    auto fresh = std::make_unique<Testee>(backend(), default_spec(directory() / "shared"));
    fresh->runtime().execute(probe_->echo("ready"));
    shared_ = std::move(fresh);
  }
  return *shared_;
}

RuntimeCreateSpec Session::default_spec(const std::filesystem::path& artifacts_directory) {
  RuntimeCreateSpec spec;
  spec.backend = descriptor().kind;
  spec.environment.kind = "wordpress";
  spec.environment.name = "conformance";
  spec.policy.network = NetworkMode::deny;
  spec.policy.filesystem = FilesystemPolicy::readwrite_mounts;
  spec.policy.commands = probe_->commands();
  spec.policy.commands.emplace_back("inspect-mounted-inputs");
  spec.policy.secrets = SecretsPolicy::none;
  spec.policy.approvals = ApprovalsPolicy::never;
  spec.artifactsDirectory = artifacts_directory.string();
  return spec;
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
