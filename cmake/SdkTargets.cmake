# The SDK's targets:
#   wp_codebox::wp_codebox  floors 0-5, header-only; needs nlohmann_json and OpenSSL
#   wp_codebox::compiled    the same headers with their definitions in one static library
#   wp_codebox::stdio       floor 6, adds Boost.Process; only where Boost 1.81 is installed
#   wp_codebox::compiled_stdio  floor 6 with its definitions in a static library

find_package(nlohmann_json 3.11 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)

add_library(wp_codebox INTERFACE)
add_library(wp_codebox::wp_codebox ALIAS wp_codebox)
target_compile_features(wp_codebox INTERFACE cxx_std_20)
target_include_directories(
  wp_codebox SYSTEM INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_include_directories(wp_codebox INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
target_link_libraries(wp_codebox INTERFACE nlohmann_json::nlohmann_json OpenSSL::Crypto)

# wp_codebox_compiled_library(<name> <source> <header-only target>): a static library whose users
# see declarations only. Built when something links it.
function(wp_codebox_compiled_library name source interface)
  if(NOT EXISTS "${PROJECT_SOURCE_DIR}/${source}")
    return()
  endif()
  set(target wp_codebox_${name})
  add_library(${target} STATIC EXCLUDE_FROM_ALL "${PROJECT_SOURCE_DIR}/${source}")
  add_library(wp_codebox::${name} ALIAS ${target})
  target_compile_definitions(${target} PUBLIC WP_CODEBOX_COMPILED)
  target_link_libraries(${target} PUBLIC ${interface})
  wp_codebox_own_target(${target})
endfunction()

wp_codebox_compiled_library(compiled src/wp_codebox.cpp wp_codebox)

find_package(Boost 1.81 QUIET)
find_package(Threads QUIET)
if(TARGET Boost::headers AND TARGET Threads::Threads)
  add_library(wp_codebox_stdio INTERFACE)
  add_library(wp_codebox::stdio ALIAS wp_codebox_stdio)
  set_target_properties(wp_codebox_stdio PROPERTIES EXPORT_NAME stdio)
  target_link_libraries(wp_codebox_stdio INTERFACE wp_codebox Boost::headers Threads::Threads)
  wp_codebox_compiled_library(compiled_stdio src/wp_codebox_stdio.cpp wp_codebox_stdio)
  if(TARGET wp_codebox_compiled_stdio)
    target_link_libraries(wp_codebox_compiled_stdio PUBLIC wp_codebox_compiled)
  endif()
elseif(WP_CODEBOX_BUILD_REFERENCE_BACKEND)
  message(FATAL_ERROR "wp_codebox: Boost 1.81 not found (Debian: libboost1.81-dev). It is needed by "
                      "the reference backends; switch them off with "
                      "-DWP_CODEBOX_BUILD_REFERENCE_BACKEND=OFF -DWP_CODEBOX_BUILD_CONFORMANCE=OFF")
endif()
