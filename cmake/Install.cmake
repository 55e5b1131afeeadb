# Install rules and the CMake package `wp_codebox`.

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/wp_codebox")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/wp_codebox" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(TARGETS wp_codebox EXPORT wp_codebox-targets)
install(EXPORT wp_codebox-targets NAMESPACE wp_codebox:: DESTINATION "${package_dir}")
if(TARGET wp_codebox_stdio)
  install(TARGETS wp_codebox_stdio EXPORT wp_codebox-stdio-targets)
  install(EXPORT wp_codebox-stdio-targets NAMESPACE wp_codebox:: DESTINATION "${package_dir}")
endif()

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/wp_codebox-config.cmake.in"
  "${PROJECT_BINARY_DIR}/wp_codebox-config.cmake" INSTALL_DESTINATION "${package_dir}")
# Headers only: one install serves every architecture.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/wp_codebox-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/wp_codebox-config.cmake"
              "${PROJECT_BINARY_DIR}/wp_codebox-config-version.cmake" DESTINATION "${package_dir}")
