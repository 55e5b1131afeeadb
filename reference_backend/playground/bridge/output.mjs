// Standard output belongs to the protocol. Whatever else prints in this process, and in its
// threads, lands on standard error.
import {Console} from 'node:console';
import {writeSync} from 'node:fs';

Object.defineProperty(process, 'stdout', {configurable: true, get: () => process.stderr});
globalThis.console = new Console(process.stderr, process.stderr);

const standardOutput = 1;

function writeAll(bytes) {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(standardOutput, bytes, offset);
    } catch (error) {
      if (error.code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}

/**
 * One message: a line of JSON, then the bytes of `payload`, whose lengths the line carries as
 * `payload`. Written blocking and in one go: the parent always reads, and when it is gone the write
 * fails and the process ends.
 */
export function send(message, payload = []) {
  const line =
      payload.length > 0 ? {...message, payload: payload.map((part) => part.length)} : message;
  writeAll(Buffer.from(`${JSON.stringify(line)}\n`, 'utf8'));
  payload.forEach(writeAll);
}
