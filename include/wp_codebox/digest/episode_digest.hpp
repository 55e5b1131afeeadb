#pragma once

#include <string>
#include <string_view>

#include "wp_codebox/digest/sha256.hpp"
#include "wp_codebox/json/node.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The digest of the parts of an episode: actions, executions, observations, snapshots, runtime
/// actions.

namespace WP_CODEBOX_NAMESPACE {

/// What every episode digest's input begins with; a line feed follows.
inline constexpr std::string_view episode_digest_domain = "wp-codebox/runtime-episode-trace/v1";

/// SHA-256 of the domain, a line feed and the payload's stable form, in hexadecimal digits.
[[nodiscard]] std::string episode_digest_hex(const json::Node& payload);

/// The same with a hash that is used again; it must stand at the beginning of an input.
[[nodiscard]] Sha256Bytes episode_digest(const json::Node& payload, Sha256& hash);

}  // namespace WP_CODEBOX_NAMESPACE

#ifndef WP_CODEBOX_COMPILED
#include "wp_codebox/digest/impl/episode_digest.inl.hpp"
#endif
