# The install component `conformance`: the sources of the kit and of the reference backends, which
# find_package(wp_codebox COMPONENTS conformance) builds in the build of whoever asks for them, as
# the package's other libraries. They lie as in this repository, so the same CMake files serve.

set(kit_folder "${CMAKE_INSTALL_DATADIR}/wp_codebox/kit")

if(NOT WP_CODEBOX_INSTALL_KIT)
  return()
endif()
install(FILES "${PROJECT_SOURCE_DIR}/cmake/kit/CMakeLists.txt" DESTINATION "${kit_folder}"
        COMPONENT conformance)
install(FILES "${PROJECT_SOURCE_DIR}/cmake/OwnTarget.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/ConformanceTest.cmake"
        DESTINATION "${kit_folder}/cmake" COMPONENT conformance)
install(DIRECTORY "${PROJECT_SOURCE_DIR}/conformance" "${PROJECT_SOURCE_DIR}/reference_backend"
        DESTINATION "${kit_folder}" COMPONENT conformance
        PATTERN node_modules EXCLUDE PATTERN test EXCLUDE PATTERN vectors EXCLUDE)
