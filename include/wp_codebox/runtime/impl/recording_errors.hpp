#pragma once

#include <string>

#include "wp_codebox/contracts/errors.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// Errors that the parts of `RecordingRuntime` share.

namespace WP_CODEBOX_NAMESPACE::recording {

inline RuntimeError destroyed_error(const std::string& id) {
  return {error_code::runtime_destroyed, "The runtime " + id + " was destroyed"};
}

}  // namespace WP_CODEBOX_NAMESPACE::recording
