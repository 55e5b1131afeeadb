import assert from 'node:assert/strict';
import {test} from 'node:test';
import {crc32, deflateRawSync} from 'node:zlib';

import {contentOf, entriesOf} from '../bridge/zip_archive.mjs';

/** A zip archive of {name, content, method, mode}. */
function zip(files) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const {name, content = '', method = 8, mode = 0o100644} of files) {
    const bytes = Buffer.from(content);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(Buffer.byteLength(name), 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(crc32(bytes), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(bytes.length, 24);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(mode, 40);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += local.length + Buffer.byteLength(name) + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

test('stored and packed entries come back as they were', () => {
  const content = 'abc'.repeat(1000);
  const bytes = zip([{name: 'a/'}, {name: 'a/b.txt', content}, {name: 'c', content, method: 0}]);
  const entries = entriesOf(bytes);
  assert.deepEqual(entries.map(({name}) => name), ['a/', 'a/b.txt', 'c']);
  assert.equal(entries[0].isDirectory, true);
  assert.equal(contentOf(bytes, entries[1]).toString(), content);
  assert.equal(contentOf(bytes, entries[2]).toString(), content);
});

for (const name of ['../x', '/x', 'a/../x', 'a//b', 'a\\b', './x']) {
  test(`an entry named ${name} is refused`, () => {
    assert.throws(() => entriesOf(zip([{name}])), {code: 'zip-broken'});
  });
}

test('a link is refused', () => {
  assert.throws(() => entriesOf(zip([{name: 'l', content: '/etc', mode: 0o120777}])),
                {code: 'zip-broken'});
});

test('bytes that are no archive are refused', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('no zip'), Buffer.alloc(4096, 'x')]) {
    assert.throws(() => entriesOf(bytes), {code: 'zip-broken'});
  }
});

test('an archive that was cut off is refused at every length', () => {
  const whole = zip([{name: 'a', content: 'x'.repeat(300)}, {name: 'b', content: 'y'}]);
  for (let length = 0; length < whole.length; length++) {
    assert.throws(() => entriesOf(whole.subarray(0, length)), {code: 'zip-broken'}, `${length}`);
  }
});

test('a changed byte of content is found', () => {
  const bytes = zip([{name: 'a', content: 'hello', method: 0}]);
  bytes[31] ^= 1;
  assert.throws(() => contentOf(bytes, entriesOf(bytes)[0]), {code: 'zip-broken'});
});

test('an entry that unpacks to more than it says is found', () => {
  const bytes = zip([{name: 'a', content: 'x'.repeat(100000)}]);
  const entry = {...entriesOf(bytes)[0], size: 10};
  assert.throws(() => contentOf(bytes, entry), {code: 'zip-broken'});
});
