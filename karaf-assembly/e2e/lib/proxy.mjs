// SPDX-License-Identifier: Apache-2.0
// A TCP link that can be cut and stalled, to stand between the hub and what it talks to.

import net from 'node:net';

export class Proxy {
  #server;
  #pairs = new Set();
  #stalled = false;
  #refusing = false;

  /** Stands before a port, at a port of its own: a given one, or any. */
  static async open(port, at = 0) {
    const proxy = new Proxy();
    proxy.#server = net.createServer(client => proxy.#accept(client, port));
    await new Promise(resolve => proxy.#server.listen(at, '127.0.0.1', resolve));
    proxy.port = proxy.#server.address().port;
    return proxy;
  }

  get connections() {
    return this.#pairs.size;
  }

  /** Resets all connections; new ones are refused until restore(). */
  cut() {
    this.#refusing = true;
    for (const [client, server] of this.#pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
  }

  /** Connections stay, nothing passes, until restore(). */
  stall() {
    this.#stalled = true;
    for (const pair of this.#pairs) pair.forEach(socket => socket.pause());
  }

  restore() {
    this.#refusing = false;
    this.#stalled = false;
    for (const pair of this.#pairs) pair.forEach(socket => socket.resume());
  }

  close() {
    this.cut();
    this.#server.close();
  }

  #accept(client, port) {
    if (this.#refusing) return client.resetAndDestroy();
    const server = net.connect(port, '127.0.0.1');
    const pair = [client, server];
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const [from, to] of [[client, server], [server, client]]) {
      from.on('data', data => to.write(data));
      from.on('error', end);
      from.on('close', end);
      if (this.#stalled) from.pause();
    }
  }
}
