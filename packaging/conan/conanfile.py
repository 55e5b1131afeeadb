"""Conan 2 recipe for the checkout that it lies in: conan create packaging/conan"""
import os

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeToolchain, cmake_layout
from conan.tools.files import copy


class WpCodeboxContracts(ConanFile):
    name = "wp-codebox-contracts"
    version = "0.1.0"
    license = "MIT"
    description = "Runtime contracts of WP Codebox for C++"
    package_type = "header-library"
    settings = "os", "compiler", "build_type", "arch"
    no_copy_source = True
    checkout = os.path.join("..", "..")

    def export_sources(self):
        checkout = os.path.join(self.recipe_folder, self.checkout)
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*", "tools/*"):
            copy(self, pattern, checkout, self.export_sources_folder)

    def requirements(self):
        self.requires("nlohmann_json/[>=3.11 <4]")
        self.requires("openssl/[>=3.0 <4]")

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        for part in ("TESTS", "BENCHMARKS", "REFERENCE_BACKEND", "CONFORMANCE", "EXAMPLES"):
            toolchain.cache_variables[f"WP_CODEBOX_BUILD_{part}"] = False
        toolchain.cache_variables["WP_CODEBOX_INSTALL"] = True
        # The kit is for a checkout or an installation by hand: its folders are not in this package.
        toolchain.cache_variables["WP_CODEBOX_INSTALL_KIT"] = False
        toolchain.generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()

    def package(self):
        CMake(self).install()

    def package_id(self):
        self.info.clear()

    def package_info(self):
        # The package brings its own CMake files, which know about the libraries built from sources.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = [os.path.join("share", "cmake", "wp_codebox")]
        self.cpp_info.bindirs = []
        self.cpp_info.libdirs = []
