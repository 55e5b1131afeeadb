// A WP Codebox backend in JavaScript that shows the protocol (docs/backend-protocol.md), not isolation.
// Replace boot, commands and destroy, then try: wp-codebox-conformance run --exec node backend.mjs
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const fields = ['network', 'filesystem', 'secrets', 'approvals'];
const descriptor = {
  kind: 'x-javascript', name: 'javascript-starter', version: '1.0.0', capabilities: [], probes: 'native',
  policyEnforcement: { commands: 'enforced', ...Object.fromEntries(fields.map((name) => [name, 'declarative'])) },
  afterDestroy: { observe: 'rejects', collectArtifacts: 'rejects' },
};
const [runtimes, newId] = [new Map(), (kind) => `${kind}-${randomUUID()}`];
const now = () => new Date().toISOString();
const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
class Failure extends Error {
  constructor(code, message, more = {}, number = -32000) {
    super(message);
    this.form = { code: number, message, data: { name: 'Error', code, ...more } };
  }
}
const asFailure = (error, code) => (error instanceof Failure ? error : new Failure(code, String(error)));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}
// The digest covers a name, and the record as JSON with sorted members and no spaces.
function withDigest(record, identity = {}) {
  const text = JSON.stringify(sorted({ ...record, artifactRefs: [] }));
  const value = createHash('sha256').update('wp-codebox/runtime-episode-trace/v1\n' + text).digest('hex');
  return { ...identity, ...structuredClone(record), digest: { algorithm: 'sha256', value } };
}

class Runtime {
  commands = []; events = []; files = null; // The files are the sandbox, once it has booted.
  constructor(spec) {
    const { backend, environment, policy } = spec;
    const refuse = (code) => { throw new Failure(code, 'No runtime can be made from this spec'); };
    if (!fields.every((name) => policy[name])) refuse('runtime-policy-invalid');
    if (backend !== descriptor.kind) refuse('runtime-backend-mismatch');
    if (spec.hostTools?.length || spec.preview) refuse('backend-unsupported');
    this.policy = policy;
    this.about = { id: newId('runtime'), backend, status: 'created', environment, createdAt: now() };
    mkdirSync(join(spec.artifactsDirectory ?? 'artifacts', this.about.id), { recursive: true });
    runtimes.set(this.about.id, this);
    this.record('runtime.created', { backend, environment, policy, hostTools: [] });
  }
  record(type, data) {
    const event = { id: newId('event'), type, timestamp: now(), data };
    this.events.push(event);
    send({ method: 'runtime/event', params: { runtimeId: this.about.id, event } });
  }
  boot() {
    if (this.about.environment.kind === 'x-boot-fails') throw new Failure('runtime-boot-failed', 'It never comes up');
    this.files ??= new Map();
  }
  info = () => this.about;
  async execute({ execution }) {
    const { command, args = [], cwd = null, timeoutMs = null } = execution;
    if (!this.policy.commands.includes(command)) {
      const more = { command, allowedCommands: this.policy.commands, policy: this.policy };
      throw new Failure('runtime-command-disallowed', `The policy does not allow ${command}`, more);
    }
    if (this.policy.approvals !== 'never') throw new Failure('runtime-approval-required', 'There is nobody to ask');
    const result = { id: newId('command'), command, args, exitCode: 0, stdout: '', stderr: '', startedAt: now() };
    this.record('runtime.command.started', { id: result.id, command, args, cwd, timeoutMs });
    let failure;
    try {
      if (!commands[command]) throw new Failure('runtime-command-unsupported', `There is no command ${command}`);
      this.boot(); // Of equal names the first counts.
      const pairs = [...args].reverse().map((arg) => arg.split(/=(.*)/s));
      result.stdout = await commands[command](Object.fromEntries(pairs), this);
    } catch (error) {
      failure = asFailure(error, 'runtime-command-failed');
      Object.assign(result, { exitCode: 1, stderr: failure.message });
    }
    result.finishedAt = now();
    this.commands.push(result);
    const { id, exitCode, startedAt, finishedAt } = result;
    this.record('runtime.command.finished', { id, command, exitCode, startedAt, finishedAt });
    if (failure) throw failure;
    return result;
  }
  observe({ observation: { type, commandId = null } }) {
    const found = this.commands.filter(({ id }) => commandId === null || id === commandId).at(-1);
    const data = {
      'runtime-info': this.about, mounts: [], 'browser-result': { probes: [] },
      'runtime-events': this.events, 'runtime-logs': this.events, 'command-result': found ?? { commandId, found: false },
    }[type];
    if (!data) throw new Failure('runtime-observation-unsupported', `${type} cannot be observed here`);
    const schema = 'wp-codebox/runtime-episode-observation/v1';
    const record = withDigest({ schema, type, data, observedAt: now() }, { id: newId('observation') });
    this.record('runtime.observed', { type, observedAt: record.observedAt });
    return record;
  }
  snapshot() {
    const schema = 'wp-codebox/runtime-episode-snapshot/v1';
    const metadata = { runtime: this.about, mounts: [] };
    const record = withDigest({ schema, id: newId('snapshot'), createdAt: now(), metadata });
    this.record('runtime.snapshot.created', { id: record.id, createdAt: record.createdAt, artifactPath: null });
    return record;
  }
  destroy() {
    if (this.about.status !== 'destroyed') {
      Object.assign(this.about, { status: 'destroyed' });
      this.record('runtime.destroyed', { runtimeId: this.about.id });
    }
    return {};
  }
}
const fail = (code) => { throw new Failure('runtime-command-failed', `exit code ${code}`); };
const commands = {
  'probe.echo': ({ text, bytes }) => text ?? '0123456789abcdef'.repeat(bytes / 16 + 1).slice(0, bytes),
  'probe.exit': ({ code }) => (code === '0' ? '' : fail(code)), 'probe.env': () => '',
  'probe.sleep': ({ ms }) => sleep(Number(ms)).then(() => 'slept'),
  'probe.read': ({ path }, { files }) => files.get(posix.resolve('/workspace', path)) ?? fail(1),
  'probe.write': ({ path, text }, { files }) => { files.set(posix.resolve('/workspace', path), text); return 'written'; },
  'inspect-mounted-inputs': () => '{"mounts": []}',
};
async function resultOf(method, params) {
  if (method === 'initialize') return { protocolVersion: '1.0', backend: descriptor };
  if (method === 'not JSON') throw new Failure('json-syntax', params, {}, -32700);
  if (method === 'backend/create') return { runtime: new Runtime(params.spec).about };
  const call = /^runtime\/(info|execute|observe|snapshot|destroy)$/.exec(method)?.[1];
  if (!call) throw new Failure(method === 'runtime/mount' ? 'runtime-mount-refused' : 'backend-unsupported', `No ${method} here`);
  const runtime = runtimes.get(params.runtimeId);
  if (!runtime) throw new Failure('runtime-unknown', 'There is no such runtime', {}, -32602);
  const gone = runtime.about.status === 'destroyed' && call !== 'info' && call !== 'destroy';
  if (gone) throw new Failure('runtime-destroyed', 'The runtime was destroyed');
  return runtime[call](params);
}
function parsed(line) {
  try { return JSON.parse(line); } catch (error) { return { method: 'not JSON', params: String(error) }; }
}
let last = {};
for await (const line of createInterface({ input: process.stdin })) {
  const { id = null, method, params } = parsed(line);
  last = { id, method };
  if (method === 'shutdown') break;
  resultOf(method, params).then((result) => send({ id, result }), (error) => {
    send({ id, error: asFailure(error, 'backend-internal-error').form });
  });
}
runtimes.forEach((runtime) => runtime.destroy());
if (last.method === 'shutdown') send({ id: last.id, result: {} });
process.stdin.destroy();
