// Requests arrive on standard input, one line of JSON each:
//
//   {"id": 7, "op": "run", ...}
//
// Before its work begins, {"event": "taken", "id": 7} says so: what was never taken may be asked
// again. Then each gets one answer with its id, in whatever order: {"id": 7, "result": {...}} or
// {"id": 7, "error": {"code": "...", "message": "...", "causes": [...]}}.
import {send} from './output.mjs';

const longestLine = 4 * 1024 * 1024;

function errorForm(error) {
  const {code = 'bridge-failed', message = String(error), detail} = error ?? {};
  const causes = [];
  for (let cause = error?.cause; cause && causes.length < 8; cause = cause.cause) {
    causes.push(String(cause.message ?? cause));
  }
  return {code: String(code), message, ...(detail && {detail}), ...(causes.length > 0 && {causes})};
}

async function answer(line, operations) {
  let id = null;
  try {
    const request = JSON.parse(line);
    id = request.id ?? null;
    send({event: 'taken', id});
    const operation = Object.hasOwn(operations, request.op) ? operations[request.op] : null;
    if (!operation) {
      throw Object.assign(
          new Error(`there is no operation ${request.op}`), {code: 'bridge-operation-unknown'});
    }
    const {payload, ...result} = (await operation(request)) ?? {};
    send({id, result}, payload);
  } catch (error) {
    send({id, error: errorForm(error)});
  }
}

/** Serves until standard input ends; then the promise resolves. */
export function serve(operations) {
  let pending = [];
  let pendingBytes = 0;
  const take = (chunk) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      pending.push(chunk.subarray(start, end));
      answer(Buffer.concat(pending).toString('utf8'), operations);
      pending = [];
      pendingBytes = 0;
      start = end + 1;
    }
    pending.push(chunk.subarray(start));
    pendingBytes += chunk.length - start;
    if (pendingBytes > longestLine) {
      throw new Error(`a request of more than ${longestLine} bytes`);
    }
  };
  return new Promise((resolve, reject) => {
    process.stdin.on('data', (chunk) => {
      try {
        take(chunk);
      } catch (error) {
        reject(error);
      }
    });
    process.stdin.on('end', resolve);
    process.stdin.on('error', reject);
  });
}
