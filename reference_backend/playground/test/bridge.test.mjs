// The bridge without WordPress: what it says and how it ends. What it does with WordPress is tested
// from C++, where the deadline and the clean-up are.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';

const bridge = path.resolve(import.meta.dirname, '../bridge');
const folders = [];
const children = [];
after(() => {
  children.forEach((child) => child.kill('SIGKILL'));
  folders.forEach((folder) => fs.rmSync(folder, {recursive: true}));
});

function start() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wp-codebox-bridge-test-'));
  folders.push(folder);
  const plan = path.join(folder, 'walls.json');
  fs.writeFileSync(
      plan, JSON.stringify({network: 'deny', listen: {host: '127.0.0.1'}, roots: []}));
  const walls = ['network', 'filesystem', 'control'].flatMap(
      (name) => ['--import', `file://${bridge}/walls/${name}.mjs`]);
  const child = spawn(process.execPath, [...walls, path.join(bridge, 'bridge.mjs')], {
    env: {WP_CODEBOX_WALLS: plan, TMPDIR: folder, HOME: folder},
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    child,
    say: (text) => child.stdin.write(`${text}\n`),
    hear: async () => JSON.parse((await lines.next()).value),
    end: once(child, 'exit'),
  };
}

test('the first line says who speaks, and the end of its input ends it', async () => {
  const {child, hear, end} = start();
  const hello = await hear();
  assert.equal(hello.event, 'hello');
  assert.equal(hello.pid, child.pid);
  child.stdin.end();
  assert.deepEqual(await end, [0, null]);
});

test('requests get answers with their ids, and faults do not end it', async () => {
  const {say, hear, end} = start();
  await hear();
  const ask = async (id, request) => {
    say(JSON.stringify({id, ...request}));
    assert.deepEqual(await hear(), {event: 'taken', id});
    return hear();
  };
  assert.deepEqual(await ask(1, {op: 'ping'}), {id: 1, result: {}});
  say('no json');
  const fault = await hear();
  assert.equal(fault.id, null);
  assert.equal(fault.error.code, 'bridge-failed');
  assert.equal((await ask(2, {op: 'toString'})).error.code, 'bridge-operation-unknown');
  assert.equal((await ask(3, {op: 'run', script: '/x.php'})).error.code, 'bridge-state');
  assert.deepEqual(await ask(4, {op: 'quit'}), {id: 4, result: {}});
  assert.deepEqual(await end, [0, null]);
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  test(`${signal} ends it in order`, async () => {
    const {child, hear, end} = start();
    await hear();
    child.kill(signal);
    assert.deepEqual(await end, [0, null]);
  });
}
