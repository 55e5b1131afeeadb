#!/usr/bin/env python3
"""Plays the conversation of a page to a backend's program and compares what comes back.

Usage: check_transcript.py PAGE PROGRAM [ARGUMENT...]

The conversation is the fenced block after the line `<!-- conversation -->`. A line `> …` is sent, a
line `< …` is compared with the next line that comes: the JSON values have to be equal, members in
any order. Ids such as `runtime-1` stand for those that the backend gives out, each for one; and the
time 2026-01-02T03:04:05.006Z for any. A line `< …` stands for any number of lines, and `…` at the end of
a list for any more of its elements. Exit code 0 when all is as the page says, and the program
ended with 0.
"""
import json
import re
import signal
import subprocess
import sys


NAME = re.compile(r"(runtime|event|command)-\d+")
TIME = "2026-01-02T03:04:05.006Z"
PATIENCE_S = 60
real = {}  # What the backend calls the ids of the page.


def is_line(expected, line):
    """Whether the line fits; only then the ids that it brings are known."""
    known = dict(real)
    if fits(json.loads(expected), json.loads(line)):
        return True
    real.clear()
    real.update(known)
    return False


def fits(expected, got):
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(fits(expected[k], got[k]) for k in expected)
    if isinstance(expected, list) and isinstance(got, list):
        if expected[-1:] == ["…"]:
            expected, got = expected[:-1], got[:len(expected) - 1]
        return len(expected) == len(got) and all(map(fits, expected, got))
    if isinstance(expected, str) and NAME.fullmatch(expected):
        return real.setdefault(expected, got) == got and list(real.values()).count(got) == 1
    if expected == TIME:
        return re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", got) is not None
    return expected == got


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    page = open(sys.argv[1], encoding="utf-8").read()
    block = re.search(r"<!-- conversation -->\n+```[a-z]*\n(.*?)```", page, re.S)
    lines = block.group(1).splitlines() if block else []
    if not lines:
        print(f"{sys.argv[1]}: no conversation")
        return 1
    backend = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               encoding="utf-8")
    signal.alarm(PATIENCE_S)  # A line that never comes must not hang the check.
    skipping = False
    for line in lines:
        if line.startswith("> "):
            backend.stdin.write(NAME.sub(lambda m: real[m[0]], line[2:]) + "\n")
            backend.stdin.flush()
            continue
        if line == "< …":
            skipping = True
            continue
        got = backend.stdout.readline()
        while skipping and got and not is_line(line[2:], got):
            got = backend.stdout.readline()
        skipping = False
        if not line.startswith("< ") or not got or not is_line(line[2:], got):
            print(f"the page says: {line}\nwhat came:       {got}")
            backend.kill()
            return 1
    status = backend.wait(timeout=60)
    rest = backend.stdout.read()
    print(f"{len(lines)} lines, exit code {status}")
    if rest:
        print("more came: " + rest)
    return 0 if status == 0 and not rest else 1


sys.exit(main())
