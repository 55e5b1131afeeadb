#!/usr/bin/env python3
"""Do CONTRIBUTING.md, CHANGELOG.md, the compatibility page and the pre-commit configuration agree
with what they speak of?"""
import os
import pathlib
import re
import runpy
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


class ProjectPages(unittest.TestCase):
    def test_contributors_are_told_the_floors_that_are_checked(self):
        told = re.search(r"\*\*Floors\.\*\* (.+?)\.\s", text_of("CONTRIBUTING.md"), re.S)[1]
        checked = runpy.run_path(str(ROOT / "scripts/check-house"), run_name="rules")
        self.assertEqual(re.split(r"\s*←\s*", told), checked["FLOORS"])
        self.assertIn(f"at most {checked['MAX_LINES']} lines", text_of("CONTRIBUTING.md"))

    def test_the_changelog_names_the_version_and_the_contract(self):
        version = re.search(r'sdk_version = "(.+?)"', text_of("include/wp_codebox/version.hpp"))[1]
        contract = re.search(r'contract_version = "(.+?)"', text_of("include/wp_codebox/version.hpp"))[1]
        heading = re.search(r"^## .+$", text_of("CHANGELOG.md"), re.M)[0]
        self.assertIn(version, heading)
        self.assertIn(f"contract {contract}", text_of("CHANGELOG.md"))

    def test_the_promise_is_the_one_that_cmake_keeps(self):
        self.assertIn("COMPATIBILITY SameMinorVersion", text_of("cmake/Install.cmake"))
        self.assertIn("before 1.0 the second number\nplays the part of the first",
                      text_of("docs/compatibility.md"))

    def test_pre_commit_runs_programs_that_are_there(self):
        entries = re.findall(r"entry: ([\w/-]+)", text_of(".pre-commit-config.yaml"))
        self.assertEqual(entries, ["scripts/format", "scripts/check-house", "scripts/check-docs"])
        for entry in entries:
            self.assertTrue(os.access(ROOT / entry, os.X_OK), entry)

    def test_issue_templates_have_what_github_asks_for(self):
        templates = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.md"))
        self.assertEqual(len(templates), 3)
        for template in templates:
            self.assertRegex(template.read_text(), r"\A---\nname: .+\nabout: .+\n---\n", template.name)

    def test_the_licence_is_mit(self):
        self.assertTrue(text_of("LICENSE").startswith("MIT License\n"))


if __name__ == "__main__":
    unittest.main()
