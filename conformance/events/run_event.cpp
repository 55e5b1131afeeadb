#include "conformance/events/run_event.hpp"

#include "wp_codebox/json/encode.hpp"

namespace WP_CODEBOX_NAMESPACE::conformance {

std::string event_line(const RunEvent& event) { return json::to_json(event) + "\n"; }

}  // namespace WP_CODEBOX_NAMESPACE::conformance
