// The definitions of one floor's headers for the mode WP_CODEBOX_COMPILED.
// Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/runtime/impl/action_adapter.inl.hpp"
#include "wp_codebox/runtime/impl/action_step.inl.hpp"
#include "wp_codebox/runtime/impl/backend.inl.hpp"
#include "wp_codebox/runtime/impl/base64.inl.hpp"
#include "wp_codebox/runtime/impl/clock.inl.hpp"
#include "wp_codebox/runtime/impl/engine.inl.hpp"
#include "wp_codebox/runtime/impl/episode.inl.hpp"
#include "wp_codebox/runtime/impl/event_journal.inl.hpp"
#include "wp_codebox/runtime/impl/filesystem_action.inl.hpp"
#include "wp_codebox/runtime/impl/host_tools.inl.hpp"
#include "wp_codebox/runtime/impl/http_observation.inl.hpp"
#include "wp_codebox/runtime/impl/id_source.inl.hpp"
#include "wp_codebox/runtime/impl/lazy_boot.inl.hpp"
#include "wp_codebox/runtime/impl/mount_files.inl.hpp"
#include "wp_codebox/runtime/impl/policy_gate.inl.hpp"
#include "wp_codebox/runtime/impl/record_files.inl.hpp"
#include "wp_codebox/runtime/impl/recording_backend.inl.hpp"
#include "wp_codebox/runtime/impl/recording_commands.inl.hpp"
#include "wp_codebox/runtime/impl/recording_mounts.inl.hpp"
#include "wp_codebox/runtime/impl/recording_observations.inl.hpp"
#include "wp_codebox/runtime/impl/recording_runtime.inl.hpp"
#include "wp_codebox/runtime/impl/recording_snapshots.inl.hpp"
#include "wp_codebox/runtime/impl/side_calls.inl.hpp"
#include "wp_codebox/runtime/impl/state_snapshot.inl.hpp"
#include "wp_codebox/runtime/impl/wordpress_state_observation.inl.hpp"
#include "wp_codebox/runtime/impl/wp_cli_bridge.inl.hpp"
