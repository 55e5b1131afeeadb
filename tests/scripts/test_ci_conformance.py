#!/usr/bin/env python3
"""Usage: test_ci_conformance.py WP-CODEBOX-CONFORMANCE REFERENCE-BACKEND

Runs what docs/ci.md tells people to copy, as far as that goes without a CI system: the step of
action.yml and the script of the GitLab job. The kit is already built; of the branch that installs and
builds it, all runs but apt-get and cmake, which are stood in for and tell what they were asked.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

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
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        self.assertEqual(action["runs"]["using"], "composite")
        (step,) = action["runs"]["steps"]
        self.assertEqual(set(step), {"shell", "env", "run"})
        self.assertEqual(step["shell"], "bash")
        line = step["run"]
        self.assertEqual(step["env"], {"WP_CODEBOX_EXEC": "${{ inputs.exec }}",
                                       "WP_CODEBOX_REPORTS": "${{ inputs.reports }}",
                                       "WP_CODEBOX_ARGUMENTS": "${{ inputs.arguments }}"})
        self.assertEqual(set(action["inputs"]), {"exec", "reports", "arguments"})
        for name, declared in action["inputs"].items():
            self.assertTrue(declared["description"])
            self.assertNotEqual(declared.get("required", False), "default" in declared, name)
        # No input stands in the line itself: what it holds would be a script.
        self.assertNotIn("${{", line)
        ended = self.run_script(["bash", "-e", "-c", f"{line} --kit {shlex.quote(KIT)}"],
                                {"GITHUB_ACTION_PATH": str(ROOT), "WP_CODEBOX_REPORTS": "kept"})
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertLessEqual(REPORTS, self.written("kept"))

    def test_examples_are_short_and_name_what_is_there(self):
        parsed = {}
        for name in ("github.yml", "gitlab.yml"):
            text = (ROOT / "examples/ci" / name).read_text()
            self.assertLessEqual(len(text.splitlines()), 10, name)
            self.assertTrue(all(line == line.rstrip() for line in text.splitlines()))
            parsed[name] = yaml.safe_load(text)
        job = parsed["gitlab.yml"]["conformance"]
        self.assertEqual(set(job), {"image", "variables", "script", "artifacts"})
        self.assertEqual(job["script"][-1], "kit/scripts/ci-conformance")
        self.assertEqual(list(job["variables"]), ["WP_CODEBOX_EXEC"])
        self.assertEqual(job["artifacts"]["reports"], {"junit": "conformance-reports/kit.xml"})
        (job,) = parsed["github.yml"]["jobs"].values()
        action = yaml.safe_load((ROOT / "action.yml").read_text())
        required = {name for name, about in action["inputs"].items() if about.get("required")}
        self.assertEqual(set(job["steps"][-1]["with"]), required)
        # Both stand in docs/ci.md as they are; scripts/check-docs compares them.

    def job_in_a_copy(self, stubs, **variables):
        """The job as CI runs it, in a checkout that holds only scripts, with programs stood in for.
        Each stub is a shell script; what it was asked is a line of asked.txt."""
        checkout = self.folder / "checkout"
        shutil.copytree(ROOT / "scripts", checkout / "scripts", dirs_exist_ok=True)
        programs = self.folder / "programs"
        programs.mkdir(exist_ok=True)
        asked = self.folder / "asked.txt"
        asked.write_text("")
        for name, script in stubs.items():
            stub = programs / name
            stub.write_text(f'#!/bin/sh\necho "{name} $*" >>"{asked}"\n{script}\n')
            stub.chmod(0o755)
        variables.setdefault("PATH", f"{programs}:{os.environ['PATH']}")
        ended = self.run_script([checkout / "scripts/ci-conformance"], variables)
        return ended, asked.read_text().splitlines()

    def built_kit(self):
        """A cmake that builds the kit by linking it to where it belongs."""
        kit = "build/dev/conformance/wp-codebox-conformance"
        return f'case "$*" in --build*) mkdir -p {kit.rpartition("/")[0]}; ln -sf {KIT} {kit};; esac'

    def test_installs_and_builds_what_it_runs(self):
        ended, asked = self.job_in_a_copy({"apt-get": "exit 1", "cmake": self.built_kit()})
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertEqual(asked[0], "cmake --preset dev")
        self.assertRegex(asked[1], r"^cmake --build build/dev --parallel \d+ --target "
                                   r"wp-codebox-conformance$")
        self.assertEqual(len(asked), 2, "nothing is installed that is there")
        steps = re.findall(r"^\[(\d)/(\d)\]", ended.stdout, re.M)
        self.assertEqual(steps[:4], [(str(step), "4") for step in range(1, 5)])
        self.assertLessEqual(REPORTS, self.written())

    def test_asks_debian_for_what_is_missing_and_for_no_node(self):
        # A machine with nothing but the shell's own tools, as a bare container is.
        programs = self.folder / "programs"
        programs.mkdir()
        for name in ("bash", "sh", "env", "dirname", "basename", "mkdir", "sed", "tr", "cat", "tail",
                     "cut", "grep", "date"):
            (programs / name).symlink_to(shutil.which(name))
        ended, asked = self.job_in_a_copy({"apt-get": "", "id": "echo 0"}, PATH=str(programs))
        self.assertEqual(ended.returncode, 3, ended.stdout + ended.stderr)
        self.assertIn("installed, yet not found", ended.stderr)
        calls = [line for line in asked if line.startswith("apt-get")]
        self.assertEqual(calls[0], "apt-get update")
        self.assertIn("install -y", calls[1])
        packages = set(calls[1].split())
        self.assertLessEqual({"g++", "cmake", "ninja-build", "libgtest-dev", "libcli11-dev",
                              "nlohmann-json3-dev", "libssl-dev", "libboost1.81-dev"}, packages)
        self.assertFalse({"nodejs", "npm", "chromium", "gdb"} & packages)
        self.assertFalse((self.folder / "conformance-reports").exists())

    def test_a_kit_that_cannot_be_built_is_not_the_backends_fault(self):
        for script in ("exit 1", 'case "$*" in --build*) exit 1;; esac'):
            ended, _ = self.job_in_a_copy({"apt-get": "exit 1", "cmake": script})
            self.assertEqual(ended.returncode, 3, ended.stdout + ended.stderr)
            self.assertFalse((self.folder / "conformance-reports").exists())

    def test_its_help_names_every_variable(self):
        ended = self.run_script([SCRIPT, "--help"])
        self.assertEqual(ended.returncode, 0)
        for name in re.findall(r"\$\{(WP_CODEBOX_\w+|GITHUB_STEP_SUMMARY):-", SCRIPT.read_text()):
            self.assertIn(name, ended.stdout)

    def test_refuses_arguments_that_are_no_shell_text(self):
        ended = self.run_script(variables={"WP_CODEBOX_ARGUMENTS": "--filter 'WPC"})
        self.assertEqual(ended.returncode, 2, ended.stdout + ended.stderr)
        self.assertIn("WP_CODEBOX_ARGUMENTS", ended.stderr)

    def test_the_image_runs_scripts_that_are_there(self):
        text = (ROOT / "Dockerfile").read_text()
        for script in re.findall(r"scripts/[\w-]+", text):
            self.assertTrue(os.access(ROOT / script, os.X_OK), script)
        self.assertIn("not built by this repository's tests", text)


if __name__ == "__main__":
    unittest.main()
