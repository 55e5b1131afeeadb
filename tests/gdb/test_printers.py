#!/usr/bin/env python3
"""Usage: test_printers.py PROGRAM

Stops the program tests/gdb/sample.cpp in gdb and compares what gdb prints with what a person wants to
read.
"""
import pathlib
import re
import subprocess
import sys
import unittest

PROGRAM = sys.argv.pop()
PRINTERS = pathlib.Path(__file__).resolve().parents[2] / "tools/gdb/wp_codebox_printers.py"
NAMES = ["known_capability", "own_capability", "value", "box", "constant", "dictionary", "extra"]


def shown():
    commands = ["set confirm off", "set debuginfod enabled off", f"source {PRINTERS}",
                "break looked_at", "run", "up"]
    for name in NAMES:
        commands += [f"echo \\n=={name}==", f"print {name}"]
    arguments = ["gdb", "--nx", "--batch"]
    for command in commands + ["echo \\n==end==", "kill"]:
        arguments += ["-ex", command]
    ended = subprocess.run(arguments + [PROGRAM], stdin=subprocess.DEVNULL, capture_output=True,
                           text=True, timeout=100)
    values = re.findall(r"^==(\w+)==\$\d+ = (.*?)\s*(?=^==)", ended.stdout, re.MULTILINE | re.DOTALL)
    return dict(values), ended


class Printers(unittest.TestCase):
    def test_show_what_a_person_wants_to_read(self):
        values, ended = shown()
        self.maxDiff = None
        self.assertEqual({name: values.get(name) for name in NAMES}, {
            "known_capability": '"wp-cli"',
            "own_capability": '"x-\\"own\\" é"',
            "value": '{"a":[1,"b"]}',
            "box": 'box = {value = "in the box"}',
            "constant": '"wp-codebox/sample/v1"',
            "dictionary": '2 members = {["one"] = 1, ["two"] = 2}',
            "extra": '1 members = {["later"] = {"a":[1,"b"]}}',
        }, ended.stdout + ended.stderr)


if __name__ == "__main__":
    unittest.main()
