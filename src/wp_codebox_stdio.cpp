// The definitions of the stdio floor: the one translation unit of a program that pays for
// Boost.Process. Written by scripts/check-house --write-compiled.

#include "wp_codebox/stdio/impl/process.inl.hpp"
