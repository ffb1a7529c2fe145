// SPDX-License-Identifier: Apache-2.0
// A console's live stream, as the browser has it: server-sent events, each with the moment of its arrival.

import http from 'node:http';

export class LiveStream {
  #request;
  #listeners = new Set();

  /** Opens a stream of a session; resolves when the hub has begun to tell. */
  static open(session) {
    const stream = new LiveStream();
    return new Promise((resolve, reject) => {
      stream.#request = http.get(`${session.base}/api/v1/live`, { headers: session.headers, agent: false }, reply => {
        if (reply.statusCode !== 200) {
          reply.resume();
          reject(new Error(`live stream: ${reply.statusCode}`));
          return;
        }
        let rest = '';
        reply.setEncoding('utf8');
        reply.on('data', text => {
          const at = performance.now();
          const frames = (rest + text).split('\n\n');
          rest = frames.pop();
          for (const frame of frames) stream.#tell(frame, at);
        });
        resolve(stream);
      });
      stream.#request.on('error', error => { if (!stream.closed) reject(error); });
    });
  }

  #tell(frame, at) {
    const event = /^event: ?(.*)$/m.exec(frame)?.[1];
    if (event) for (const listener of this.#listeners) listener({ event, at, text: frame });
  }

  /** The next event that the check takes. */
  next(check) {
    return new Promise(resolve => {
      const listener = event => {
        if (!check(event)) return;
        this.#listeners.delete(listener);
        resolve(event);
      };
      this.#listeners.add(listener);
    });
  }

  close() {
    this.closed = true;
    this.#request.destroy();
  }
}
