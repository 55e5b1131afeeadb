// The definitions of one floor's headers for the mode WP_CODEBOX_COMPILED.
// Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/digest/impl/artifact_digests.inl.hpp"
#include "wp_codebox/digest/impl/episode_digest.inl.hpp"
#include "wp_codebox/digest/impl/episode_payload.inl.hpp"
#include "wp_codebox/digest/impl/sha256.inl.hpp"
