// What Playground does differently under this bridge. Loaded with --import; acts in the worker that
// runs PHP.
//
// php.ini: OPcache lives in shared memory instead of files, which makes a warm request that loads
// WordPress ten times faster. Output is buffered, because every unbuffered echo is a message
// between threads.
//
// Exit codes: a script that ends with a code other than 0 does not make Playground rebuild the PHP
// runtime (0.7 s and a cold OPcache). A crash of the runtime itself still does.
//
// Threads: PHP may not start a second PHP, because the file system wall relies on one thread that
// runs sandbox code.
import {syncBuiltinESMExports} from 'node:module';
import workerThreads, {isMainThread} from 'node:worker_threads';

import {guardMounts} from './mount_points.mjs';

const phpIniPath = '/internal/shared/php.ini';

const phpIniChanges = new Map([
  ['opcache.file_cache', null],
  ['opcache.file_cache_consistency_checks', null],
  ['opcache.file_cache_only', '0'],
  ['opcache.revalidate_freq', '0'],
  ['opcache.max_accelerated_files', '8000'],
  ['opcache.blacklist_filename', '/codebox/opcache-blacklist'],
  ['output_buffering', '65536'],
  ['implicit_flush', '0'],
]);

/**
 * Requests after which Playground renews the PHP runtime; its own default of 400 costs a second
 * each time.
 */
const requestsPerRuntime = 20000;

function changePhpIni(text) {
  const missing = new Map([...phpIniChanges].filter(([, value]) => value !== null));
  const lines = text.split('\n').flatMap((line) => {
    const name = line.split('=')[0].trim();
    if (!phpIniChanges.has(name)) {
      return [line];
    }
    const value = phpIniChanges.get(name);
    missing.delete(name);
    return value === null ? [] : [`${name} = ${value}`];
  });
  return [...lines, ...[...missing].map(([name, value]) => `${name} = ${value}`)].join('\n');
}

function isPlainExit(event) {
  return event.type === 'request.error' &&
      /^PHP\.run\(\) failed with exit code \d+\.$/.test(event.error?.message ?? '');
}

async function changePhp() {
  const {PHP} = await import('@php-wasm/universal');
  const {writeFile, dispatchEvent, enableRuntimeRotation} = PHP.prototype;
  guardMounts(PHP);
  PHP.prototype.writeFile = function(path, data) {
    const changed = path === phpIniPath && typeof data === 'string' ? changePhpIni(data) : data;
    return writeFile.call(this, path, changed);
  };
  PHP.prototype.dispatchEvent = function(event) {
    if (!isPlainExit(event)) {
      return dispatchEvent.call(this, event);
    }
  };
  PHP.prototype.enableRuntimeRotation = function(options) {
    return enableRuntimeRotation.call(this, {...options, maxRequests: requestsPerRuntime});
  };
}

/** The threads that this thread started; the bridge ends them when they are too busy to listen. */
export const threads = new Set();

function rememberThreads() {
  const {Worker} = workerThreads;
  workerThreads.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      threads.add(this);
      this.once('exit', () => threads.delete(this));
    }
  };
  syncBuiltinESMExports();
}

function refuseThreads() {
  workerThreads.Worker = class {
    constructor() {
      throw Object.assign(
          new Error('EACCES: the sandbox may not start a second PHP'), {code: 'EACCES'});
    }
  };
  syncBuiltinESMExports();
}

if (isMainThread) {
  rememberThreads();
} else {
  refuseThreads();
  await changePhp();
}
