#include "conformance/attachment/registered_backends.hpp"
#include "reference_backend/memory/memory_backend.hpp"

WP_CODEBOX_CONFORMANCE_BACKEND("mine", [] { return wp_codebox::make_memory_backend(); })
