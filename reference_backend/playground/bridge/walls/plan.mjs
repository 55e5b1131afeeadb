// What the walls of this process are: read once per thread from the file that the parent wrote
// before it started us.
//
//   { "network": "allow" | "deny" | {"allowHosts": ["name", "name:port", "[v6]:port"]},
//     "listen": {"host": "127.0.0.1"},
//     "roots": [{"path": "/real/host/path", "writable": true, "mounted": true}] }
//
// A root is a folder or file of the host that the sandbox may see; `mounted` ones belong to the
// caller, the others are ours.
//
// The file lies in a folder that is never mounted, so nothing inside the sandbox can change it.
// Roots may be added while we run (a mount after boot): the file is read again when a write would
// be refused, never to take a permission for granted.
import fs from 'node:fs';

const planPath = process.env.WP_CODEBOX_WALLS;
if (!planPath) {
  throw new Error('WP_CODEBOX_WALLS does not name the file that describes the walls');
}

// Taken before the file system wall replaces them.
const {readFileSync, statSync} = fs;

let stamp = '';
let roots = [];

function stampOf(stat) {
  return `${stat.ino}:${stat.size}:${stat.mtimeMs}`;
}

function read() {
  stamp = stampOf(statSync(planPath));
  const plan = JSON.parse(readFileSync(planPath, 'utf8'));
  // The longest path first: the first match is the root that decides. Of two equal ones the
  // read-only one wins.
  roots =
      plan.roots
          .map(({path, writable, mounted}) => ({
                 path,
                 prefix: path === '/' ? '/' : `${path}/`,
                 writable: writable === true,
                 mounted: mounted === true,
               }))
          .sort((a, b) => b.path.length - a.path.length || Number(a.writable) - Number(b.writable));
  return plan;
}

const plan = read();

/** "allow", "deny" or {allowHosts}. */
export const network = plan.network;

/** Where the preview may listen. */
export const listenHost = plan.listen.host;

/**
 * The folder on the host that decides about `path`, or undefined when none does. `path` is
 * absolute and normal.
 */
export function rootOf(path) {
  return roots.find((root) => path === root.path || path.startsWith(root.prefix));
}

/** Reads the plan again when the parent or the bridge replaced it. True when it changed. */
export function refresh() {
  if (stampOf(statSync(planPath)) === stamp) {
    return false;
  }
  read();
  return true;
}
