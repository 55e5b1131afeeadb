// The calls of bench/playground_bench.cpp through the Node API of Playground's command line, as its
// documentation shows it and without anything of ours:
//
//   node plain_bench.mjs '{"rounds": 15, "zip": "wp.zip", "works": [{"name", "code", "wordpress"}]}'
//
// The last line of its output is {"figures": {name: milliseconds}}.
import {readFileSync} from 'node:fs';
import http from 'node:http';

import {runCLI} from '@wp-playground/cli';

const {rounds, zip, works} = JSON.parse(process.argv[2]);

/** The archive's own address: the command line takes WordPress from a URL or by version only. */
async function serveZip(path) {
  const bytes = readFileSync(path);
  const server = http.createServer((request, response) => response.end(bytes));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {server, url: `http://127.0.0.1:${server.address().port}/wordpress.zip`};
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const figures = {};
const {server, url} = await serveZip(zip);
// From the start of this process, as somebody waits who starts it.
const cli = await runCLI({command: 'server', verbosity: 'quiet', workers: 1, port: 0, wp: url});
figures['ready, from the cache'] = performance.now();
server.close();
for (const {name, code, wordpress} of works) {
  const text = `<?php ${wordpress ? "require '/wordpress/wp-load.php'; " : ''}${code}`;
  const times = [];
  for (let round = 0; round < rounds + 2; round++) {
    const start = performance.now();
    await cli.playground.run({code: text}).catch(() => {});
    if (round >= 2) {
      times.push(performance.now() - start);
    }
  }
  figures[name] = median(times);
}
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
figures['peak memory of the child, MiB'] = Number(peak[1]) / 1024;
await cli[Symbol.asyncDispose]();
console.log(JSON.stringify({figures}));
process.exit(0);
