#!/usr/bin/env python3
"""Usage: test_ci_conformance.py WP-CODEBOX-CONFORMANCE REFERENCE-BACKEND

Runs what docs/ci.md tells people to copy, as far as that goes without a CI system: the step of
action.yml and the script of the GitLab job, with the kit that is already built.
"""
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

BACKEND = sys.argv.pop()
KIT = sys.argv.pop()
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SCRIPT = ROOT / "scripts/ci-conformance"
REPORTS = {"kit.json", "kit.xml", "kit.tap", "kit.sarif", "kit.md", "kit.html", "kit.badge.json"}
ONE_CASE = "--filter WPC-EXEC-002"


class CiConformance(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.summary = self.folder / "summary.md"
        self.command = shlex.join([BACKEND, "--backend", "memory"])

    def run_script(self, command=None, variables=(), **more):
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("WP_CODEBOX_", "GITHUB_"))}
        environment.update(GITHUB_STEP_SUMMARY=str(self.summary), WP_CODEBOX_EXEC=self.command,
                           WP_CODEBOX_ARGUMENTS=ONE_CASE)
        environment.update(variables)
        return subprocess.run(command or [SCRIPT, "--kit", KIT], env=environment, cwd=self.folder,
                              capture_output=True, text=True, timeout=120, **more)

    def written(self, folder="conformance-reports"):
        return {path.name for path in (self.folder / folder).iterdir() if path.is_file()}

    def test_keeps_all_reports_and_adds_the_summary(self):
        self.summary.write_text("what another step wrote\n")
        ended = self.run_script()
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertLessEqual(REPORTS, self.written())
        summary = self.summary.read_text()
        self.assertTrue(summary.startswith("what another step wrote\n## ✅"), summary)

    def test_fails_when_the_backend_does(self):
        ended = self.run_script(variables={"WP_CODEBOX_EXEC": "echo garbage; exec cat"})
        self.assertIn(ended.returncode, (1, 3), ended.stdout + ended.stderr)

    def test_takes_more_arguments_in_the_shells_quoting(self):
        ended = self.run_script(variables={
            "WP_CODEBOX_ARGUMENTS": "--filter 'WPC-EXEC-002' --case-limit \"30\""})
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        ended = self.run_script(variables={"WP_CODEBOX_ARGUMENTS": "--filter 'WPC-EXEK-*'"})
        self.assertEqual(ended.returncode, 2, ended.stdout + ended.stderr)

    def test_leaves_no_report_of_an_earlier_job(self):
        (self.folder / "conformance-reports").mkdir()
        for name in REPORTS:
            (self.folder / "conformance-reports" / name).write_text("old")
        self.run_script(variables={"WP_CODEBOX_ARGUMENTS": "--filter 'WPC-EXEK-*'"})
        self.assertFalse(REPORTS & self.written())
        self.assertFalse(self.summary.exists())

    def test_refuses_a_job_without_a_backend(self):
        ended = self.run_script(variables={"WP_CODEBOX_EXEC": ""})
        self.assertEqual(ended.returncode, 2)
        self.assertIn("WP_CODEBOX_EXEC", ended.stderr)
        self.assertEqual(self.run_script([SCRIPT, "--kit"]).returncode, 2)

    def test_is_what_the_action_runs(self):
        text = (ROOT / "action.yml").read_text()
        line = re.search(r"^      run: '(.+)'$", text, re.M)[1]
        inputs = dict(re.findall(r"^        (WP_CODEBOX_\w+): \$\{\{ inputs\.(\w+) \}\}$", text, re.M))
        self.assertEqual(inputs, {"WP_CODEBOX_EXEC": "exec", "WP_CODEBOX_REPORTS": "reports",
                                  "WP_CODEBOX_ARGUMENTS": "arguments"})
        declared = re.findall(r"^  (\w+):$", text[text.index("inputs:"):text.index("runs:")], re.M)
        self.assertEqual(set(inputs.values()), set(declared))
        # No input stands in the line itself: what it holds would be a script.
        self.assertNotIn("${{", line)
        ended = self.run_script(["bash", "-e", "-c", f"{line} --kit {shlex.quote(KIT)}"],
                                {"GITHUB_ACTION_PATH": str(ROOT), "WP_CODEBOX_REPORTS": "kept"})
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertLessEqual(REPORTS, self.written("kept"))

    def test_examples_are_short_and_name_what_is_there(self):
        for name in ("github.yml", "gitlab.yml"):
            lines = (ROOT / "examples/ci" / name).read_text().splitlines()
            self.assertLessEqual(len(lines), 10, name)
            self.assertTrue(all(line == line.rstrip() and "\t" not in line for line in lines))
        gitlab = (ROOT / "examples/ci/gitlab.yml").read_text()
        self.assertIn("kit/scripts/ci-conformance", gitlab)
        self.assertIn("conformance-reports/kit.xml", gitlab)
        self.assertIn("exec:", (ROOT / "examples/ci/github.yml").read_text())

    def test_the_image_runs_scripts_that_are_there(self):
        text = (ROOT / "Dockerfile").read_text()
        for script in re.findall(r"scripts/[\w-]+", text):
            self.assertTrue(os.access(ROOT / script, os.X_OK), script)
        self.assertIn("not built by this repository's tests", text)


if __name__ == "__main__":
    unittest.main()
