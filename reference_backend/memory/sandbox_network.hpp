#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "reference_backend/memory/stop_signal.hpp"
#include "wp_codebox/contracts/policy.hpp"
#include "wp_codebox/version.hpp"

/// \file
/// The network as a sandbox sees it.

namespace WP_CODEBOX_NAMESPACE::memory {

/// Whether the policy lets the sandbox connect to a host: any with `allow`, none with `deny`, else
/// those that are listed, by the same name in any case.
[[nodiscard]] bool is_host_allowed(const NetworkPolicy& policy, std::string_view host);

/// How an attempt to connect ended.
enum class Connected : std::uint8_t { yes, refused, time_over, stopped };

/// Opens a TCP connection and closes it again. The sandbox has no name service: `host` is a numeric
/// address or `localhost`, anything else is refused.
[[nodiscard]] Connected connect_to(const std::string& host, std::uint16_t port,
                                   const StopSignal& stop, const Deadline& deadline);

}  // namespace WP_CODEBOX_NAMESPACE::memory
