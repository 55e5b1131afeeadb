// The definitions of the SDK's headers, compiled once: the library of the mode
// WP_CODEBOX_COMPILED as one translation unit. A build that compiles in parallel takes the files
// that this one includes instead. Written by scripts/check-house --write-compiled.

// The lowest floor first: the tables count from the contracts on.
// clang-format off
#include "wp_codebox_json.cpp"
#include "wp_codebox_contracts.cpp"
#include "wp_codebox_digest.cpp"
#include "wp_codebox_validation.cpp"
#include "wp_codebox_artifacts.cpp"
#include "wp_codebox_runtime.cpp"
