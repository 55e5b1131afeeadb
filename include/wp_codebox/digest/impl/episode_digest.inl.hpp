#pragma once

#include "wp_codebox/digest/episode_digest.hpp"
#include "wp_codebox/json/stable.hpp"

namespace WP_CODEBOX_NAMESPACE {

WP_CODEBOX_INLINE Sha256Bytes episode_digest(const json::Node& payload, Sha256& hash) {
  Sha256Output output(hash);
  output.put(episode_digest_domain);
  output.put('\n');
  json::write_stable(payload, output);
  return output.finish();
}

WP_CODEBOX_INLINE std::string episode_digest_hex(const json::Node& payload) {
  Sha256 hash;
  return hex_text(episode_digest(payload, hash));
}

}  // namespace WP_CODEBOX_NAMESPACE
