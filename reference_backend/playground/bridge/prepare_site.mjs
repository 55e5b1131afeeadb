// Unpacks a WordPress archive into an empty folder:
//
//   node prepare_site.mjs ARCHIVE FOLDER
//
// Prints one line of JSON: {"result": {"files", "bytes", "installed", "version"}} or
// {"error": {"code", "message"}}; the exit code is 0 or 1.
import fs from 'node:fs';
import path from 'node:path';

import {contentOf, entriesOf} from './zip_archive.mjs';

/** Archives of wordpress.org hold everything below `wordpress/`, those of Playground do not. */
function prefixOf(entries) {
  const loader = entries.map(({name}) => name)
                     .filter((name) => /^([^/]+\/)?wp-load\.php$/.test(name))
                     .sort((a, b) => a.length - b.length)[0];
  if (loader === undefined) {
    throw Object.assign(new Error('the archive holds no WordPress'), {code: 'zip-no-wordpress'});
  }
  return loader.slice(0, -'wp-load.php'.length);
}

function unpack(archive, folder) {
  const bytes = fs.readFileSync(archive);
  const entries = entriesOf(bytes);
  const prefix = prefixOf(entries);
  const made = new Set();
  const makeFolder = (name) => {
    if (!made.has(name)) {
      fs.mkdirSync(path.join(folder, name), {recursive: true});
      made.add(name);
    }
  };
  let files = 0;
  let total = 0;
  for (const entry of entries) {
    if (!entry.name.startsWith(prefix) || entry.name === prefix) {
      continue;
    }
    const name = entry.name.slice(prefix.length);
    if (entry.isDirectory) {
      makeFolder(name);
      continue;
    }
    makeFolder(path.dirname(name));
    fs.writeFileSync(path.join(folder, name), contentOf(bytes, entry), {flag: 'wx'});
    files++;
    total += entry.size;
  }
  return {files, bytes: total};
}

function versionOf(folder) {
  const file = path.join(folder, 'wp-includes/version.php');
  const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
  return /\$wp_version\s*=\s*'([^']+)'/.exec(text)?.[1] ?? null;
}

const [archive, folder] = process.argv.slice(2);
try {
  const unpacked = unpack(archive, folder);
  const installed = fs.existsSync(path.join(folder, 'wp-content/database/.ht.sqlite'));
  console.log(JSON.stringify({result: {...unpacked, installed, version: versionOf(folder)}}));
} catch (error) {
  const {code = 'failed', message} = error;
  console.log(JSON.stringify({error: {code, message}}));
  process.exitCode = 1;
}
