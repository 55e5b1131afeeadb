#!/usr/bin/env python3
"""Usage: test_flake_hunt.py WP-CODEBOX-CONFORMANCE REFERENCE-BACKEND

Does scripts/flake-hunt find what differs, and do its busy processes end with it?
"""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import uuid

BACKEND = sys.argv.pop()
KIT = sys.argv.pop()
SCRIPT = pathlib.Path(__file__).resolve().parent.parent.parent / "scripts/flake-hunt"
MARK = "WP_CODEBOX_FLAKE_TEST"


def marked(mark):
    """The command lines of processes that have this mark in their environment, zombies left out."""
    lines = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                lines.append((folder / "cmdline").read_bytes())
        except OSError:
            continue  # It is gone, or somebody else's.
    return [line for line in lines if line]


def wait_for(what, condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.01)


class FlakeHunt(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.mark = uuid.uuid4().hex

    def command(self, *options, kit=KIT):
        return [SCRIPT, "--overload", "1", "--filter", "WPC-EXEC-001", "--filter", "WPC-EXEC-002",
                "--keep", self.folder / "kept", "--kit", kit, "--backend", BACKEND, *options]

    def hunt(self, *options, **more):
        environment = {**os.environ, MARK: self.mark}
        return subprocess.run(self.command(*options, **more), env=environment, capture_output=True,
                              text=True, timeout=200)

    def kit_that_changes(self, run, options):
        """A kit whose run with this number gets more options."""
        stub = self.folder / "kit"
        stub.write_text(f"""#!/bin/sh
if [ "$1" = run ]; then
  echo >>{self.folder}/runs
  if [ "$(wc -l <{self.folder}/runs)" = {run} ]; then exec {KIT} "$@" {options}; fi
fi
exec {KIT} "$@"
""")
        stub.chmod(0o755)
        return stub

    def test_says_when_all_runs_agree(self):
        ended = self.hunt("--runs", "6")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertIn("[6/6]", ended.stdout)
        self.assertIn("0 of them differ", ended.stdout)
        self.assertFalse((self.folder / "kept").exists())
        self.assertEqual(marked(self.mark), [])

    def test_runs_at_the_same_time_are_told_in_their_order(self):
        ended = self.hunt("--runs", "7", "--jobs", "3")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        self.assertIn("7 runs, 3 at a time", ended.stdout)
        self.assertIn("0 of them differ", ended.stdout)

    def test_reports_with_findings_agree_too(self):
        ended = self.hunt("--runs", "5", "--mutant", "WPC-EXEC-002:failures-resolve")
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)

    def test_names_the_case_whose_verdict_differs(self):
        mutant = "--mutant WPC-EXEC-002:failures-resolve"
        for run, earlier in ((3, 1), (5, 1)):  # With another seed, and with the same.
            (self.folder / "runs").unlink(missing_ok=True)
            ended = self.hunt("--runs", "5", kit=self.kit_that_changes(run, mutant))
            self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
            self.assertIn(f"differs from run {earlier}", ended.stdout)
            self.assertRegex(ended.stdout, r"Execute\.WPC_EXEC_002_\w+: pass and fail")
            self.assertIn("WPC-EXEC-002: pass and fail", ended.stdout)
            for kept in (earlier, run):
                report = json.loads((self.folder / f"kept/run-{kept}.json").read_text())
                self.assertEqual(report["schema"], "wp-codebox/conformance-report/v1")

    def test_names_the_case_that_has_no_result(self):
        ended = self.hunt("--runs", "3", kit=self.kit_that_changes(3, "--level must --shard 2/2"))
        self.assertEqual(ended.returncode, 1, ended.stdout + ended.stderr)
        self.assertIn("no result", ended.stdout)

    def test_a_kit_that_fails_is_no_flake(self):
        ended = self.hunt("--runs", "3", kit=self.kit_that_changes(2, "--no-such-option"))
        self.assertEqual(ended.returncode, 3, ended.stdout + ended.stderr)
        self.assertIn("--no-such-option", ended.stdout)
        self.assertEqual(marked(self.mark), [])

    def test_refuses_wrong_arguments(self):
        for options in (["--runs", "0"], ["--overload", "x"], ["--jobs", "0"], ["--seed", "100000"],
                        ["--what"]):
            self.assertEqual(self.hunt(*options).returncode, 2, options)
        self.assertEqual(self.hunt(kit=self.folder / "absent").returncode, 2)
        self.assertIn("--overload", self.hunt("--help").stdout)

    def test_its_busy_processes_end_with_it_however_it_ends(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            process = subprocess.Popen(self.command("--runs", "100000", "--jobs", "2"),
                                       stdout=subprocess.DEVNULL,
                                       env={**os.environ, MARK: self.mark})
            busy = len(os.sched_getaffinity(0))
            wait_for("busy processes", lambda: sum(b"getppid" in line
                                                   for line in marked(self.mark)) >= busy)
            process.send_signal(number)
            self.assertEqual(process.wait(60), 3 if number != signal.SIGKILL else -number)
            wait_for(f"the end of all after {number!r}", lambda: not marked(self.mark))


if __name__ == "__main__":
    unittest.main()
