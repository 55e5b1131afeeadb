# Writes the page's style and script into a C++ source, so that the kit needs no file at run time:
#   cmake -DFOLDER=page -DOUTPUT=page_text.cpp -P embed_page.cmake

function(bytes_of path variable)
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "(................................)" "\\1\n    " bytes "${bytes}")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  set(${variable} "${bytes}" PARENT_SCOPE)
endfunction()

bytes_of("${FOLDER}/style.css" style)
bytes_of("${FOLDER}/script.js" script)
file(WRITE "${OUTPUT}" "// Written by embed_page.cmake from style.css and script.js.

#include \"conformance/report/page_text.hpp\"

namespace WP_CODEBOX_NAMESPACE::conformance {
namespace {

constexpr unsigned char style_bytes[] = {
    ${style}};

constexpr unsigned char script_bytes[] = {
    ${script}};

}  // namespace

std::string_view page_style() {
  return {reinterpret_cast<const char*>(style_bytes), sizeof(style_bytes)};
}

std::string_view page_script() {
  return {reinterpret_cast<const char*>(script_bytes), sizeof(script_bytes)};
}

}  // namespace WP_CODEBOX_NAMESPACE::conformance
")
