# Runs the steps of the vcpkg port without vcpkg: cmake -DPORT=… -DFOLDER=… -P run_portfile.cmake.
# What vcpkg's functions do with a port of headers is done here; FOLDER/packages is the result.
set(CURRENT_PACKAGES_DIR "${FOLDER}/packages")
set(build "${FOLDER}/port-build")

function(run)
  execute_process(COMMAND ${ARGV} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

function(vcpkg_cmake_configure)
  cmake_parse_arguments(PARSE_ARGV 0 port "" "SOURCE_PATH" "OPTIONS")
  run("${CMAKE_COMMAND}" -G Ninja -S "${port_SOURCE_PATH}" -B "${build}"
      "-DCMAKE_INSTALL_PREFIX=${CURRENT_PACKAGES_DIR}" ${port_OPTIONS})
endfunction()

function(vcpkg_cmake_install)
  run("${CMAKE_COMMAND}" --build "${build}" --target install)
endfunction()

# Moves the CMake package to where vcpkg wants it, and its paths with it.
function(vcpkg_cmake_config_fixup)
  cmake_parse_arguments(PARSE_ARGV 0 port "" "PACKAGE_NAME;CONFIG_PATH" "")
  set(config "${CURRENT_PACKAGES_DIR}/share/${port_PACKAGE_NAME}")
  set(given "${CURRENT_PACKAGES_DIR}/${port_CONFIG_PATH}")
  if(NOT EXISTS "${given}/${port_PACKAGE_NAME}-config.cmake")
    message(FATAL_ERROR "the port names a folder without the CMake package: ${given}")
  endif()
  file(GLOB files "${given}/*.cmake")
  file(COPY ${files} DESTINATION "${config}")
  file(REMOVE_RECURSE "${given}")
  file(GLOB files "${config}/*.cmake")
  foreach(file IN LISTS files)
    file(READ "${file}" text)
    string(REPLACE "/../../../" "/../../" text "${text}")
    string(REPLACE "get_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\nget_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\nget_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)"
           "get_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)\nget_filename_component(_IMPORT_PREFIX \"\${_IMPORT_PREFIX}\" PATH)"
           text "${text}")
    file(WRITE "${file}" "${text}")
  endforeach()
endfunction()

function(vcpkg_fixup_pkgconfig)
  if(NOT EXISTS "${CURRENT_PACKAGES_DIR}/share/pkgconfig/wp_codebox.pc")
    message(FATAL_ERROR "the port has no file for pkg-config")
  endif()
endfunction()

function(vcpkg_install_copyright)
  cmake_parse_arguments(PARSE_ARGV 0 port "" "" "FILE_LIST")
  file(COPY_FILE "${port_FILE_LIST}" "${CURRENT_PACKAGES_DIR}/share/copyright")
endfunction()

file(READ "${PORT}/vcpkg.json" manifest)
string(JSON version GET "${manifest}" version)
include("${PORT}/portfile.cmake")
file(READ "${CURRENT_PACKAGES_DIR}/share/wp_codebox/wp_codebox-config-version.cmake" installed)
if(NOT installed MATCHES "PACKAGE_VERSION \"${version}\"")
  message(FATAL_ERROR "vcpkg.json says version ${version}, the package another one")
endif()
