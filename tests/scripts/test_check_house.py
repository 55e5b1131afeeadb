"""Each rule of scripts/check-house fires on a small tree that breaks it, and on nothing else."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check-house"
COMPILED = """// The definitions of one floor's headers for the mode WP_CODEBOX_COMPILED.
// Written by scripts/check-house --write-compiled.

#ifndef WP_CODEBOX_COMPILED
#define WP_CODEBOX_COMPILED
#endif

#include "wp_codebox/json/impl/path.inl.hpp"
"""


class CheckHouse(unittest.TestCase):
    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="wp-codebox-house-"))
        self.addCleanup(shutil.rmtree, self.root)
        (self.root / "scripts").mkdir()
        shutil.copy(SCRIPT, self.root / "scripts")
        self.write("CMakeLists.txt", "project(wp_codebox VERSION 0.1.0)\n")

    def write(self, name, text="#pragma once\n"):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def run_script(self, *arguments):
        script = self.root / "scripts" / "check-house"
        done = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def assert_breach(self, text, *arguments):
        code, output = self.run_script(*arguments)
        self.assertEqual(code, 1, output)
        self.assertIn(text, output)
        self.assertIn(" 1 breaches", output)

    def assert_in_order(self):
        code, output = self.run_script()
        self.assertEqual(code, 0, output)

    def test_an_orderly_tree_passes(self):
        self.write("include/wp_codebox/json/path.hpp", '#pragma once\n#include "wp_codebox/version.hpp"\n')
        self.write("include/wp_codebox/runtime/runtime.hpp",
                   '#pragma once\n#include "wp_codebox/json/path.hpp"\n#include <nlohmann/json.hpp>\n')
        self.write("include/wp_codebox/stdio/server.hpp", "#pragma once\n#include <boost/asio.hpp>\n")
        self.write("tests/json/test_path.cpp", "#include <gtest/gtest.h>\n")
        self.assert_in_order()

    def test_include_of_a_higher_floor(self):
        self.write("include/wp_codebox/json/path.hpp",
                   '#pragma once\n#include "wp_codebox/runtime/runtime.hpp"\n')
        self.assert_breach("include/wp_codebox/json/path.hpp:2: floor json includes")

    def test_relative_include_of_a_higher_floor(self):
        self.write("conformance/kit.hpp")
        self.write("reference_backend/engine.cpp", '#include "../conformance/kit.hpp"\n')
        self.assert_breach("above it")

    def test_libraries_stay_on_their_floors(self):
        for line in ("#include <boost/process.hpp>", "#include <gtest/gtest.h>",
                     "#include <CLI/CLI.hpp>", "#include <regex>", "#include <iostream>"):
            with self.subTest(line):
                self.write("include/wp_codebox/runtime/engine.hpp", f"#pragma once\n{line}\n")
                self.assert_breach("engine.hpp:2:")

    def test_long_file(self):
        self.write("scripts/long", "#!/bin/sh\n" + ":\n" * 599)
        self.assert_in_order()
        self.write("scripts/long", "#!/bin/sh\n" + ":\n" * 600)
        self.assert_breach("601 lines")

    def test_vague_name(self):
        self.write("include/wp_codebox/json/string_utils.hpp")
        self.assert_breach("'utils' says nothing")

    def test_vague_folder(self):
        self.write("docs/common/a.md", "")
        self.assert_breach("'common' says nothing")

    def test_unfinished_work(self):
        self.write("bench/a.cpp", "// TO" + "DO: measure\n")
        self.assert_breach("bench/a.cpp:1: unfinished")

    def test_header_manners(self):
        for text in ("#pragma once\nusing namespace std;\n", "#pragma once\n#define MAX_DEPTH 4\n",
                     "int x;\n"):
            with self.subTest(text):
                self.write("include/wp_codebox/json/a.hpp", text)
                self.assert_breach("include/wp_codebox/json/a.hpp:")

    def test_virtual_functions_make_no_code_where_they_are_included(self):
        for declaration, in_order in (("int f() override;", False), ("virtual int f(\n  int x);", False),
                                      ("WP_CODEBOX_INLINE int f() override;", True),
                                      ("virtual int f() = 0;", True), ("~A() override = default;", True),
                                      ("int f() override { return 1; }", True),
                                      ("int f();  // of override;", True)):
            with self.subTest(declaration):
                self.write("include/wp_codebox/json/a.hpp",
                           "#pragma once\nstruct A {\n  " + declaration + "\n};\n")
                if in_order:
                    self.assert_in_order()
                else:
                    self.assert_breach("is declared WP_CODEBOX_INLINE")

    def test_version_drift(self):
        self.write("include/wp_codebox/version.hpp",
                   "#pragma once\n#define WP_CODEBOX_VERSION_MAJOR 0\n"
                   "#define WP_CODEBOX_VERSION_MINOR 2\n#define WP_CODEBOX_VERSION_PATCH 0\n"
                   'constexpr const char* sdk_version = "0.2.0";\n')
        self.assert_breach("project version 0.1.0, but version.hpp says 0.2.0")

    def test_compiled_list_is_compared_and_written(self):
        self.write("include/wp_codebox/json/impl/path.inl.hpp")
        code, output = self.run_script()
        self.assertEqual(code, 1, output)
        for source in ("wp_codebox_json", "wp_codebox"):
            self.assertIn(f"src/{source}.cpp:1: not the list", output)
        self.assertEqual(self.run_script("--write-compiled")[0], 0)
        self.assertEqual((self.root / "src/wp_codebox_json.cpp").read_text(), COMPILED)
        self.assertIn('#include "wp_codebox_json.cpp"',
                      (self.root / "src/wp_codebox.cpp").read_text())
        self.assert_in_order()

    def write_register(self, *rows):
        text = ",".join(f'{{"id":"{row}"}}' for row in rows)
        self.write("conformance/register/requirements.json", f'{{"requirements":[{text}]}}')

    def test_row_that_nothing_holds(self):
        self.write_register("WPC-ART-001", "WPC-ART-002", "WPC-POL-013")
        self.write("conformance/cases/a.cpp", "TEST_F(Bundles, WPC_ART_001_WPC_ART_002_both) {\n")
        self.write("reference_backend/memory/file_mutants.cpp",
                   '    {"WPC-ART-001:no-file", 1},\n    {"WPC-ART-002:two-files", 1},\n')
        self.assert_breach("no case and no test holds WPC-POL-013")
        self.write("conformance/register/unheld.txt", "# why\nWPC-POL-013 needs a browser\n")
        self.assert_in_order()
        self.write("conformance/register/unheld.txt", "WPC-POL-013\n")
        self.assert_breach("unheld.txt:1: no reason")

    def test_row_that_no_mutant_breaks(self):
        self.write_register("WPC-ART-001", "WPC-ART-002")
        self.write("conformance/cases/a.cpp", "TEST_F(Bundles, WPC_ART_001_WPC_ART_002_both) {\n")
        self.write("reference_backend/memory/file_mutants.cpp",
                   '    {"WPC-ART-001:no-file", 1},\n')
        self.assert_breach("a case checks WPC-ART-002, and no mutant breaks it")
        unmutated = "conformance/register/unmutated.txt"
        self.write(unmutated, "WPC-ART-002 cannot be broken\n")
        self.assert_in_order()
        self.write(unmutated, "WPC-ART-001 why\nWPC-ART-002 cannot be broken\n")
        self.assert_breach("unmutated.txt:1: a mutant breaks WPC-ART-001 now")

    def test_row_that_a_test_holds(self):
        self.write_register("WPC-ART-001", "WPC-ART-002")
        self.write("tests/artifacts/test_a.cpp",
                   "// WPC-ART-001, WPC-ART-002\nTEST_F(Bundle, Holds) {}\n")
        self.assert_in_order()
        self.write("conformance/register/unheld.txt", "WPC-ART-002 not yet\n")
        self.assert_breach("unheld.txt:1: WPC-ART-002 is held now")

    def test_comment_about_a_row_that_holds_nothing(self):
        self.write_register("WPC-ART-001")
        self.write("tests/artifacts/test_a.cpp", "// WPC-ART-001\nTEST(Bundle, Holds) {}\n"
                   "// WPC-ART-001\nint x;\n")
        self.assert_breach("test_a.cpp:3: ids of rows stand directly above a TEST")
        self.write("tests/artifacts/test_a.cpp",
                   "// WPC-ART-001, WPC-ART-009\nTEST(Bundle, Holds) {}\n")
        self.assert_breach("test_a.cpp:1: the register has no WPC-ART-009")

    def test_example_that_no_test_runs(self):
        self.write("examples/one.cpp", "int main() {}\n")
        self.assert_breach("examples/one.cpp:1: no example_output_test")
        self.write("examples/CMakeLists.txt", "# example_output_test(one one)\nadd_executable(example_one one.cpp)\n"
                   "example_output_test(one other CODE 0)\n")
        self.assert_breach("examples/one.cpp:1: no example_output_test")
        self.write("examples/CMakeLists.txt", "example_output_test(first one CODE 0)\n")
        self.assert_in_order()
        self.write("examples/CMakeLists.txt", "example_backend_test(\n  first $<TARGET_FILE:example_one>)\n")
        self.assert_in_order()

    def test_file_of_an_example_that_no_test_names(self):
        self.write("examples/hook/run.mjs", "0\n")
        self.write("examples/hook/data/any.txt", "")
        self.assert_breach("examples/hook/run.mjs:1: no test names it")
        self.write("tests/scripts/test_hook.py", 'HOOK = ROOT / "examples/hook/run.mjs"\n')
        self.assert_in_order()
        self.write("examples/page.txt", "")
        self.assert_breach("examples/page.txt:1: no test names it")

    def test_header_without_a_test_is_a_remark_unless_strict(self):
        self.write("include/wp_codebox/json/path.hpp")
        code, output = self.run_script()
        self.assertEqual(code, 0, output)
        self.assertIn("remark: include/wp_codebox/json/path.hpp", output)
        self.assert_breach("no test file tests/json/test_path.cpp", "--strict")


if __name__ == "__main__":
    unittest.main()
