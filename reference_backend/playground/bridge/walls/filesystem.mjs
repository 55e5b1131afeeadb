// The file system wall. Loaded with --import, so that it stands in every thread before anything
// else runs.
//
// PHP reaches the host only from a worker thread and only through Node's fs module (Emscripten's
// NODEFS). In those threads a path may be written only below a writable root, and what lies below a
// root may not leave it through a symbolic link: Emscripten resolves links inside its own file
// system, but it caches what a name was, so a name that has become a link since would be followed
// by the host. One thread runs PHP (see control.mjs), so no second one can swap a link between the
// check and the call. A link that leads out of a mount is not even made, because the caller's own
// tools might follow it.
import fs from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {dirname, isAbsolute, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {isMainThread} from 'node:worker_threads';

import {refresh, rootOf} from './plan.mjs';

const {O_RDWR, O_WRONLY, O_CREAT, O_TRUNC, O_APPEND} = fs.constants;
const {closeSync, lstatSync} = fs;
const realpath = fs.realpathSync.native;

/**
 * Descriptors opened below a root that is not writable: the kernel lets fchmod and futimes through
 * even there.
 */
const readOnlyDescriptors = new Set();

function refusal(code, errno, syscall, path) {
  return Object.assign(
      new Error(`${code}: the sandbox may not do this, ${syscall} '${path}'`),
      {code, errno, syscall, path});
}

const readOnly = (syscall, path) => refusal('EROFS', -30, syscall, path);
const outside = (syscall, path) => refusal('EACCES', -13, syscall, path);

function asPath(value) {
  if (value instanceof URL) {
    return fileURLToPath(value);
  }
  return resolve(Buffer.isBuffer(value) ? value.toString('utf8') : String(value));
}

function isLink(path) {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function staysInside(path, root) {
  if (path === root.path) {
    return true;
  }
  let parent;
  try {
    parent = realpath(dirname(path));
  } catch {
    return true;  // no such folder: the call itself says so
  }
  return parent === root.path || parent.startsWith(root.prefix);
}

/**
 * Throws when the sandbox may not use `value` that way. `follows`: the call would follow a link in
 * the last place.
 */
function check(syscall, value, writes, follows) {
  if (typeof value === 'number') {
    return checkDescriptor(syscall, value, writes);
  }
  const path = asPath(value);
  let root = rootOf(path);
  if (writes && !root?.writable && refresh()) {
    root = rootOf(path);
  }
  if (!root) {
    if (writes) {
      throw readOnly(syscall, path);
    }
    return;  // Node reading its own modules
  }
  if (!staysInside(path, root) || (follows && path !== root.path && isLink(path))) {
    throw outside(syscall, path);
  }
  if (writes && !root.writable) {
    throw readOnly(syscall, path);
  }
}

function checkDescriptor(syscall, descriptor, writes) {
  if (writes && readOnlyDescriptors.has(descriptor)) {
    throw readOnly(syscall, `descriptor ${descriptor}`);
  }
}

function opensForWriting(flags) {
  if (typeof flags === 'number') {
    return (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND)) !== 0;
  }
  return flags !== undefined && flags !== null && !/^(r|rs|sr)$/.test(flags);
}

// name -> what each path argument is used for; R reads and W writes, l does not follow a link in
// the last place.
const calls = {
  access: ['R'],
  appendFile: ['W'],
  chmod: ['W'],
  chown: ['W'],
  copyFile: ['R', 'W'],
  cp: ['R', 'W'],
  lchmod: ['Wl'],
  lchown: ['Wl'],
  link: ['Wl', 'Wl'],
  lstat: ['Rl'],
  lutimes: ['Wl'],
  mkdir: ['Wl'],
  mkdtemp: ['Wl'],
  opendir: ['R'],
  readFile: ['R'],
  readdir: ['R'],
  readlink: ['Rl'],
  rename: ['Wl', 'Wl'],
  rm: ['Wl'],
  rmdir: ['Wl'],
  stat: ['R'],
  symlink: [null, 'Wl'],
  truncate: ['W'],
  unlink: ['Wl'],
  utimes: ['W'],
  writeFile: ['W'],
  // By descriptor; the first argument is a number.
  fchmod: ['W'],
  fchown: ['W'],
  ftruncate: ['W'],
  futimes: ['W'],
};

/** A link inside a caller's folder has to be relative and to stay there. */
function checkLinkTarget(target, link) {
  const path = asPath(link);
  const root = rootOf(path);
  const text = String(target);
  const end = resolve(dirname(path), text);
  if (root?.mounted && (isAbsolute(text) || !(end === root.path || end.startsWith(root.prefix)))) {
    throw refusal('EPERM', -1, 'symlink', path);
  }
}

function checkAll(name, uses, args) {
  uses.forEach((use, index) => {
    if (use !== null) {
      check(name, args[index], use[0] === 'W', use[1] !== 'l');
    }
  });
}

function checkOpen(args) {
  check('open', args[0], opensForWriting(args[1]), true);
}

function rememberDescriptor(descriptor, path) {
  const root = rootOf(asPath(path));
  if (root && !root.writable) {
    readOnlyDescriptors.add(descriptor);
  }
}

/** Puts `before` in front of the blocking, the callback and the promise form of a call. */
function guard(name, before) {
  const blocking = fs[`${name}Sync`];
  if (blocking) {
    fs[`${name}Sync`] = (...args) => {
      before(args);
      return blocking(...args);
    };
  }
  const callback = fs[name];
  if (callback) {
    fs[name] = (...args) => {
      try {
        before(args);
      } catch (error) {
        return process.nextTick(args.at(-1), error);
      }
      return callback(...args);
    };
  }
  const promise = fs.promises[name];
  if (promise) {
    fs.promises[name] = async (...args) => {
      before(args);
      return promise(...args);
    };
  }
}

function raise() {
  for (const [name, uses] of Object.entries(calls)) {
    guard(name, (args) => checkAll(name, uses, args));
  }
  guard('symlink', ([target, link]) => checkLinkTarget(target, link));
  guard('open', checkOpen);
  const openSync = fs.openSync;
  fs.openSync = (...args) => {
    const descriptor = openSync(...args);
    rememberDescriptor(descriptor, args[0]);
    return descriptor;
  };
  fs.closeSync = (descriptor) => {
    readOnlyDescriptors.delete(descriptor);
    return closeSync(descriptor);
  };
  syncBuiltinESMExports();
}

if (!isMainThread) {
  raise();
}
