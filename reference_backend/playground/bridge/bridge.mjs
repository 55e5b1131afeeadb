// The child process of the Playground engine: WordPress behind a small protocol on standard input
// and output.
//
//   node --disable-sigusr1 --import walls/network.mjs --import walls/filesystem.mjs \
//        --import walls/control.mjs bridge.mjs
//
// with WP_CODEBOX_WALLS naming the plan of the walls (walls/plan.mjs), and TMPDIR and HOME in a
// folder that the parent owns and removes. Operations: boot, run, mount (site.mjs),
// fetch (fetch.mjs), ping, quit.
//
// The process ends by itself when standard input ends or a signal asks for it. Then the parent may
// be gone, so it removes the parent's folder too, if WP_CODEBOX_RUN_FOLDER names it.
import fs from 'node:fs';

import {exchange} from './fetch.mjs';
import {send} from './output.mjs';
import {serve} from './requests.mjs';
import {Site} from './site.mjs';
import {threads} from './walls/control.mjs';

/** Playground's own clean-up waits for a busy PHP for ever. */
const disposeMs = 400;

const site = new Site();
let leaving = false;

/** With `clean`, also what the parent would have removed. */
async function leave(exitCode, {clean = true} = {}) {
  if (leaving) {
    return;
  }
  leaving = true;
  const limit = new Promise((resolve) => setTimeout(resolve, disposeMs));
  await Promise.race([site.dispose().catch((error) => console.error('dispose:', error)), limit]);
  await Promise.all([...threads].map((thread) => thread.terminate()));
  if (clean && process.env.WP_CODEBOX_RUN_FOLDER) {
    fs.rmSync(process.env.WP_CODEBOX_RUN_FOLDER, {recursive: true, force: true, maxRetries: 3});
  }
  process.exit(exitCode);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  process.on(signal, () => leave(0));
}
process.on('uncaughtException', (error) => {
  console.error('uncaught:', error);
  leave(70);
});
process.on('unhandledRejection', (error) => console.error('unhandled rejection:', error));

const operations = {
  boot: (request) => site.boot(request),
  run: (request) => site.run(request),
  mount: (request) => site.mount(request),
  fetch: (request) => exchange(request),
  ping: () => ({}),
  quit: () => {
    setImmediate(() => leave(0, {clean: false}));
    return {};
  },
};

send({event: 'hello', protocol: 1, node: process.version, pid: process.pid});
serve(operations)
    .then(
        () => leave(0),
        (error) => {
          console.error('requests:', error);
          leave(70);
        },
    );
