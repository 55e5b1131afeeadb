# The SDK's targets:
#   wp_codebox::wp_codebox  floors 0-5; header-only, or compiled once with WP_CODEBOX_USE_COMPILED
#   wp_codebox::headers     floors 0-5, always header-only
#   wp_codebox::compiled    floors 0-5, the same headers with their definitions in a static library
#   wp_codebox::stdio       floor 6, whose one translation unit pays for Boost.Process; only where
#                           Boost 1.81 is installed

find_package(nlohmann_json 3.11 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)
find_package(Boost 1.81 QUIET)
find_package(Threads QUIET)

add_library(wp_codebox_headers INTERFACE)
add_library(wp_codebox::headers ALIAS wp_codebox_headers)
set_target_properties(wp_codebox_headers PROPERTIES EXPORT_NAME headers)
target_compile_features(wp_codebox_headers INTERFACE cxx_std_20)
target_include_directories(
  wp_codebox_headers INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
                               $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(wp_codebox_headers INTERFACE nlohmann_json::nlohmann_json OpenSSL::Crypto)

add_library(wp_codebox INTERFACE)
add_library(wp_codebox::wp_codebox ALIAS wp_codebox)
target_link_libraries(wp_codebox INTERFACE wp_codebox_headers)

include("${CMAKE_CURRENT_LIST_DIR}/wp_codebox-sources.cmake")
wp_codebox_add_compiled("${PROJECT_SOURCE_DIR}/src")
wp_codebox_own_target(wp_codebox_compiled)
if(WP_CODEBOX_USE_COMPILED)
  # A definition that is missing from the list would show only as an undefined reference.
  file(GLOB_RECURSE definitions CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/include"
       "${PROJECT_SOURCE_DIR}/include/wp_codebox/*.inl.hpp")
  list(FILTER definitions EXCLUDE REGEX "^wp_codebox/stdio/")
  set(compiled_list "")
  get_target_property(sources wp_codebox_compiled SOURCES)
  foreach(source IN LISTS sources)
    file(READ "${source}" compiled_part)
    string(APPEND compiled_list "${compiled_part}")
  endforeach()
  foreach(definition IN LISTS definitions)
    if(NOT compiled_list MATCHES "\"${definition}\"")
      message(WARNING "wp_codebox: src/*.cpp lack ${definition}; run "
                      "scripts/check-house --write-compiled")
    endif()
  endforeach()

  # An installed package stays header-only; it builds the library where a user asks for it.
  target_link_libraries(wp_codebox INTERFACE $<BUILD_INTERFACE:wp_codebox_compiled>)
endif()

if(TARGET Boost::headers AND TARGET Threads::Threads)
  wp_codebox_add_stdio("${PROJECT_SOURCE_DIR}/src")
  wp_codebox_own_target(wp_codebox_stdio)
elseif(WP_CODEBOX_BUILD_REFERENCE_BACKEND)
  message(FATAL_ERROR "wp_codebox: Boost 1.81 not found (Debian: libboost1.81-dev). It is needed by "
                      "the reference backends; switch them off with "
                      "-DWP_CODEBOX_BUILD_REFERENCE_BACKEND=OFF -DWP_CODEBOX_BUILD_CONFORMANCE=OFF")
endif()
