# Writes the requirement register into a C++ source, so that the kit needs no file at run time:
#   cmake -DINPUT=requirements.json -DOUTPUT=register_text.cpp -P embed_register.cmake

file(READ "${INPUT}" bytes HEX)
string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
file(WRITE "${OUTPUT}" "// Written by embed_register.cmake from requirements.json.

#include \"conformance/register/register.hpp\"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr unsigned char register_bytes[] = {
    ${bytes}};

}  // namespace

std::string_view embedded_register_text() {
  return {reinterpret_cast<const char*>(register_bytes), sizeof(register_bytes)};
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
")
