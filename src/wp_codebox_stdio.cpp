// The definitions of the SDK's headers, compiled once: the library of the mode
// WP_CODEBOX_COMPILED. Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/stdio/impl/process.inl.hpp"
