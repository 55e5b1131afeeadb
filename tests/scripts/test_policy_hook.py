#!/usr/bin/env python3
"""Usage: test_policy_hook.py WP-CODEBOX-CONFORMANCE

Runs examples/policy_hook/hook.mjs and asks it over HTTP, with the program and with programs that are
not what it expects.
"""
import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop()
HOOK = pathlib.Path(__file__).resolve().parents[2] / "examples/policy_hook/hook.mjs"
POLICY = {"network": "deny", "filesystem": "sandbox", "commands": ["wordpress.run-php"],
          "secrets": "none", "approvals": "never"}


class PolicyHook(unittest.TestCase):
    def start(self, program=PROGRAM):
        """Starts the hook on a free port that the system chose."""
        hook = subprocess.Popen(["node", HOOK, program], stdout=subprocess.PIPE, text=True,
                                env=dict(os.environ, PORT="0"))
        self.addCleanup(hook.stdout.close)
        self.addCleanup(hook.wait)
        self.addCleanup(hook.kill)
        self.port = int(hook.stdout.readline().rstrip("/\n").rpartition(":")[2])

    def ask(self, body, method="POST"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.addCleanup(connection.close)
        connection.request(method, "/", body)
        response = connection.getresponse()
        self.assertEqual(response.headers["Content-Type"], "application/json")
        return response.status, json.loads(response.read())

    def stand_in(self, text):
        """A program that is a script of the shell."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = pathlib.Path(folder.name) / "program"
        path.write_text("#!/bin/sh\n" + text)
        path.chmod(0o755)
        return path

    def test_a_valid_policy(self):
        self.start()
        self.assertEqual(self.ask(json.dumps(POLICY)), (200, {"valid": True, "issues": []}))

    def test_a_policy_with_issues(self):
        self.start()
        status, answer = self.ask(json.dumps({**POLICY, "network": "$(touch x)", "approvals": 7}))
        self.assertEqual(status, 422)
        self.assertEqual([(issue["code"], issue["path"]) for issue in answer["issues"]],
                         [("invalid-network", "$.network"), ("invalid-approvals", "$.approvals")])

    def test_a_body_that_is_no_json(self):
        self.start()
        for body in ("", "{", b"\xff\x00"):
            status, answer = self.ask(body)
            self.assertEqual(status, 422, answer)
            self.assertEqual(len(answer["issues"]), 1)
            self.assertTrue(answer["issues"][0]["code"].startswith("json-"), answer)

    def test_a_body_up_to_the_limit_and_no_further(self):
        self.start()
        text = json.dumps(POLICY)
        self.assertEqual(self.ask(text.ljust(64 * 1024))[0], 200)
        self.assertEqual(self.ask(text.ljust(64 * 1024 + 1))[0], 413)
        # Without a Content-Length.
        self.assertEqual(self.ask(iter([b" " * 40_000] * 50))[0], 413)

    def test_only_post(self):
        self.start()
        self.assertEqual(self.ask(None, "GET")[0], 405)

    def test_a_program_that_is_not_there(self):
        self.start("/nowhere/wp-codebox-conformance")
        status, answer = self.ask(json.dumps(POLICY))
        self.assertEqual((status, answer["error"]), (500, "the policy could not be checked: ENOENT"))

    def test_a_program_that_answers_something_else(self):
        for text in ("process.exit(0)", '{"valid": true}', "null", ""):
            with self.subTest(text):
                self.start(self.stand_in(f"cat > /dev/null\nprintf %s '{text}'\n"))
                status, answer = self.ask(json.dumps(POLICY))
                self.assertEqual(status, 500)
                self.assertEqual(answer["error"], "the policy could not be checked: "
                                 "the answer is not what was expected")

    def test_a_program_that_fails_or_never_stops_writing(self):
        self.start(self.stand_in("exit 3\n"))
        self.assertEqual(self.ask(json.dumps(POLICY))[1]["error"],
                         "the policy could not be checked: exit code 3")
        self.start(self.stand_in("exec yes\n"))
        self.assertEqual(self.ask(json.dumps(POLICY))[1]["error"],
                         "the policy could not be checked: SIGKILL")


if __name__ == "__main__":
    unittest.main()
