#pragma once

#include "wp_codebox/artifacts/redaction.hpp"
#include "wp_codebox/contracts/action.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/execution.hpp"
#include "wp_codebox/contracts/lifecycle_event.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/observation.hpp"
#include "wp_codebox/contracts/preview.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The redacted form of each record (WPC-RED-007): what is digested, written and handed to callers.
/// Ids, times, kinds and the other members that the contract owns stay as they are.

namespace WP_CODEBOX_NAMESPACE {

/// Names, versions, paths and the blueprint of an environment.
[[nodiscard]] EnvironmentSpec redact(const Redactor& redactor, EnvironmentSpec environment);

/// Source, target and metadata of a mount.
[[nodiscard]] MountSpec redact(const Redactor& redactor, MountSpec mount);

/// Environment and preview URL.
[[nodiscard]] RuntimeInfo redact(const Redactor& redactor, RuntimeInfo info);

/// The URLs of a preview.
[[nodiscard]] ArtifactPreview redact(const Redactor& redactor, ArtifactPreview preview);

/// Arguments and output of a command.
[[nodiscard]] ExecutionResult redact(const Redactor& redactor, ExecutionResult execution);

/// Everything that callers write into an action: arguments, paths, texts, metadata.
[[nodiscard]] RuntimeEpisodeActionSpec redact(const Redactor& redactor,
                                              RuntimeEpisodeActionSpec action);

/// An event's data.
[[nodiscard]] LifecycleEvent redact(const Redactor& redactor, LifecycleEvent event);

/// An observation's data. Its digest, if it has one, is not taken again: redact first.
[[nodiscard]] ObservationResult redact(const Redactor& redactor, ObservationResult observation);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/redact_records.inl.hpp"
#endif
