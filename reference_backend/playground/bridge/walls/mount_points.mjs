// Where a mount goes that has no place yet. Playground makes the folder that is missing, on the host
// too when the place lies inside another mount. The caller's folders are not ours to change, so
// there the place exists in the sandbox alone.
import {refresh, rootOf} from './plan.mjs';

const directoryMode = 0o040755;

/** The node at `path`, or null. */
function nodeAt(FS, path) {
  try {
    return FS.lookupPath(path).node;
  } catch {
    return null;
  }
}

function liesInCallersFolder(FS, node) {
  const {NODEFS} = FS.filesystems;
  return node.mount.type === NODEFS && rootOf(NODEFS.realPath(node))?.mounted === true;
}

/** A folder in memory below a node of the host's file system. */
function addPlace(FS, parent, name) {
  const sample = FS.lookupPath('/tmp/..').node; // the root, which lives in memory
  const place = FS.createNode(parent, name, directoryMode, 0);
  place.node_ops = sample.node_ops;
  place.stream_ops = sample.stream_ops;
  place.contents = {};
  place.atime = place.mtime = place.ctime = Date.now();
}

function makePlace(FS, point) {
  let parent = FS.lookupPath('/').node;
  let path = '';
  for (const name of point.split('/').filter(Boolean)) {
    path += `/${name}`;
    const node = nodeAt(FS, path);
    if (!node) {
      if (liesInCallersFolder(FS, parent)) {
        addPlace(FS, parent, name);
      }
      return; // Playground makes the rest
    }
    parent = node;
  }
}

/** Makes `PHP` mount without touching the caller's folders, and with walls that know the mount. */
export function guardMounts(PHP) {
  const {mount} = PHP.prototype;
  PHP.prototype.mount = function(target, handler) {
    refresh();
    return mount.call(this, target, (php, FS, point) => {
      makePlace(FS, point);
      return handler(php, FS, point);
    });
  };
}
