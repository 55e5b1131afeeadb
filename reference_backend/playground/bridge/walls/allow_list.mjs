// The rules of a network policy {allowHosts}: "name", "name:port", "1.2.3.4", "1.2.3.4:port",
// "::1", "[::1]:port". A rule without a port allows every port. A name allows the addresses that it
// resolved to, because the proxy connects by address. `localhost` and 127.0.0.1 are one: Emscripten
// maps the first to the second before anybody sees it.
import net from 'node:net';

function canonical(host) {
  const name = String(host).toLowerCase().replace(/\.$/, '');
  return name === 'localhost' ? '127.0.0.1' : name;
}

function parse(rule) {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(rule);
  if (bracketed) {
    return {host: canonical(bracketed[1]), port: bracketed[2] ? Number(bracketed[2]) : null};
  }
  const parts = net.isIPv6(rule) ? null : /^([^:]+):(\d+)$/.exec(rule);
  return parts ? {host: canonical(parts[1]), port: Number(parts[2])} :
                 {host: canonical(rule), port: null};
}

export class AllowList {
  #rules;
  /** address -> names that resolved to it */
  #names = new Map();

  constructor(hosts) {
    this.#rules = hosts.map(parse);
  }

  /** True when a rule names this host, with whatever port. */
  knows(host) {
    const name = canonical(host);
    return this.#rules.some((rule) => rule.host === name);
  }

  /** True when a rule allows a connection to `host`, a name or an address. */
  allows(host, port) {
    const name = canonical(host);
    const names = [name, ...(this.#names.get(name) ?? [])];
    return this.#rules.some(
        (rule) => names.includes(rule.host) && (rule.port === null || rule.port === port));
  }

  /** Remembers what `host` resolved to: an address, {address}, or an array of either. */
  note(host, answer) {
    for (const entry of Array.isArray(answer) ? answer : [answer]) {
      const address = canonical(typeof entry === 'string' ? entry : entry.address);
      if (!this.#names.has(address)) {
        this.#names.set(address, new Set());
      }
      this.#names.get(address).add(canonical(host));
    }
  }
}
