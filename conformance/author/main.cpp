// The `main` of a program that has an author's backend and the kit's cases: a GoogleTest program,
// and with a command of the kit as its first word the kit itself.

#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

#include "conformance/attachment/registered_backends.hpp"
#include "conformance/author/case_environment.hpp"
#include "conformance/command/program.hpp"

int main(int count, char** arguments) {
  namespace kit = wp_codebox::conformance;
  if (count > 1 && !std::string_view(arguments[1]).starts_with("--gtest")) {
    return kit::run_program({arguments + 1, arguments + count}, std::cin, std::cout, std::cerr);
  }
  testing::InitGoogleTest(&count, arguments);
  const std::vector<std::string> names = kit::registered_backend_names();
  if (names.empty()) {
    std::cerr << "no backend was named; WP_CODEBOX_CONFORMANCE_BACKEND does that\n";
    return kit::exit_code::usage;
  }
  kit::run_cases_as_tests(names.front());
  return RUN_ALL_TESTS();
}
