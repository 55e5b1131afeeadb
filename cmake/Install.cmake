# Install rules, the CMake package `wp_codebox`, the file for pkg-config, and the Debian package.

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/wp_codebox")

install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/wp_codebox" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
        FILES_MATCHING PATTERN "*.hpp")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES "${PROJECT_SOURCE_DIR}/tools/gdb/wp_codebox_printers.py"
        DESTINATION "${CMAKE_INSTALL_DATADIR}/wp_codebox/gdb")
install(TARGETS wp_codebox wp_codebox_headers EXPORT wp_codebox-targets)
install(EXPORT wp_codebox-targets NAMESPACE wp_codebox:: DESTINATION "${package_dir}")

set(sources_folder "${CMAKE_INSTALL_DATADIR}/wp_codebox/src")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/src/" DESTINATION "${sources_folder}"
        FILES_MATCHING PATTERN "*.cpp")

include("${CMAKE_CURRENT_LIST_DIR}/InstallKit.cmake")

configure_package_config_file(
  "${PROJECT_SOURCE_DIR}/cmake/wp_codebox-config.cmake.in"
  "${PROJECT_BINARY_DIR}/wp_codebox-config.cmake" INSTALL_DESTINATION "${package_dir}"
  PATH_VARS sources_folder kit_folder)
# Headers and sources only: one install serves every architecture.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/wp_codebox-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES "${PROJECT_BINARY_DIR}/wp_codebox-config.cmake"
              "${PROJECT_BINARY_DIR}/wp_codebox-config-version.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/wp_codebox-sources.cmake" DESTINATION "${package_dir}")

# Of no architecture either, so it lies in share/.
set(pkgconfig_dir "${CMAKE_INSTALL_DATADIR}/pkgconfig")
file(RELATIVE_PATH PC_PREFIX "/${pkgconfig_dir}" "/")
configure_file("${PROJECT_SOURCE_DIR}/cmake/wp_codebox.pc.in" "${PROJECT_BINARY_DIR}/wp_codebox.pc"
               @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/wp_codebox.pc" DESTINATION "${pkgconfig_dir}")

if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_GENERATOR "DEB")
  set(CPACK_PACKAGE_NAME "libwp-codebox-dev")
  set(CPACK_PACKAGE_CONTACT "WP Codebox Contracts")
  set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
  set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
  set(CPACK_DEBIAN_FILE_NAME "DEB-DEFAULT")
  set(CPACK_DEBIAN_PACKAGE_ARCHITECTURE "all")
  set(CPACK_DEBIAN_PACKAGE_SECTION "libdevel")
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "nlohmann-json3-dev (>= 3.11), libssl-dev (>= 3.0)")
  set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libboost1.81-dev")
  include(CPack)
endif()
