"""Builds and runs a program with two translation units of this SDK and one of another version of it.

  coexist.py COMPILER FOLDER [FLAG…]

FLAG goes to every call of the compiler, such as -flto or -fsanitize=address. The address sanitizer
is told to look for objects that are defined twice.
"""
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = ROOT / "tests/package/coexistence"


def run(*command):
    print(" ".join(str(word) for word in command), flush=True)
    subprocess.run(command, check=True)


def other_version(folder):
    """The SDK as a later version of it would look: another namespace, another number."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "include/wp_codebox", folder / "wp_codebox",
                    ignore=shutil.ignore_patterns("stdio"))
    header = folder / "wp_codebox/version.hpp"
    text = header.read_text()
    for old, new in (("inline v0_1", "inline v9_9"), ('"0.1.0"', '"9.9.9"')):
        if text.count(old) != 1:
            sys.exit(f"version.hpp does not say {old} once")
        text = text.replace(old, new)
    header.write_text(text)
    return folder


def main():
    compiler, folder, flags = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    folder.mkdir(parents=True, exist_ok=True)
    here = ROOT / "include"
    other = other_version(folder / "other")
    cached = [shutil.which("ccache")] if shutil.which("ccache") else []
    objects = []
    for name, include in (("first", here), ("second", here), ("other_version", other)):
        objects.append(folder / f"{name}.o")
        run(*cached, compiler, "-std=c++20", "-O1", "-Wall", "-Wextra", "-Werror", *flags, f"-DUNIT={name}",
            f"-I{include}", "-c", SOURCES / "unit.cpp", "-o", objects[-1])
    program = folder / "program"
    run(compiler, "-std=c++20", "-O1", "-Wall", "-Werror", *flags, SOURCES / "main.cpp", *objects, "-o",
        program, "-lcrypto")
    os.environ["ASAN_OPTIONS"] = "detect_odr_violation=2"
    run(program)


main()
