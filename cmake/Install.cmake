# Install rules and the CMake package `wp_codebox`.

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/wp_codebox")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/wp_codebox" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(TARGETS wp_codebox wp_codebox_headers EXPORT wp_codebox-targets)
install(EXPORT wp_codebox-targets NAMESPACE wp_codebox:: DESTINATION "${package_dir}")

set(sources_folder "${CMAKE_INSTALL_DATADIR}/wp_codebox/src")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/src/" DESTINATION "${sources_folder}"
        FILES_MATCHING PATTERN "*.cpp")

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/wp_codebox-config.cmake.in"
  "${PROJECT_BINARY_DIR}/wp_codebox-config.cmake" INSTALL_DESTINATION "${package_dir}"
  PATH_VARS sources_folder)
# Headers and sources only: one install serves every architecture.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/wp_codebox-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/wp_codebox-config.cmake"
              "${PROJECT_BINARY_DIR}/wp_codebox-config-version.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/wp_codebox-sources.cmake" DESTINATION "${package_dir}")
