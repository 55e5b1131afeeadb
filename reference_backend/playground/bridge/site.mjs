// One WordPress on one PHP, driven through the Node API of Playground's command line.
import http from 'node:http';

/** Collects a stream of PHP output, which has bytes as Int8Array or Uint8Array. */
async function collect(stream, budget) {
  const parts = [];
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    budget.left -= bytes.length;
    if (budget.left < 0) {
      throw Object.assign(
          new Error(`the output is longer than ${budget.limit} bytes`), {code: 'output-too-large'});
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
 * Options of runCLI. `intl` is an accessor because Playground switches it on whenever it is off.
 */
function cliOptions({site, mounts, preview, php, intl, installMode, siteUrl}) {
  const options = {
    command: 'server',
    verbosity: 'quiet',
    workers: 1,
    port: preview.port,
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
  };
  Object.defineProperty(
      options, 'intl', {enumerable: true, get: () => intl === true, set: () => {}});
  return options;
}

export class Site {
  #cli = null;

  /**
   * Boots. `request`: {site, mounts: [{source, target}], preview: {port}, php, intl, installMode,
   * siteUrl}.
   */
  async boot(request) {
    if (this.#cli) {
      throw Object.assign(new Error('the site is booted already'), {code: 'bridge-state'});
    }
    const {runCLI} = await import('@wp-playground/cli');
    const cli = await runCLI(cliOptions(request));
    this.#cli = cli;
    await swallowFirstAnswer(cli.serverUrl);
    return {url: cli.serverUrl, port: cli.server.address().port};
  }

  /** Runs a PHP file of the sandbox to its end, whatever its exit code. Payload: stdout, stderr. */
  async run({script, env, server, maxOutputBytes}) {
    const {playground} = this.#booted();
    const response = await playground.runStream({scriptPath: script, env, $_SERVER: server});
    const budget = {limit: maxOutputBytes, left: maxOutputBytes};
    const [stdout, stderr, exitCode] = await Promise.all([
      collect(response.stdout, budget),
      collect(response.stderr, budget),
      response.exitCode,
    ]);
    return {exitCode, payload: [stdout, stderr]};
  }

  /** Adds a mount to the running PHP. The wall must know `source` already. */
  async mount({source, target}) {
    await this.#booted().playground.mountAfterWordPressInstall(
        [{hostPath: source, vfsPath: target}]);
    return {};
  }

  async dispose() {
    await this.#cli?.[Symbol.asyncDispose]();
  }

  #booted() {
    if (!this.#cli) {
      throw Object.assign(new Error('the site is not booted'), {code: 'bridge-state'});
    }
    return this.#cli;
  }
}
