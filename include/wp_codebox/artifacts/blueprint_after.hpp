#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wp_codebox/artifacts/mount_capture.hpp"
#include "wp_codebox/contracts/blueprint.hpp"
#include "wp_codebox/contracts/environment.hpp"
#include "wp_codebox/contracts/mount.hpp"
#include "wp_codebox/contracts/runtime_info.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// A blueprint that brings captured text files back, and what it leaves out (WPC-ART-018).

namespace WP_CODEBOX_NAMESPACE {

/// `blueprint.after.json`: the environment's blueprint and a step for each replayable file.
[[nodiscard]] BlueprintAfter build_blueprint_after(const EnvironmentSpec& environment,
                                                   const std::vector<CapturedFile>& files);

/// `blueprint.after-notes.json`. `mounts` are the redacted ones.
[[nodiscard]] BlueprintAfterNotes build_blueprint_notes(const std::string& created_at,
                                                        const RuntimeInfo& runtime,
                                                        const std::vector<MountSpec>& mounts,
                                                        const MountCapture& capture);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/artifacts/impl/blueprint_after.inl.hpp"
#endif
