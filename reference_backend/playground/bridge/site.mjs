// One WordPress on one PHP, driven through the Node API of Playground's command line.
import http from 'node:http';

import {listenHost} from './walls/plan.mjs';

/** Collects a stream of PHP output, which has bytes as Int8Array or Uint8Array. */
async function collect(stream, budget) {
  const parts = [];
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    budget.left -= bytes.length;
    if (budget.left < 0) {
      throw Object.assign(new Error(`the output is longer than ${budget.limit} bytes`),
                          {code: 'output-too-large'});
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Playground answers the very first request with a redirect to itself; nobody should meet it. */
function swallowFirstAnswer(url) {
  return new Promise((resolve, reject) => {
    http.get(url, {agent: false}, (response) => response.resume().on('end', resolve))
        .on('error', reject);
  });
}

/**
 * Playground answers an error of its own with 500, as WordPress does with one of its. Who asks the
 * preview has to be able to tell them apart: what did not come from the site is 502.
 */
function answerOwnErrorsAs502(server) {
  server.prependListener('request', (_, response) => {
    const {end} = response;
    response.end = function(body, ...rest) {
      if (body === 'Internal Server Error' && !this.headersSent) {
        this.statusCode = 502;
        this.setHeader('content-type', 'text/plain');
        return end.call(this, 'Bad Gateway: the site did not answer this request\n', ...rest);
      }
      return end.call(this, body, ...rest);
    };
  });
}

/** The address of this machine at which a listener at `host` is reached. */
function reachable(host) {
  if (host === '0.0.0.0' || host === '::') {
    return '127.0.0.1';
  }
  return host.includes(':') ? `[${host}]` : host;
}

/** Options of runCLI. `intl` is an accessor because Playground switches it on whenever it is off. */
function cliOptions({site, mounts, port, php, intl, installMode, siteUrl, blueprint}) {
  const options = {
    command: 'server',
    verbosity: 'quiet',
    workers: 1,
    port,
    redis: false,
    memcached: false,
    skipBrowser: true,
    wordpressInstallMode: installMode,
    'mount-before-install': [
      {hostPath: site, vfsPath: '/wordpress'},
      ...mounts.map(({source, target}) => ({hostPath: source, vfsPath: target})),
    ],
    'define-bool': {DISABLE_WP_CRON: true},
    ...(php && {php}),
    ...(siteUrl && {'site-url': siteUrl}),
    ...(blueprint && {blueprint}),
  };
  const fixed = {enumerable: true, get: () => intl === true, set: () => {}};
  return Object.defineProperty(options, 'intl', fixed);
}

export class Site {
  #cli = null;
  /** What PHP takes for the host of its requests. */
  #host = null;

  /**
   * Boots. `request`: {site, mounts: [{source, target}], port, installMode}, and where wanted php,
   * intl, siteUrl, blueprint. The port 0 is any free one.
   */
  async boot(request) {
    if (this.#cli) {
      throw Object.assign(new Error('the site is booted already'), {code: 'bridge-state'});
    }
    const {runCLI} = await import('@wp-playground/cli');
    const cli = await runCLI(cliOptions(request));
    answerOwnErrorsAs502(cli.server);
    const {port} = cli.server.address();
    const url = `http://${reachable(listenHost)}:${port}`;
    await swallowFirstAnswer(url);
    this.#host = new URL(request.siteUrl ?? url).host;
    this.#cli = cli;
    return {url, port, php: await this.#phpVersion()};
  }

  /** Runs a PHP file of the sandbox to its end, whatever its exit code. Payload: stdout, stderr. */
  async run({script, env, maxOutputBytes}) {
    const {playground} = this.#booted();
    const headers = {host: this.#host};
    const response = await playground.runStream({scriptPath: script, env, headers});
    const budget = {limit: maxOutputBytes, left: maxOutputBytes};
    const [stdout, stderr, exitCode] = await Promise.all([
      collect(response.stdout, budget),
      collect(response.stderr, budget),
      response.exitCode,
    ]);
    return {exitCode, payload: [stdout, stderr]};
  }

  /** Adds a mount to the running PHP. The walls must know `source` already. */
  async mount({source, target}) {
    const {playground} = this.#booted();
    await playground.mountAfterWordPressInstall([{hostPath: source, vfsPath: target}]);
    return {};
  }

  async dispose() {
    await this.#cli?.[Symbol.asyncDispose]();
  }

  async #phpVersion() {
    const {playground} = this.#booted();
    const {stdout} = await playground.runStream({scriptPath: '/codebox/php/version.php'});
    return (await collect(stdout, {limit: 64, left: 64})).toString('utf8');
  }

  #booted() {
    if (!this.#cli) {
      throw Object.assign(new Error('the site is not booted'), {code: 'bridge-state'});
    }
    return this.#cli;
  }
}
