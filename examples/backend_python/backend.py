"""A WP Codebox backend in Python that shows the protocol (docs/backend-protocol.md), not isolation.
Replace boot, COMMANDS and destroy, then try: wp-codebox-conformance run --exec python3 backend.py
"""
import concurrent.futures, datetime, hashlib, json, os, pathlib, shutil, sys, tempfile, threading, time, uuid

FIELDS = ("network", "filesystem", "secrets", "approvals")
FINISHED = ("id", "command", "exitCode", "startedAt", "finishedAt")
DESCRIPTOR = {
    "kind": "x-python", "name": "python-starter", "version": "1.0.0", "capabilities": [], "probes": "native",
    "policyEnforcement": {"commands": "enforced", **dict.fromkeys(FIELDS, "declarative")},
    "afterDestroy": {"observe": "rejects", "collectArtifacts": "rejects"}}
output, runtimes = threading.Lock(), {}
new_id = lambda kind: f"{kind}-{uuid.uuid4().hex}"
now = lambda: datetime.datetime.utcnow().isoformat(timespec="milliseconds") + "Z"
as_failure = lambda error, code: error if isinstance(error, Failure) else Failure(code, repr(error))

class Failure(Exception):
    def __init__(self, code, message, number=-32000, **more):
        super().__init__(message)
        self.form = {"code": number, "message": message, "data": {"name": "Error", "code": code, **more}}

def send(**message):
    with output:
        print(json.dumps({"jsonrpc": "2.0", **message}), flush=True)

def with_digest(record, **identity):
    """The digest covers a name, and the record as JSON with sorted members and no spaces."""
    text = json.dumps({**record, "artifactRefs": []}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    text = "wp-codebox/runtime-episode-trace/v1\n" + text
    digest = {"algorithm": "sha256", "value": hashlib.sha256(text.encode()).hexdigest()}
    return {**identity, **json.loads(json.dumps(record)), "digest": digest}

class Runtime:
    def __init__(self, spec):
        self.policy, self.lock, self.root = spec["policy"], threading.RLock(), None
        for code, wrong in {"runtime-policy-invalid": not all(self.policy.get(field) for field in FIELDS),
                            "runtime-backend-mismatch": spec["backend"] != DESCRIPTOR["kind"],
                            "backend-unsupported": spec.get("hostTools") or spec.get("preview")}.items():
            if wrong: raise Failure(code, "No runtime can be made from this spec")
        self.commands, self.events = [], []
        self.about = {"id": new_id("runtime"), "backend": spec["backend"], "status": "created",
                      "environment": spec["environment"], "createdAt": now()}
        os.makedirs(os.path.join(spec.get("artifactsDirectory", "artifacts"), self.about["id"]))
        runtimes[self.about["id"]] = self
        self.record("runtime.created", hostTools=[], **{m: spec[m] for m in ("backend", "environment", "policy")})
    def record(self, kind, **data):
        with self.lock:  # So that events have and are told in one order.
            event = {"id": new_id("event"), "type": kind, "timestamp": now(), "data": data}
            self.events.append(event)
            send(method="runtime/event", params={"runtimeId": self.about["id"], "event": event})
    def boot(self):
        with self.lock:
            if self.about["environment"]["kind"] == "x-boot-fails":
                raise Failure("runtime-boot-failed", "This environment never comes up")
            self.root = self.root or tempfile.mkdtemp(prefix="python-starter-")
    def execute(self, params):
        spec, failure = params["execution"], None
        name, args = spec["command"], spec.get("args", [])
        if name not in self.policy["commands"]:
            raise Failure("runtime-command-disallowed", f"The policy does not allow {name}",
                          command=name, allowedCommands=self.policy["commands"], policy=self.policy)
        if self.policy["approvals"] != "never":
            raise Failure("runtime-approval-required", "There is nobody to ask")
        result = dict(id=new_id("command"), command=name, args=args, exitCode=0, stdout="", stderr="", startedAt=now())
        self.record("runtime.command.started", id=result["id"], command=name, args=args,
                    cwd=spec.get("cwd"), timeoutMs=spec.get("timeoutMs"))
        try:
            if name not in COMMANDS: raise Failure("runtime-command-unsupported", f"There is no command {name}")
            self.boot()  # Of equal names the first counts.
            result["stdout"] = COMMANDS[name](self, dict(a.partition("=")[::2] for a in reversed(args)))
        except Exception as error:
            failure = as_failure(error, "runtime-command-failed")
            result.update(exitCode=1, stderr=str(failure))
        with self.lock:
            result["finishedAt"] = now()
            self.commands.append(result)
            self.record("runtime.command.finished", **{member: result[member] for member in FINISHED})
        if failure: raise failure
        return result
    def observe(self, params):
        kind, wanted = params["observation"]["type"], params["observation"].get("commandId")
        found = [c for c in self.commands if wanted in (None, c["id"])]
        data = {"runtime-info": self.about, "mounts": [], "browser-result": {"probes": []},
                "runtime-events": self.events, "runtime-logs": self.events,
                "command-result": found[-1] if found else {"commandId": wanted, "found": False}}
        if kind not in data: raise Failure("runtime-observation-unsupported", f"{kind} cannot be observed here")
        record = with_digest({"schema": "wp-codebox/runtime-episode-observation/v1", "type": kind,
                              "data": data[kind], "observedAt": now()}, id=new_id("observation"))
        self.record("runtime.observed", type=kind, observedAt=record["observedAt"])
        return record
    def snapshot(self, params):
        record = with_digest({"schema": "wp-codebox/runtime-episode-snapshot/v1", "id": new_id("snapshot"),
                              "createdAt": now(), "metadata": {"runtime": self.about, "mounts": []}})
        self.record("runtime.snapshot.created", id=record["id"], createdAt=record["createdAt"], artifactPath=None)
        return record
    def destroy(self, params=None):
        with self.lock:
            if self.about["status"] != "destroyed":
                self.about["status"] = "destroyed"
                shutil.rmtree(self.root or "", ignore_errors=True)
                self.record("runtime.destroyed", runtimeId=self.about["id"])
        return {}

def fail(code): raise Failure("runtime-command-failed", f"exit code {code}")
def file_of(runtime, args): return pathlib.Path(runtime.root + os.path.normpath(os.path.join("/workspace", args["path"])))
def write(runtime, args):
    file_of(runtime, args).parent.mkdir(parents=True, exist_ok=True)
    file_of(runtime, args).write_text(args["text"])
    return "written"

COMMANDS = {  # Some of the probes that the kit acts with; each gets the runtime and its args.
    "probe.echo": lambda _, a: a.get("text") or ("0123456789abcdef" * int(a["bytes"]))[:int(a["bytes"])],
    "probe.sleep": lambda _, a: time.sleep(int(a["ms"]) / 1000) or "slept", "probe.write": write,
    "probe.read": lambda r, a: file_of(r, a).read_text() if file_of(r, a).is_file() else fail(1),
    "probe.env": lambda _, a: "", "probe.exit": lambda _, a: fail(a["code"]) if a["code"] != "0" else "",
    "inspect-mounted-inputs": lambda _, a: '{"mounts": []}'}
METHODS = {"runtime/info": lambda runtime, _: runtime.about, "runtime/execute": Runtime.execute,
           "runtime/observe": Runtime.observe, "runtime/snapshot": Runtime.snapshot,
           "runtime/destroy": Runtime.destroy}

def result_of(method, params):
    if method == "initialize": return {"protocolVersion": "1.0", "backend": DESCRIPTOR}
    if method == "backend/create": return {"runtime": Runtime(params["spec"]).about}
    if method not in METHODS:
        raise Failure("runtime-mount-refused" if "mount" in method else "backend-unsupported", f"No {method} here")
    if params["runtimeId"] not in runtimes: raise Failure("runtime-unknown", "There is no such runtime", -32602)
    runtime = runtimes[params["runtimeId"]]
    if runtime.about["status"] == "destroyed" and method not in ("runtime/info", "runtime/destroy"):
        raise Failure("runtime-destroyed", "The runtime was destroyed")
    return METHODS[method](runtime, params)

def answer(request):
    try:
        send(id=request["id"], result=result_of(request["method"], request["params"]))
    except Exception as error:
        send(id=request["id"], error=as_failure(error, "backend-internal-error").form)

request = {"method": None}
with concurrent.futures.ThreadPoolExecutor(64) as pool:
    while request["method"] != "shutdown" and (line := sys.stdin.buffer.readline()):
        try: request = json.loads(line)
        except ValueError as error:
            send(id=None, error=Failure("json-syntax", str(error), -32700).form)
            continue
        if request["method"] != "shutdown":
            pool.submit(answer, request)
    for runtime in list(runtimes.values()):
        runtime.destroy()
if request["method"] == "shutdown":
    send(id=request["id"], result={})
