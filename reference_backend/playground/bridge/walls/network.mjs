// The network wall. Loaded with --import, so that it stands in every thread before anything else
// runs.
//
// PHP has no sockets of its own: Emscripten opens a WebSocket to a proxy inside the worker thread,
// and the proxy opens the real connection with Node's net module. So the wall stands at net, dns,
// dgram and child_process, in every thread.
//
//   deny        no thread opens a connection
//   allowHosts  a connection needs a rule
//   allow       any connection
//
// Ports: the preview listens where the plan says, the proxy on 127.0.0.1. PHP itself cannot open
// one in any mode: its listening socket gets no port and never hears anything.
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import {syncBuiltinESMExports} from 'node:module';
import net from 'node:net';
import {isMainThread} from 'node:worker_threads';

import {AllowList} from './allow_list.mjs';
import {listenHost, network} from './plan.mjs';

const denyAll = network === 'deny';
const rules = typeof network === 'object' ? new AllowList(network.allowHosts) : null;

/** Ports that this very thread opened: the proxy in a worker, the preview in the main thread. */
const ownPorts = new Set();

function refused(what) {
  return Object.assign(new Error(`ECONNREFUSED: the network policy does not allow ${what}`), {
    code: 'ECONNREFUSED',
    errno: -111,
    syscall: 'connect',
  });
}

function mayConnect({host = 'localhost', port, path}) {
  if (path) {
    return false;  // a socket file
  }
  if (ownPorts.has(Number(port)) && ['127.0.0.1', 'localhost', listenHost].includes(host)) {
    return true;
  }
  return rules ? rules.allows(host, Number(port)) : !denyAll;
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function guardedConnect(...args) {
  // net.connect hands over arguments that it has normalised already, marked with a symbol: then
  // args[0] is [options, callback].
  const options = Array.isArray(args[0]) ? args[0][0] : net._normalizeArgs(args)[0];
  if (mayConnect(options)) {
    return connect.apply(this, args);
  }
  const target = options.path ?? `${options.host ?? 'localhost'}:${options.port}`;
  process.nextTick(() => this.destroy(refused(`a connection to ${target}`)));
  return this;
};

/**
 * A server that looks as if it listened. An error event instead would end the worker, because
 * nobody listens for it.
 */
function pretendToListen(server, callback) {
  server.address = () => ({address: '127.0.0.1', family: 'IPv4', port: 9});
  if (callback) {
    server.once('listening', callback);
  }
  process.nextTick(() => server.emit('listening'));
  return server;
}

let previewListens = false;

/**
 * The preview is the first port of the main thread; the proxy is known by the function that opens
 * it.
 */
function mayListen() {
  if (isMainThread) {
    const first = !previewListens;
    previewListens = true;
    return first;
  }
  return new Error().stack.includes('initOutboundWebsocketProxyServer');
}

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function guardedListen(...args) {
  const [options, callback] = net._normalizeArgs(args);
  if (!mayListen()) {
    return pretendToListen(this, callback);
  }
  const host = isMainThread ? listenHost : '127.0.0.1';
  this.once('listening', () => {
    const {port} = this.address();
    ownPorts.add(port);
    this.once('close', () => ownPorts.delete(port));
  });
  return listen.call(this, {host, port: options.port ?? 0, exclusive: true}, callback ?? undefined);
};

function guardLookup(name) {
  const callback = dns[name];
  dns[name] = (host, ...rest) => {
    if (mayResolve(host)) {
      return callback(host, ...rest.slice(0, -1), noteAddresses(host, rest.at(-1)));
    }
    return process.nextTick(rest.at(-1), unknownHost(host));
  };
  const promise = dns.promises[name];
  dns.promises[name] = async (host, ...rest) => {
    if (!mayResolve(host)) {
      throw unknownHost(host);
    }
    const answer = await promise(host, ...rest);
    rules?.note(host, answer);
    return answer;
  };
}

/** An address is no name, so nobody is asked for it: the preview looks its own up too. */
function mayResolve(host) {
  return net.isIP(String(host)) !== 0 || (rules ? rules.knows(host) : !denyAll);
}

function noteAddresses(host, callback) {
  return (error, ...answer) => {
    if (!error) {
      rules?.note(host, answer[0]);
    }
    callback(error, ...answer);
  };
}

function unknownHost(host) {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), {
    code: 'ENOTFOUND',
    errno: -3008,
    syscall: 'getaddrinfo',
    hostname: host,
  });
}

guardLookup('lookup');
if (network !== 'allow') {
  for (const target
           of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(target)) {
      if ((name.startsWith('resolve') || name === 'reverse' || name === 'lookupService') &&
          typeof target[name] === 'function') {
        target[name] = () => {
          throw unknownHost('through a resolver');
        };
      }
    }
  }
}

dgram.createSocket = () => {
  throw refused('datagrams');
};
for (const name of ['bind', 'connect', 'send']) {
  dgram.Socket.prototype[name] = dgram.createSocket;
}
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) {
  childProcess[name] = () => {
    throw Object.assign(
        new Error('EACCES: the sandbox may not start programs'),
        {code: 'EACCES', errno: -13, syscall: 'spawn'});
  };
}
syncBuiltinESMExports();
