#!/usr/bin/env python3
"""Are docs/reference and docs/requirements.md what the field tables and the register say, complete, and
would the scripts that write them notice if not?

Usage: test_written_pages.py PROGRAM   (wp_codebox_generate_schemas)
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ""
PARTS = ["scripts", "tools/site", "include/wp_codebox", "docs", "conformance/register", "conformance/cases"]


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def check(script, root=ROOT):
    arguments = [PROGRAM] if script == "write-reference" else []
    done = subprocess.run([sys.executable, root / "scripts" / script, "--check", *arguments],
                          capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


class WrittenPages(unittest.TestCase):
    def test_the_pages_are_current(self):
        for script in ("write-reference", "write-requirements"):
            self.assertEqual(check(script), (0, ""))

    def test_every_name_of_the_contract_is_on_a_page(self):
        pages = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("docs/reference/*.md"))
        rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| `contracts/\w+\.hpp` \|", text_of("docs/contract-coverage.md"),
                          re.M)
        self.assertGreater(len(rows), 60)
        for _, name in rows:
            self.assertTrue(f"\n## {name}\n" in pages or f"| `{name}` |" in pages, name)

    def test_every_document_is_in_the_index(self):
        index = text_of("docs/reference/README.md")
        rows = re.findall(r"^\| `([\w-]+)` \| `(wp-codebox/[^`]+)` \| (contract|sdk) \|",
                          text_of("docs/contract-coverage.md"), re.M)
        self.assertGreater(len(rows), 50)
        for kind, schema_id, by in rows:
            self.assertIn(f"| `{kind}` | `{schema_id}` | {by} |", index)


class Changes(unittest.TestCase):
    """A copy of the sources in which one thing is changed."""

    def setUp(self):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="wp-codebox-pages-"))
        self.addCleanup(shutil.rmtree, self.root)
        for part in PARTS:
            shutil.copytree(ROOT / part, self.root / part)
        for path in ROOT.glob("tests/*/*.cpp"):
            (self.root / path.parent.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, self.root / path.relative_to(ROOT))

    def assert_noticed(self, text, script="write-reference"):
        code, output = check(script, self.root)
        self.assertEqual(code, 1, output)
        self.assertIn(text, output)

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        self.assertIn(old, text)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def test_a_page_of_hand(self):
        self.edit("docs/reference/runtime.md", "Path on the host.", "Path anywhere.")
        self.assert_noticed("docs/reference/runtime.md: not what the field tables say")

    def test_a_default_that_changed(self):
        self.edit("include/wp_codebox/contracts/policy.hpp", "secrets = SecretsPolicy::none",
                  "secrets = SecretsPolicy::connector_scoped")
        self.assert_noticed("docs/reference/runtime.md: not what the field tables say")

    def test_a_page_that_nothing_writes(self):
        (self.root / "docs/reference/old.md").write_text("# Old\n")
        self.assert_noticed("docs/reference/old.md: nothing writes this page")

    def test_a_header_without_an_area(self):
        shutil.copy(self.root / "include/wp_codebox/contracts/mount.hpp",
                    self.root / "include/wp_codebox/contracts/another.hpp")
        self.assert_noticed("wp_codebox/contracts/another.hpp: in no area")

    def test_a_struct_that_the_program_does_not_list(self):
        self.edit("include/wp_codebox/contracts/mount.hpp", '"MountSpec"', '"OtherSpec"')
        self.assert_noticed("does not list OtherSpec")

    def test_a_test_that_holds_a_row_no_more(self):
        self.edit("tests/artifacts/test_bundle_writer.cpp", "// WPC-ART-002, WPC-ART-003\n", "")
        self.assert_noticed("docs/requirements.md", "write-requirements")


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
