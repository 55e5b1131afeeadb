#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "reference_backend/executable/program.hpp"

int main(int count, char** words) {
  namespace program = wp_codebox::reference_program;
  program::block_signals();
  const int status = program::run_program(std::vector<std::string>(words + 1, words + count),
                                          STDIN_FILENO, STDOUT_FILENO, std::cout, std::cerr);
  std::cout.flush();
  if (status == program::exit_code::incomplete) std::_Exit(status);
  return status;
}
