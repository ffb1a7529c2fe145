// SPDX-License-Identifier: Apache-2.0
// What the peers share: a server that can be taken away and brought back, a control port, a log.
// A peer is a program of its own: it prints one line with its ports when it is ready, and ends with
// SIGTERM, or, with --with-parent, when its standard input ends. Everything stays on loopback.

import { createWriteStream, readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import process from 'node:process';

const HOST = '127.0.0.1';
const BODY_MAX = 1_048_576;

/** --name value pairs; a flag without a value is true. */
export function parseArguments(argv = process.argv.slice(2)) {
  const options = {};
  for (let i = 0; i < argv.length; i++) {
    const name = argv[i].replace(/^--/, '');
    options[name] = i + 1 < argv.length && !argv[i + 1].startsWith('--') ? argv[++i] : true;
  }
  return options;
}

/** JSON lines, in memory and, if wanted, in a file: { at, kind, ... }. */
export class Journal {
  #lines = [];
  #file;

  constructor(file) {
    this.#file = file ? createWriteStream(file, { flags: 'a' }) : undefined;
  }

  add(kind, entry) {
    const line = { at: new Date().toISOString(), kind, ...entry };
    this.#lines.push(line);
    this.#file?.write(`${JSON.stringify(line)}\n`);
  }

  clear() {
    this.#lines = [];
  }

  get lines() {
    return this.#lines;
  }
}

/** The body of a request, bounded. */
export function body(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', chunk => {
      size += chunk.length;
      if (size > BODY_MAX) {
        reject(new Error('too large'));
        request.destroy();
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

export function json(response, status, value, headers = {}) {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...headers });
  response.end(text);
}

/** A server on a port that stays the same while the server goes and comes. */
export class Service {
  #handler;
  #tls;
  #port;
  #server;
  #sockets = new Set();

  /** @param tls { key, cert, ca? }: names of PEM files; with ca, clients must show a certificate. */
  constructor(handler, port, tls) {
    this.#handler = handler;
    this.#port = Number(port ?? 0);
    this.#tls = tls;
  }

  get port() {
    return this.#port;
  }

  up() {
    if (this.#server) return Promise.resolve();
    const handle = (request, response) => {
      response.on('error', () => {});
      Promise.resolve(this.#handler(request, response)).catch(error => {
        if (error.message !== 'aborted') process.stderr.write(`${error.stack}\n`);
        response.destroy();
      });
    };
    this.#server = this.#tls
      ? https.createServer({ key: readFileSync(this.#tls.key), cert: readFileSync(this.#tls.cert),
        ...(this.#tls.ca ? { ca: readFileSync(this.#tls.ca), requestCert: true, rejectUnauthorized: true } : {}) }, handle)
      : http.createServer(handle);
    const connection = this.#tls ? 'secureConnection' : 'connection';
    this.#server.on(connection, socket => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('tlsClientError', () => {});
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#port, HOST, 511, () => {
        this.#port = this.#server.address().port;
        resolve();
      });
    });
  }

  /** Breaks all connections and takes none. */
  down() {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return Promise.resolve();
    return new Promise(resolve => {
      server.close(resolve);
      this.breakConnections();
    });
  }

  breakConnections() {
    for (const socket of this.#sockets) socket.destroy();
  }
}

/**
 * Starts the control port: GET /PATH and POST /PATH with a JSON body call commands[PATH](body), whose value
 * is the answer. Prints the ready line and sees to it that the program ends.
 */
export async function control(options, ports, commands) {
  const service = new Service(async (request, response) => {
    const name = new URL(request.url, 'http://peer').pathname.slice(1);
    const command = commands[name];
    if (!command) return json(response, 404, { error: `no ${name}`, commands: Object.keys(commands) });
    const text = (await body(request)).toString();
    try {
      return json(response, 200, (await command(text ? JSON.parse(text) : {})) ?? {});
    } catch (error) {
      return json(response, 400, { error: error.message });
    }
  }, options.control);
  await service.up();
  process.on('SIGTERM', () => process.exit(0));
  process.on('SIGINT', () => process.exit(0));
  if (options['with-parent']) {
    process.stdin.resume();
    process.stdin.on('end', () => process.exit(0));
    process.stdin.on('error', () => process.exit(0));
  }
  process.stdout.write(`${JSON.stringify({ ready: true, ...ports(), control: service.port })}\n`);
}
