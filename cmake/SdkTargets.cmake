# The SDK's targets:
#   wp_codebox::wp_codebox  floors 0-5, header-only; needs nlohmann_json and OpenSSL
#   wp_codebox::compiled    the same headers with their definitions in one static library
#   wp_codebox::stdio       floor 6, adds Boost.Process; only where Boost 1.81 is installed

find_package(nlohmann_json 3.11 REQUIRED)
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)

add_library(wp_codebox INTERFACE)
add_library(wp_codebox::wp_codebox ALIAS wp_codebox)
target_compile_features(wp_codebox INTERFACE cxx_std_20)
target_include_directories(
  wp_codebox SYSTEM INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_include_directories(wp_codebox INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>)
target_link_libraries(wp_codebox INTERFACE nlohmann_json::nlohmann_json OpenSSL::Crypto)

if(EXISTS "${PROJECT_SOURCE_DIR}/src/wp_codebox.cpp")
  add_library(wp_codebox_compiled STATIC EXCLUDE_FROM_ALL src/wp_codebox.cpp)
  add_library(wp_codebox::compiled ALIAS wp_codebox_compiled)
  set_target_properties(wp_codebox_compiled PROPERTIES EXPORT_NAME compiled
                                                       OUTPUT_NAME wp_codebox)
  target_compile_definitions(wp_codebox_compiled PUBLIC WP_CODEBOX_COMPILED)
  target_link_libraries(wp_codebox_compiled PUBLIC wp_codebox)
  wp_codebox_own_target(wp_codebox_compiled)
endif()

find_package(Boost 1.81 QUIET)
find_package(Threads QUIET)
if(TARGET Boost::headers AND TARGET Threads::Threads)
  add_library(wp_codebox_stdio INTERFACE)
  add_library(wp_codebox::stdio ALIAS wp_codebox_stdio)
  set_target_properties(wp_codebox_stdio PROPERTIES EXPORT_NAME stdio)
  target_link_libraries(wp_codebox_stdio INTERFACE wp_codebox Boost::headers Threads::Threads)
elseif(WP_CODEBOX_BUILD_REFERENCE_BACKEND)
  message(FATAL_ERROR "wp_codebox: Boost 1.81 not found (Debian: libboost1.81-dev). It is needed by "
                      "the reference backends; switch them off with "
                      "-DWP_CODEBOX_BUILD_REFERENCE_BACKEND=OFF -DWP_CODEBOX_BUILD_CONFORMANCE=OFF")
endif()
