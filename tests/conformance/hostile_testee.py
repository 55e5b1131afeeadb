"""Passes the lines of a backend's program on, and does harm on its way.

Usage: hostile_testee.py FAULT PROGRAM [ARGUMENT...]

Faults at the start strike before anything is answered, faults at the end when `shutdown` was
answered. All others strike when an answer to runtime/execute has come whose command is
`probe.exit`: so they concern the cases with a failing command and no other.
"""
import json
import os
import signal
import subprocess
import sys
import threading
import time

fault = sys.argv[1]
sys.stdin = os.fdopen(0, "rb", buffering=0)
out = os.fdopen(1, "wb", buffering=0)
exits = set()
ends = set()
starts = set()
kept = []
LONG = 1000  # seconds; whoever waits for that is killed before


def write(data):
    while data:
        data = data[out.write(data):]


def message(**members):
    return json.dumps({"jsonrpc": "2.0", **members}).encode() + b"\n"


def changed(line, **members):
    return json.dumps({**json.loads(line), **members}).encode() + b"\n"


def without(line, name):
    answer = json.loads(line)
    del answer[name]
    return json.dumps(answer).encode() + b"\n"


def die_by(number):
    os.kill(os.getpid(), number)
    time.sleep(LONG)


def ignore_term():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def stubborn(line):
    ignore_term()
    subprocess.Popen(["sleep", str(LONG)], preexec_fn=ignore_term)
    time.sleep(LONG)


def fork_twice(line):
    if os.fork() == 0:
        if os.fork() == 0:
            ignore_term()
            time.sleep(LONG)
        os._exit(0)
    os._exit(0)


def answer_when_terminated(line):
    def last_word(*_):
        write(line)
        os._exit(0)
    signal.signal(signal.SIGTERM, last_word)
    time.sleep(LONG)


def half(line):
    write(line[:len(line) // 2])
    time.sleep(LONG)


def half_and_exit(line):
    write(line[:len(line) // 2])
    os._exit(0)


def close_output(line):
    os.close(1)
    time.sleep(LONG)


def close_input_and_hang(line):
    os.close(0)
    time.sleep(LONG)


def flood(line):
    while True:
        write(b"x" * 65536)


def alien_events(line):
    event = {"id": "event-1", "type": "runtime.created", "timestamp": "2026-01-02T03:04:05.006Z"}
    note = message(method="runtime/event", params={"runtimeId": "runtime-alien", "event": event})
    while True:
        write(note * 100)


def in_pieces(line):
    for i in range(0, len(line), 7):
        write(line[i:i + 7])
    return b""


def joined(line):
    note = message(method="x/log", params={"text": "one write, many lines"})
    return note * 3 + line + note


def talk_on_stderr(line):
    for _ in range(1024):
        os.write(2, b"nothing to see here\n" * 1024)
    return line


def keep(line):
    kept.append(line)
    return line


# What goes out instead of the answer; some never get so far.
STRIKES = {
    "none": lambda line: line,
    # The end of the program.
    "die": lambda line: die_by(signal.SIGKILL),
    "segv": lambda line: die_by(signal.SIGSEGV),
    "abort": lambda line: die_by(signal.SIGABRT),
    "exit": lambda line: os._exit(0),
    "exit-3": lambda line: os._exit(3),
    "fork-twice": fork_twice,
    "half-and-exit": half_and_exit,
    # No answer.
    "hang": lambda line: time.sleep(LONG),
    "stubborn": stubborn,
    "half": half,
    "close-output": close_output,
    "close-input": close_input_and_hang,
    "late": answer_when_terminated,
    # Lines that are no messages.
    "garbage": lambda line: b"PHP Warning: nothing to see here\n" + line,
    "cut-json": lambda line: line[:-3] + b"\n",
    "empty-line": lambda line: b"\n" + line,
    "byte-order-mark": lambda line: b"\xef\xbb\xbf" + line,
    "latin-1": lambda line: line.replace(b"exit code", b"exit\xa0code"),
    "nul": lambda line: b"\0" + line,
    "deep": lambda line: b"[" * 100000 + b"]" * 100000 + b"\n",
    "batch": lambda line: b"[" + line.rstrip(b"\n") + b"]\n",
    "number": lambda line: b"42\n",
    "other-version": lambda line: changed(line, jsonrpc="1.0"),
    "long-line": lambda line: changed(line, padding="x" * 1100000),
    "flood": flood,
    # Answers to nobody.
    "wrong-id": lambda line: changed(line, id=1000000),
    "text-id": lambda line: changed(line, id=str(json.loads(line)["id"])),
    "null-id": lambda line: changed(line, id=None),
    "no-id": lambda line: without(line, "id"),
    "twice": lambda line: line + line,
    # Answers that say nothing, or too much.
    "neither": lambda line: without(line, "error"),
    "both": lambda line: changed(line, result={}),
    "error-is-text": lambda line: changed(line, error="it did not work"),
    "error-without-message": lambda line: changed(line, error={"code": -32000}),
    "result-of-another-call": lambda line: changed(without(line, "error"), result={"id": 7}),
    # More than answers.
    "alien-events": alien_events,
    "bad-event": lambda line: message(method="runtime/event", params={"event": 1}) + line,
    "asks-back": lambda line: message(id=1, method="x/ask", params={}) + line,
    "after-destroy": keep,
    # Unusual, and allowed.
    "in-pieces": in_pieces,
    "joined": joined,
    "carriage-returns": lambda line: line.replace(b"\n", b"\r\n"),
    "stderr": talk_on_stderr,
}


def declare(line, name, value):
    """The answer to initialize with one more member of the descriptor."""
    answer = json.loads(line)
    answer["result"]["backend"][name] = value
    return json.dumps(answer).encode() + b"\n"


STARTS = {
    # Allowed: it asks for patience.
    "declares-slowness": lambda line: declare(line, "x-slowness", 3),
    "mute": lambda line: time.sleep(LONG),
    "exit-at-start": lambda line: os._exit(0),
    "die-at-start": lambda line: die_by(signal.SIGKILL),
    "garbage-at-start": lambda line: b"Loading ...\n" + line,
    "no-descriptor": lambda line: changed(line, result={"protocolVersion": "1.0"}),
    "refuse-at-start": lambda line: changed(without(line, "result"),
                                            error={"code": -32603, "message": "not today"}),
}

ENDS = {
    "code-at-end": lambda: os._exit(7),
    "die-at-end": lambda: die_by(signal.SIGKILL),
    "hang-at-end": lambda: time.sleep(LONG),
    "line-at-end": lambda: (write(b"bye\n"), os._exit(0)),
    "leave-a-child": lambda: (subprocess.Popen(["sleep", str(LONG)], stdin=subprocess.DEVNULL,
                                               stdout=subprocess.DEVNULL,
                                               preexec_fn=ignore_term), os._exit(0)),
}


def requests(backend):
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("method") == "initialize":
            starts.add(asked["id"])
        if asked.get("method") == "shutdown":
            ends.add(asked["id"])
        if asked.get("method") == "runtime/destroy" and kept:
            write(kept.pop())
        if asked.get("params", {}).get("execution", {}).get("command") == "probe.exit":
            exits.add(asked["id"])
        backend.stdin.write(line)
        backend.stdin.flush()
    backend.stdin.close()


def main():
    if fault not in {**STRIKES, **STARTS, **ENDS}:
        sys.exit("there is no fault " + fault)
    backend = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    threading.Thread(target=requests, args=[backend], daemon=True).start()
    for line in backend.stdout:
        answer = json.loads(line)
        if "method" not in answer:
            if answer["id"] in exits:
                line = STRIKES.get(fault, STRIKES["none"])(line)
            if answer["id"] in starts and fault in STARTS:
                line = STARTS[fault](line)
        write(line)
        if answer.get("id") in ends and "method" not in answer and fault in ENDS:
            ENDS[fault]()
    os._exit(backend.wait())


main()
