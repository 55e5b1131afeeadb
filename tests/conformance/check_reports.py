#!/usr/bin/env python3
"""Usage: check_reports.py WP-CODEBOX-CONFORMANCE

Runs the kit as its users do and reads its reports with other eyes: an XML parser, a grammar of
TAP 14, the schema of SARIF 2.1.0 and its rules, an HTML parser. Two runs that found the same have to
give the same reports once times are masked.
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree

KIT = sys.argv.pop()
SARIF_SCHEMA = pathlib.Path(__file__).resolve().parent.parent / "schemas/check-sarif.mjs"
KINDS = ["html", "markdown", "sarif", "tap", "junit", "badge", "json"]
HOSTILE = "</script><img src=x onerror=1><!-- ]]> ``` '\"&amp;\u0001\u001b\ud800\uffff\n# x\nok 1 - y"
UNWRITTEN = "TO" "DO"


def kit(*arguments, expect=(0, 1), **more):
    ended = subprocess.run([KIT, *map(str, arguments)], capture_output=True, text=True, timeout=120,
                           **more)
    assert ended.returncode in expect, (ended.returncode, ended.stdout, ended.stderr)
    return ended


def run(folder, name, *more, kinds=("json",)):
    files = {kind: folder / f"{name}.{kind}" for kind in kinds}
    options = [word for kind in kinds for word in (f"--{kind}", files[kind])]
    kit("run", "--backend", "memory", "--filter", "WPC-EXEC-00*", *more, *options)
    return {kind: path.read_text(encoding="utf-8") for kind, path in files.items()}


def hostile_report(text):
    """The report, as if each thing that a backend says was hostile."""
    result = json.loads(text)
    result["backend"].update(name=HOSTILE, version=HOSTILE, kind=HOSTILE, capabilities=[HOSTILE])
    result.update(attachment=HOSTILE, mutant=HOSTILE, filters=[HOSTILE], endFaults=[HOSTILE],
                  startedAt=HOSTILE, kitVersion=HOSTILE, interrupted=HOSTILE, notRun=[HOSTILE])
    for case in result["cases"]:
        for finding in case["findings"]:
            finding.update(what=HOSTILE, expected=HOSTILE, got=HOSTILE)
    return json.dumps(result)


class Tags(html.parser.HTMLParser):
    """Every tag is closed in order, and no script but the page's own."""
    VOID = {"meta", "input", "br"}

    def __init__(self, test):
        super().__init__()
        self.test, self.open, self.seen = test, [], []

    def handle_starttag(self, tag, attributes):
        self.seen.append(tag)
        for name, _ in attributes:
            self.test.assertFalse(name.startswith("on"), name)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.test.assertEqual(self.open.pop(), tag)


class Reports(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def check_junit(self, text, cases):
        root = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
        self.assertEqual(root.tag, "testsuites")
        for level in [root, *root]:
            elements = list(level.iter("testcase"))
            for name, tag in (("tests", None), ("failures", "failure"), ("errors", "error"),
                              ("skipped", "skipped")):
                counted = len(elements) if tag is None else len(list(level.iter(tag)))
                self.assertEqual(int(level.get(name)), counted, name)
            float(level.get("time"))
        for element in root.iter("testcase"):
            self.assertTrue(element.get("name") and element.get("classname"))
            float(element.get("time"))
        names = {f'{one.get("classname")}.{one.get("name")}' for one in root.iter("testcase")}
        self.assertLessEqual({case["name"] for case in cases}, names)
        return root

    def check_tap(self, text):
        lines = text.splitlines()
        self.assertEqual(lines[0], "TAP version 14")
        plan = re.fullmatch(r"1\.\.(\d+)", lines[1])
        number, block = 0, False
        for line in lines[2:]:
            if block:
                block = line != "  ..."
                self.assertTrue(line.startswith("  "), line)
                scalar = re.search(r': (".*)$', line)
                if scalar:
                    json.loads(scalar[1])
                continue
            point = re.fullmatch(r"(not )?ok (\d+) - ((?:[^#\\]|\\[#\\])*?)(?: # (SKIP|%s) (.+))?"
                                 % UNWRITTEN, line)
            if point:
                number += 1
                self.assertEqual(int(point[2]), number)
                continue
            if line == "  ---":
                block = True
                continue
            self.assertRegex(line, r"^(# |Bail out! )")
        self.assertFalse(block)
        self.assertEqual(number, int(plan[1]))

    def check_sarif(self, text):
        log = json.loads(text)
        file = self.folder / "checked.sarif"
        file.write_text(text, encoding="utf-8")
        judged = subprocess.run(["node", SARIF_SCHEMA, file], capture_output=True, text=True)
        self.assertEqual(judged.returncode, 0, judged.stdout + judged.stderr)
        self.assertEqual(log["version"], "2.1.0")
        self.assertEqual(log["$schema"], "https://json.schemastore.org/sarif-2.1.0.json")
        for run_log in log["runs"]:
            driver = run_log["tool"]["driver"]
            self.assertTrue(driver["name"])
            ids = [rule["id"] for rule in driver["rules"]]
            self.assertEqual(len(ids), len(set(ids)))
            for rule in driver["rules"]:
                self.assertTrue(rule["shortDescription"]["text"])
                self.assertIn(rule["defaultConfiguration"]["level"], ("error", "warning", "note"))
            for result in run_log["results"]:
                self.assertTrue(result["message"]["text"])
                self.assertEqual(ids[result["ruleIndex"]], result["ruleId"])
                self.assertIn(result["level"], ("error", "warning", "note"))
                for print_ in result["partialFingerprints"].values():
                    self.assertRegex(print_, r"^[0-9a-f]{64}$")
                for location in result.get("locations", []):
                    if "physicalLocation" not in location:
                        continue
                    place = location["physicalLocation"]
                    self.assertNotIn(":", place["artifactLocation"]["uri"])
                    self.assertGreaterEqual(place["region"]["startLine"], 1)
            for invocation in run_log["invocations"]:
                self.assertIsInstance(invocation["executionSuccessful"], bool)
        return log

    def check_html(self, text):
        parser = Tags(self)
        parser.feed(text)
        parser.close()
        self.assertEqual(parser.open, [])
        self.assertEqual(parser.seen.count("script"), 1)
        self.assertNotIn("img", parser.seen)
        self.assertEqual(len(re.findall(r'<tr id="WPC-', text)),
                         json.loads(kit("requirements", "--json").stdout)["requirements"].__len__())

    def check_all(self, reports):
        result = json.loads(reports["json"])
        self.check_junit(reports["junit"], result["cases"])
        self.check_tap(reports["tap"])
        self.check_sarif(reports["sarif"])
        self.check_html(reports["html"])
        badge = json.loads(reports["badge"])
        self.assertEqual(badge["schemaVersion"], 1)
        self.assertEqual(set(badge), {"schemaVersion", "label", "message", "color", "isError"})
        self.assertLess(len(reports["markdown"].encode()), 1 << 20)

    def test_of_a_sound_backend_are_valid(self):
        self.check_all(run(self.folder, "sound", kinds=KINDS))

    def test_of_a_broken_backend_are_valid(self):
        reports = run(self.folder, "broken", "--mutant", "WPC-EXEC-002:failures-resolve", kinds=KINDS)
        self.check_all(reports)
        root = xml.etree.ElementTree.fromstring(reports["junit"])
        self.assertGreaterEqual(int(root.get("failures")), 1)
        results = json.loads(reports["sarif"])["runs"][0]["results"]
        self.assertIn("WPC-EXEC-002", {result["ruleId"] for result in results})
        self.assertIn("not ok", reports["tap"])

    def test_of_a_hostile_backend_are_valid(self):
        text = run(self.folder, "broken", "--mutant", "WPC-EXEC-002:failures-resolve")["json"]
        hostile = self.folder / "hostile.json"
        hostile.write_text(hostile_report(text))
        reports = {kind: kit("report", hostile, f"--{kind}", "-", expect=(0,)).stdout
                   for kind in KINDS if kind != "json"}
        reports["json"] = text
        self.check_all(reports)
        for kind in ("tap", "junit", "sarif", "markdown", "html"):
            self.assertIn("incomplete", reports[kind], kind)

    def test_are_written_where_the_user_stands(self):
        run(self.folder, "kit")
        kit("report", "kit.json", "--tap", "here.tap", "--badge", "new/there.json", expect=(0,),
            cwd=self.folder)
        self.check_tap((self.folder / "here.tap").read_text())
        json.loads((self.folder / "new/there.json").read_text())

    def test_of_a_killed_kit_are_valid_and_incomplete(self):
        events = self.folder / "kit.events.jsonl"
        files = {kind: self.folder / f"kit.{kind}" for kind in KINDS}
        options = [str(word) for kind in KINDS for word in (f"--{kind}", files[kind])]
        with subprocess.Popen([KIT, "run", "--backend", "memory", "--filter", "WPC-EXEC-00*",
                               "--repeat", "10000", "--events", events, *options],
                              stdout=subprocess.DEVNULL) as process:
            try:
                deadline = time.monotonic() + 60
                ended = re.compile(r'"case-ended".*\n')  # A line that is all there.
                while not (events.exists() and ended.search(events.read_text())):
                    self.assertIsNone(process.poll())
                    self.assertLess(time.monotonic(), deadline)
                    time.sleep(0.02)
            finally:
                process.kill()
        self.check_incomplete({kind: path.read_text(encoding="utf-8")
                               for kind, path in files.items()})
        later = {kind: kit("report", events, f"--{kind}", "-", expect=(0,)).stdout for kind in KINDS}
        self.check_incomplete(later)
        self.assertTrue(json.loads(later["json"])["cases"], "what ended before the kill is there")

    def check_incomplete(self, reports):
        self.check_all(reports)
        for kind in ("tap", "junit", "sarif", "markdown", "html"):
            self.assertIn("incomplete", reports[kind], kind)
        self.assertTrue(json.loads(reports["json"])["interrupted"])
        self.assertNotIn("green", json.loads(reports["badge"])["color"])
        self.assertNotIn("✅", reports["markdown"])

    def test_of_two_equal_runs_are_equal_without_times(self):
        for name in ("first", "second"):
            run(self.folder, name, "--mutant", "WPC-EXEC-002:failures-resolve")
        for kind in KINDS:
            first, second = (kit("report", self.folder / f"{name}.json", "--mask-times",
                                 f"--{kind}", "-").stdout for name in ("first", "second"))
            self.assertEqual(first, second, kind)
            self.assertTrue(first)


if __name__ == "__main__":
    unittest.main()
