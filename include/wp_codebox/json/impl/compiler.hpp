#pragma once

/// \file
/// What compilers are told about single functions.

#if defined(__GNUC__) || defined(__clang__)
#define WP_CODEBOX_NEVER_INLINE __attribute__((noinline))
#define WP_CODEBOX_ALWAYS_INLINE __attribute__((always_inline))
#else
#define WP_CODEBOX_NEVER_INLINE
#define WP_CODEBOX_ALWAYS_INLINE
#endif
