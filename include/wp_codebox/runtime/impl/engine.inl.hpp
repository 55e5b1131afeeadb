#pragma once

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/runtime/engine.hpp"

namespace WP_CODEBOX_NAMESPACE {

namespace engines {

[[noreturn]] WP_CODEBOX_INLINE void refuse_observation(const std::string& what) {
  throw RuntimeError(error_code::runtime_observation_unsupported,
                     "This backend cannot observe " + what);
}

}  // namespace engines

WP_CODEBOX_INLINE EngineHttpResponse Engine::fetch(const EngineHttpRequest& /*request*/) {
  engines::refuse_observation("http-response");
}

WP_CODEBOX_INLINE Engine::Listing Engine::list_files(const std::string& /*path*/,
                                                     std::size_t /*limit*/) {
  engines::refuse_observation("files");
}

WP_CODEBOX_INLINE json::Value Engine::wordpress_state(KnownWordPressStateSection /*section*/,
                                                      const WordPressStateConfig& /*config*/) {
  engines::refuse_observation("wordpress-state");
}

WP_CODEBOX_INLINE void Engine::restore_state(const EngineState& /*state*/) {
  throw RuntimeError(error_code::runtime_restore_unsupported,
                     "This backend cannot restore the state of a snapshot");
}

}  // namespace WP_CODEBOX_NAMESPACE
