# wp_codebox_add_conformance_test(NAME <name> [SOURCES <file>... [LIBRARIES <library>...]]
#                                 [EXEC <command> [<argument>...]] [FILTERS <glob>...])
#
# Judges a backend in CTest. Of the installed package after find_package(wp_codebox COMPONENTS
# conformance), and where this repository is a subfolder of the build (add_subdirectory, FetchContent)
# with WP_CODEBOX_BUILD_CONFORMANCE and WP_CODEBOX_BUILD_REFERENCE_BACKEND on.
#
#   SOURCES    a C++ backend: one of the files has WP_CODEBOX_CONFORMANCE_BACKEND(...). They become
#              the program <name>; each case of the kit is a GoogleTest test of it and the CTest test
#              <name>.<case>. `<name> run --backend …` gives the whole verdict with its reports.
#   LIBRARIES  what the program links besides the kit
#   EXEC       a program in any language that speaks the backend protocol: one CTest test <name>
#   FILTERS    globs over requirement ids or cases, such as WPC-EXEC-*; without them all cases run

function(wp_codebox_add_conformance_test)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME" "SOURCES;LIBRARIES;EXEC;FILTERS")
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "wp_codebox_add_conformance_test: what is '${arg_UNPARSED_ARGUMENTS}'?")
  endif()
  if(NOT arg_NAME)
    message(FATAL_ERROR "wp_codebox_add_conformance_test: NAME is missing")
  endif()
  if((arg_SOURCES AND arg_EXEC) OR NOT (arg_SOURCES OR arg_EXEC))
    message(FATAL_ERROR "wp_codebox_add_conformance_test(${arg_NAME}): either SOURCES or EXEC")
  endif()
  if(arg_EXEC)
    set(filters "")
    foreach(filter IN LISTS arg_FILTERS)
      list(APPEND filters --filter "${filter}")
    endforeach()
    add_test(NAME ${arg_NAME} COMMAND wp-codebox-conformance run ${filters} --exec ${arg_EXEC})
    # The installed kit is built only where something asks for it.
    add_custom_target(${arg_NAME}.needs_the_kit ALL)
    add_dependencies(${arg_NAME}.needs_the_kit wp-codebox-conformance)
    set_tests_properties(${arg_NAME} PROPERTIES LABELS conformance TIMEOUT 900)
    return()
  endif()
  add_executable(${arg_NAME} ${arg_SOURCES})
  target_link_libraries(${arg_NAME} PRIVATE wp_codebox::conformance_main ${arg_LIBRARIES})
  # The name of a case begins with its ids, with underscores for their dashes.
  list(TRANSFORM arg_FILTERS REPLACE "^WPC-.*" "*\\0_*")
  list(TRANSFORM arg_FILTERS REPLACE "-" "_")
  list(JOIN arg_FILTERS ":" filter)
  include(GoogleTest)
  gtest_discover_tests(
    ${arg_NAME} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 TEST_PREFIX "${arg_NAME}."
    TEST_FILTER "${filter}" PROPERTIES LABELS conformance TIMEOUT 300)
endfunction()
