"""A backend program for tests. Usage: testee.py [FAULT...]

Without a fault it answers every call with the least that fits. Each fault names what it does wrong;
those that end in `_at_execute` happen when the command `break` is executed, and the others where
their name says.
"""
import json
import os
import signal
import subprocess
import sys
import time

faults = set(sys.argv[1:])
out = sys.stdout.buffer
TIME = "2026-01-02T03:04:05.006Z"
runtimes = {}


def write(data):
    out.write(data)
    out.flush()


def send(message):
    data = (json.dumps(message) + "\n").encode()
    if "in_pieces" in faults:
        for i in range(0, len(data), 7):
            write(data[i : i + 7])
    else:
        write(data)


def answer(request, result):
    send({"jsonrpc": "2.0", "id": request["id"], "result": result})


def refuse(request, code, message="no", **data):
    send({"jsonrpc": "2.0", "id": request["id"],
          "error": {"code": -32000, "message": message,
                    "data": {"name": "RuntimeError", "code": code, **data}}})


def event(runtime, kind):
    send({"jsonrpc": "2.0", "method": "runtime/event", "params": {
        "runtimeId": runtime, "event": {"id": "event-1", "type": kind, "timestamp": TIME}}})


def hang():
    while True:
        time.sleep(1000)


def info(runtime):
    return {"id": runtime, "backend": "x-test", "environment": {"kind": "wordpress"},
            "createdAt": TIME, "status": runtimes[runtime]}


def break_at_execute(request, result):
    if "signal_at_execute" in faults:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "exit_at_execute" in faults:
        print("it is all over", file=sys.stderr, flush=True)
        os._exit(0)
    if "hang_at_execute" in faults:
        hang()
    if "stubborn_at_execute" in faults:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        subprocess.Popen(["sleep", "1000"])
        write(b'{"half')
        hang()
    if "garbage_at_execute" in faults:
        write(b"Warning: something happened\n")
    if "bytes_at_execute" in faults:
        write(b'{"jsonrpc":"2.0","id":1,"result":"\xff"}\n')
    if "flood_at_execute" in faults:
        while True:
            write(b"x" * 65536)
    if "events_at_execute" in faults:
        while True:
            event("runtime-nobody-knows", "x")
    if "foreign_id_at_execute" in faults:
        send({"jsonrpc": "2.0", "id": 4711, "result": result})
    if "twice_at_execute" in faults:
        answer(request, result)
    if "result_at_execute" in faults:
        del result["exitCode"]
    if "error_at_execute" in faults:
        return send({"jsonrpc": "2.0", "id": request["id"], "error": {"code": 1, "message": "no"}})
    if "event_at_execute" in faults:
        send({"jsonrpc": "2.0", "method": "runtime/event", "params": {"runtimeId": "x"}})
    if "call_at_execute" in faults:
        send({"jsonrpc": "2.0", "id": "b", "method": "hostTool/cal", "params": {}})
        sys.stdin.readline()  # That it is not known.
    answer(request, result)


def tool(request, runtime):
    send({"jsonrpc": "2.0", "id": "tool-1", "method": "hostTool/call", "params": {
        "runtimeId": runtime, "tool": "test/tool", "input": {"a": 1},
        "context": {"tool": "test/tool", "policyCommand": "test/tool",
                    "metadata": {"cwd": None, "timeoutMs": request["params"]["execution"].get("timeoutMs")}}}})
    reply = json.loads(sys.stdin.readline())
    return json.dumps(reply)


def execute(request):
    runtime = request["params"]["runtimeId"]
    execution = request["params"]["execution"]
    command = execution["command"]
    event(runtime, "runtime.command.started")
    result = {"id": "command-1", "command": command, "args": execution.get("args", []),
              "exitCode": 0, "stdout": "", "stderr": "", "startedAt": TIME, "finishedAt": TIME}
    if command == "break":
        return break_at_execute(request, result)
    if command == "refuse":
        return refuse(request, "runtime-command-failed", "it said no", command=command)
    if command == "pid":
        result["stdout"] = str(os.getpid())
    if command == "environment":
        result["stdout"] = json.dumps(dict(os.environ))
    if command == "tool":
        if "news_with_tool" in faults:
            event("runtime-1", "news")
        result["stdout"] = tool(request, runtime)
    event(runtime, "runtime.command.finished")
    answer(request, result)


def handle(request):
    method, params = request["method"], request["params"]
    if method == "initialize":
        if "exit_at_start" in faults:
            sys.exit(3)
        if "hang_at_start" in faults:
            hang()
        kind = "x-test" if "descriptor_at_start" not in faults else 7
        answer(request, {"protocolVersion": "1.0", "backend": {
            "kind": kind, "name": "testee", "version": "1", "capabilities": ["host-tools", "restore"],
            "policyEnforcement": dict.fromkeys(
                ["network", "filesystem", "commands", "secrets", "approvals"], "declarative"),
            "probes": "native",
            "afterDestroy": {"observe": "rejects", "collectArtifacts": "rejects"}}})
    elif method in ("backend/create", "backend/restore"):
        runtime = "runtime-" + str(len(runtimes) + 1)
        runtimes[runtime] = "created"
        event(runtime, "runtime.created")
        print("made", json.dumps(params), file=sys.stderr, flush=True)
        answer(request, {"runtime": info(runtime)})
    elif method == "shutdown":
        if "hang_at_shutdown" in faults:
            hang()
        answer(request, {})
        if "line_after_shutdown" in faults:
            send({"jsonrpc": "2.0", "method": "runtime/more", "params": {}})
        sys.exit(5 if "code_after_shutdown" in faults else 0)
    elif params["runtimeId"] not in runtimes:
        refuse(request, "runtime-unknown")
    elif method == "runtime/execute":
        execute(request)
    elif method == "runtime/info":
        answer(request, info(params["runtimeId"]))
    elif method == "runtime/destroy":
        runtimes[params["runtimeId"]] = "destroyed"
        event(params["runtimeId"], "runtime.destroyed")
        answer(request, {})
    elif method == "runtime/mount":
        answer(request, {"seen": params["mount"]})
        print("mounted", params["mount"]["source"], file=sys.stderr, flush=True)
    else:
        refuse(request, "backend-internal-error")


for line in sys.stdin:
    handle(json.loads(line))
