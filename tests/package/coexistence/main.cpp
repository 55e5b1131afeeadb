// Two translation units with one version of the SDK, and one with another, in one program.
#include <cstdio>

#include "unit.hpp"

int main() {
  const std::string rest = " 1 <[REDACTED:configured-secret-value]> e3b0c442 thrown";
  const std::string here = first::report();
  const std::string again = second::report();
  const std::string other = other_version::report();
  std::printf("%s\n%s\n%s\n", here.c_str(), again.c_str(), other.c_str());
  return here == again && here.ends_with(rest) && other == "9.9.9" + rest && here != other ? 0 : 1;
}
