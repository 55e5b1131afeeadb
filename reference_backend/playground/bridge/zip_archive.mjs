// Reads zip archives, from the central directory on, and believes nothing that they say: names stay
// inside, sizes and checksums are compared, links are refused.
import {crc32, inflateRawSync} from 'node:zlib';

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const longestComment = 0xffff;
/** A WordPress with plugins has less; a bomb has more. */
const totalLimit = 1024 ** 3;

function broken(why) {
  return Object.assign(new Error(why), {code: 'zip-broken'});
}

function findEnd(bytes) {
  const first = Math.max(0, bytes.length - endBytes - longestComment);
  for (let at = bytes.length - endBytes; at >= first; at--) {
    if (bytes.readUInt32LE(at) === endSignature) {
      return at;
    }
  }
  throw broken('not a zip archive, or one that was cut off');
}

function checkName(name) {
  const parts = name.replace(/\/$/, '').split('/');
  if (name.includes('\\') || name.includes('\0') ||
      parts.some((part) => part === '' || part === '.' || part === '..')) {
    throw broken(`the entry ${JSON.stringify(name)} leaves the archive`);
  }
}

function readEntry(bytes, at) {
  if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entrySignature) {
    throw broken('the directory of the archive is damaged');
  }
  const nameLength = bytes.readUInt16LE(at + 28);
  const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
  checkName(name);
  const unixMode = bytes.readUInt16LE(at + 40);
  const fileType = unixMode & 0o170000;
  if (fileType === 0o120000) {
    throw broken(`the entry ${JSON.stringify(name)} is a link`);
  }
  return {
    name,
    isDirectory: name.endsWith('/'),
    method: bytes.readUInt16LE(at + 10),
    checksum: bytes.readUInt32LE(at + 16),
    packedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    localAt: bytes.readUInt32LE(at + 42),
    next: at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32),
  };
}

/** The entries of the archive in `bytes`: {name, isDirectory, size, ...} for `contentOf`. */
export function entriesOf(bytes) {
  if (bytes.length < endBytes) {
    throw broken('not a zip archive, or one that was cut off');
  }
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const entries = [];
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let index = 0; index < count; index++) {
    const entry = readEntry(bytes, at);
    total += entry.size;
    if (total > totalLimit) {
      throw broken(`the archive unpacks to more than ${totalLimit} bytes`);
    }
    entries.push(entry);
    at = entry.next;
  }
  return entries;
}

/** The unpacked bytes of an entry. */
export function contentOf(bytes, entry) {
  const {name, localAt, packedSize, size, method, checksum} = entry;
  if (localAt + 30 > bytes.length || bytes.readUInt32LE(localAt) !== localSignature) {
    throw broken(`the entry ${JSON.stringify(name)} is damaged`);
  }
  const start = localAt + 30 + bytes.readUInt16LE(localAt + 26) + bytes.readUInt16LE(localAt + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length !== packedSize || (method !== 0 && method !== 8)) {
    throw broken(`the entry ${JSON.stringify(name)} is damaged`);
  }
  let content;
  try {
    content = method === 0 ? packed : inflateRawSync(packed, {maxOutputLength: Math.max(size, 1)});
  } catch {
    throw broken(`the entry ${JSON.stringify(name)} is damaged`);
  }
  if (content.length !== size || crc32(content) !== checksum) {
    throw broken(`the entry ${JSON.stringify(name)} is damaged`);
  }
  return content;
}
