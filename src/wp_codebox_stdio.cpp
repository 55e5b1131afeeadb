// The definitions of the stdio floor: the one translation unit of a program that pays for
// Boost.Process. Written by scripts/check-house --write-compiled.

#include "wp_codebox/stdio/impl/backend_program.inl.hpp"
#include "wp_codebox/stdio/impl/host_command_tool.inl.hpp"
#include "wp_codebox/stdio/impl/line_output.inl.hpp"
#include "wp_codebox/stdio/impl/process.inl.hpp"
#include "wp_codebox/stdio/impl/program_channel.inl.hpp"
#include "wp_codebox/stdio/impl/program_connection.inl.hpp"
#include "wp_codebox/stdio/impl/server.inl.hpp"
#include "wp_codebox/stdio/impl/server_session.inl.hpp"
#include "wp_codebox/stdio/impl/workspace_git.inl.hpp"
