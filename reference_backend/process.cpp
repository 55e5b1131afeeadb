// The one translation unit of the reference backends that pays for Boost.Process.
#include "wp_codebox/stdio/impl/process.inl.hpp"
