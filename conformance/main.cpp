#include <iostream>

#include "conformance/command/program.hpp"

int main(int count, char** arguments) {
  return wp_codebox::conformance::run_program({arguments + 1, arguments + count}, std::cin,
                                              std::cout, std::cerr);
}
