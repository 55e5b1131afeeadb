# An overlay port: builds the checkout that it lies in.
#   vcpkg install wp-codebox-contracts --overlay-ports=<checkout>/packaging/vcpkg
get_filename_component(SOURCE_PATH "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)

vcpkg_cmake_configure(
  SOURCE_PATH "${SOURCE_PATH}"
  OPTIONS -DWP_CODEBOX_BUILD_TESTS=OFF -DWP_CODEBOX_BUILD_BENCHMARKS=OFF
          -DWP_CODEBOX_BUILD_REFERENCE_BACKEND=OFF -DWP_CODEBOX_BUILD_CONFORMANCE=OFF
          -DWP_CODEBOX_BUILD_EXAMPLES=OFF -DWP_CODEBOX_INSTALL=ON)
vcpkg_cmake_install()
vcpkg_cmake_config_fixup(PACKAGE_NAME wp_codebox CONFIG_PATH share/cmake/wp_codebox)
vcpkg_fixup_pkgconfig()

# Headers and sources only: there is nothing to debug.
file(REMOVE_RECURSE "${CURRENT_PACKAGES_DIR}/debug" "${CURRENT_PACKAGES_DIR}/share/doc")
vcpkg_install_copyright(FILE_LIST "${SOURCE_PATH}/LICENSE")
