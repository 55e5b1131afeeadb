"""Passes the lines of a backend's program on, and breaks the protocol on its way.

Usage: testee.py FAULT PROGRAM [ARGUMENT...]

The fault strikes when an answer to runtime/execute has come whose command is `probe.exit`; so it
concerns the cases with a failing command and no other. `none` passes everything on.
"""
import json
import os
import signal
import subprocess
import sys
import threading
import time

fault = sys.argv[1]
backend = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
out = sys.stdout.buffer
exits = set()


def write(line):
    out.write(line)
    out.flush()


def strike(line):
    """Does the harm; what is returned goes out instead of the line."""
    if fault == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == "exit":
        os._exit(0)
    if fault == "hang":
        time.sleep(1000)
    if fault == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        subprocess.Popen(["sleep", "1000"], preexec_fn=lambda: signal.signal(
            signal.SIGTERM, signal.SIG_IGN))
        time.sleep(1000)
    if fault == "garbage":
        write(b"PHP Warning: nothing to see here\n")
    if fault == "flood":
        while True:
            write(b"x" * 65536)
    if fault == "twice":
        write(line)
    return line


def requests():
    for line in sys.stdin.buffer:
        message = json.loads(line)
        execution = message.get("params", {}).get("execution", {})
        if execution.get("command") == "probe.exit":
            exits.add(message["id"])
        backend.stdin.write(line)
        backend.stdin.flush()
    backend.stdin.close()


threading.Thread(target=requests, daemon=True).start()
if fault == "mute":
    time.sleep(1000)
for line in backend.stdout:
    message = json.loads(line)
    if "method" not in message and message["id"] in exits:
        line = strike(line)
    write(line)
sys.exit(7 if fault == "code" else backend.wait())
