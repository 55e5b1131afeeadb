# Every switch of the build. A project that vendors the SDK with add_subdirectory gets the library
# and nothing else; a checkout of this repository gets everything.

option(WP_CODEBOX_BUILD_TESTS "Build the tests (GoogleTest)" ${PROJECT_IS_TOP_LEVEL})
option(WP_CODEBOX_BUILD_BENCHMARKS "Build the benchmarks (Google Benchmark)" ${PROJECT_IS_TOP_LEVEL})
option(WP_CODEBOX_BUILD_REFERENCE_BACKEND "Build the reference backends (Boost.Process)"
       ${PROJECT_IS_TOP_LEVEL})
option(WP_CODEBOX_BUILD_CONFORMANCE "Build the conformance kit (GoogleTest, CLI11, Boost)"
       ${PROJECT_IS_TOP_LEVEL})
option(WP_CODEBOX_BUILD_EXAMPLES "Build the examples" ${PROJECT_IS_TOP_LEVEL})
option(WP_CODEBOX_TEST_KIT_CONSUMER "The tests build the kit as a subfolder of somebody else's build" OFF)
option(WP_CODEBOX_BUILD_FUZZERS "Build the fuzz targets (Clang's libFuzzer)" OFF)
option(WP_CODEBOX_INSTALL "Create the install rules and the CMake package" ${PROJECT_IS_TOP_LEVEL})
option(WP_CODEBOX_INSTALL_KIT "The package has the sources of the kit, as component conformance" ON)
option(WP_CODEBOX_USE_COMPILED
       "wp_codebox::wp_codebox is the compiled library: one translation unit holds the definitions" OFF)
option(WP_CODEBOX_WARNINGS_AS_ERRORS "A compiler warning in the project's own code fails the build"
       OFF)
option(WP_CODEBOX_CHECK_DEFINITIONS "Check that each header defines every function it uses" OFF)

set(WP_CODEBOX_LEAK_ROUNDS "" CACHE STRING
    "How often the leak test of real WordPress goes round; empty: 20, or what the environment says")
set(WP_CODEBOX_SANITIZE "" CACHE STRING "Sanitizers for the project's own targets, as -fsanitize=")
set(WP_CODEBOX_SHARED_DIR "${PROJECT_SOURCE_DIR}/../shared"
    CACHE PATH "Folder with the contract's facts and vectors; checks that need it say so if absent")

if(WP_CODEBOX_BUILD_CONFORMANCE AND NOT WP_CODEBOX_BUILD_REFERENCE_BACKEND)
  message(FATAL_ERROR "wp_codebox: WP_CODEBOX_BUILD_CONFORMANCE runs the kit on the reference "
                      "backends: set WP_CODEBOX_BUILD_REFERENCE_BACKEND=ON too")
endif()
