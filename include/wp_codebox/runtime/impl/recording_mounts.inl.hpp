#pragma once

#include <algorithm>
#include <system_error>
#include <utility>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/json/encode.hpp"
#include "wp_codebox/runtime/recording_runtime.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace recording {

/// Why a mount target is wrong; null when it is right.
WP_CODEBOX_INLINE const char* target_fault(std::string_view target) {
  if (!target.starts_with('/')) return "has to be absolute";
  if (target.find('\0') != std::string_view::npos) return "contains a NUL";
  while (!target.empty()) {
    const std::size_t slash = std::min(target.find('/'), target.size());
    if (target.substr(0, slash) == "..") return "contains ..";
    target.remove_prefix(std::min(slash + 1, target.size()));
  }
  return nullptr;
}

}  // namespace recording

/// The mount with the real path of its source. Errors: `ENOENT`, `runtime-mount-invalid`.
WP_CODEBOX_INLINE MountSpec RecordingRuntime::resolved(const MountSpec& spec) const {
  const auto invalid = [&spec](const std::string& why) {
    return RuntimeError(error_code::runtime_mount_invalid,
                        "Cannot mount " + spec.source + " at " + spec.target + ": " + why);
  };
  const std::optional<KnownMountType> type = spec.type.known();
  if (!type) throw invalid("the type is " + spec.type.text() + ", not directory or file");
  if (const char* fault = recording::target_fault(spec.target)) {
    throw invalid(std::string("the target ") + fault);
  }
  if (spec.source.empty() || spec.source.find('\0') != std::string::npos) {
    throw invalid("the source is no path");
  }
  std::error_code error;
  const std::filesystem::path source = std::filesystem::canonical(spec.source, error);
  if (error == std::errc::no_such_file_or_directory) {
    throw RuntimeError(error_code::enoent,
                       "Cannot mount " + spec.source + " at " + spec.target + ": no such file");
  }
  if (error) throw invalid(error.message());
  const std::filesystem::file_type found = std::filesystem::status(source, error).type();
  const bool fits = *type == KnownMountType::directory
                        ? found == std::filesystem::file_type::directory
                        : found == std::filesystem::file_type::regular;
  if (!fits) throw invalid("the source is no " + spec.type.text());
  MountSpec mount = spec;
  mount.source = source.string();
  return mount;
}

WP_CODEBOX_INLINE void RecordingRuntime::mount(const MountSpec& spec) {
  const CallGate::Pass pass = enter();
  const MountSpec mount = resolved(spec);
  policy_.require_mount(mount);
  std::unique_lock lock(mount_mutex_);
  if (!boot_begun_) {
    add_mount(mount);
  } else {
    if (!descriptor_.has(KnownBackendCapability::late_mounts)) {
      throw RuntimeError(error_code::runtime_mount_refused,
                         "Cannot mount " + mount.source + " at " + mount.target +
                             ": the sandbox runs already, and this backend cannot add mounts then");
    }
    // Not under the lock: the boot may take its time, and its listeners may call.
    lock.unlock();
    require_boot(std::nullopt, "The mount at " + mount.target);
    lock.lock();
    try {
      engine_->mount(mount);
    } catch (...) {
      std::rethrow_exception(
          current_failure("The mount at " + mount.target, error_code::runtime_mount_refused));
    }
    add_mount(mount);
  }
  lock.unlock();
  journal_.deliver();
}

/// Keeps a mount and its event, in the same order.
WP_CODEBOX_INLINE void RecordingRuntime::add_mount(const MountSpec& mount) {
  records_.mounts.add(mount);
  RuntimeMountedData data;
  data.mount = mount;
  journal_.append(KnownLifecycleEventType::mounted, redactor_.redact_value(json::to_value(data)));
}

}  // namespace WP_CODEBOX_NAMESPACE
