"""Runs the steps of the Conan recipe without Conan: run_conanfile.py CONANFILE FOLDER.

Stands in for the few parts of Conan that the recipe uses; FOLDER/package is the result.
"""
import importlib.util
import shutil
import subprocess
import sys
import types
from pathlib import Path

recipe_path, folder = (Path(argument).resolve() for argument in sys.argv[1:])


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


class Info:
    def set_property(self, name, value):
        setattr(self, name, value)

    def clear(self):
        pass


class ConanFile:
    def __init__(self):
        self.recipe_folder = str(recipe_path.parent)
        self.export_sources_folder = str(folder / "source")
        self.info = Info()
        self.cpp_info = Info()
        self.required = []
        self.cache_variables = {}

    def requires(self, reference):
        self.required.append(reference)


class CMakeToolchain:
    def __init__(self, recipe):
        self.recipe = recipe
        self.cache_variables = {}

    def generate(self):
        self.recipe.cache_variables = self.cache_variables


class CMake:
    def __init__(self, recipe):
        self.recipe = recipe

    def configure(self):
        options = [f"-D{name}={'ON' if value else 'OFF'}"
                   for name, value in self.recipe.cache_variables.items()]
        subprocess.run(["cmake", "-G", "Ninja", "-S", folder / "source", "-B", folder / "conan-build",
                        *options], check=True)

    def install(self):
        subprocess.run(["cmake", "--install", folder / "conan-build", "--prefix", folder / "package"],
                       check=True)


def copy(_, pattern, src, dst):
    whole_folder = pattern.endswith("/*")
    name = pattern.removesuffix("/*")
    target = Path(dst) / name
    target.parent.mkdir(parents=True, exist_ok=True)
    if whole_folder:
        shutil.copytree(Path(src) / name, target)
    else:
        shutil.copy(Path(src) / name, target)


module("conan", ConanFile=ConanFile)
module("conan.tools")
module("conan.tools.cmake", CMake=CMake, CMakeToolchain=CMakeToolchain, cmake_layout=lambda recipe: None)
module("conan.tools.files", copy=copy)
spec = importlib.util.spec_from_file_location("recipe", recipe_path)
loaded = importlib.util.module_from_spec(spec)
spec.loader.exec_module(loaded)
recipe = loaded.WpCodeboxContracts()
for step in ("export_sources", "requirements", "layout", "generate", "build", "package", "package_id",
             "package_info"):
    getattr(recipe, step)()
if sorted(text.split("/")[0] for text in recipe.required) != ["nlohmann_json", "openssl"]:
    sys.exit(f"the recipe requires {recipe.required}")
for built in recipe.cpp_info.builddirs:
    if not list((folder / "package" / built).glob("wp_codebox-config.cmake")):
        sys.exit(f"{built} of the package does not have its CMake files")
version = subprocess.run(["grep", "-h", "PACKAGE_VERSION ", folder / "package" /
                          "share/cmake/wp_codebox/wp_codebox-config-version.cmake"],
                         check=True, capture_output=True, text=True).stdout
if f'"{recipe.version}"' not in version:
    sys.exit(f"the recipe says version {recipe.version}, the package {version}")
