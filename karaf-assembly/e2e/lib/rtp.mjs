// SPDX-License-Identifier: Apache-2.0
// One end of an RTP stream (RFC 3550) in G.711 µ-law with telephone events (RFC 4733): sends a tone or silence every 20 ms,
// keeps what it hears.

import dgram from 'node:dgram';
import { decodeUlaw, encodeUlaw } from './tones.mjs';

const FRAME = 160;
const SILENCE = Buffer.alloc(FRAME, 0xff);
/** A change of streams may take so long without being silence; longer gaps than a minute are another call's. */
const LATE_FRAMES = 10;
const MOST_FRAMES = 3000;
export const EVENT_TYPE = 101;

export class RtpEndpoint {
  #socket = dgram.createSocket('udp4');
  #timer;
  #sequence = Math.floor(Math.random() * 0x8000);
  #timestamp = Math.floor(Math.random() * 0x7fffffff);
  #source = Math.floor(Math.random() * 0x7fffffff);
  #frames = [SILENCE];
  #next = 0;
  #heard = [];
  #last;
  #digits = [];
  #remote;
  #closed = false;
  port = 0;

  /** Binds a free even port of loopback. */
  static async open() {
    const endpoint = new RtpEndpoint();
    endpoint.#socket.on('message', (packet, from) => endpoint.#receive(packet, from));
    await new Promise((resolve, reject) => {
      endpoint.#socket.once('error', reject);
      endpoint.#socket.bind(0, '127.0.0.1', resolve);
    });
    endpoint.port = endpoint.#socket.address().port;
    return endpoint;
  }

  /** Begins to send to the other end; a second call only changes the address. */
  start(host, port) {
    this.#remote = { host, port };
    if (this.#timer) return;
    let due = performance.now();
    const tick = () => {
      // Timers drift: send as many frames as are due.
      while (performance.now() >= due) {
        this.#send();
        due += 20;
      }
      this.#timer = setTimeout(tick, Math.max(1, due - performance.now()));
    };
    tick();
  }

  /** Sends these samples again and again. */
  play(samples) {
    const frames = [];
    for (let i = 0; i + FRAME <= samples.length; i += FRAME) {
      frames.push(Buffer.from(Array.from(samples.subarray(i, i + FRAME), encodeUlaw)));
    }
    this.#frames = frames;
    this.#next = 0;
  }

  /** Sends nothing but silence. */
  hush() {
    this.#frames = [SILENCE];
    this.#next = 0;
  }

  /** Presses keys, 100 ms each; the promise ends when they are sent. */
  async press(keys) {
    for (const key of keys) {
      await new Promise(resolve => this.#digits.push({ event: '0123456789*#'.indexOf(key), frame: 0, resolve }));
    }
  }

  /** What was heard since the given moment of {@link #mark}, as samples. */
  heard(since = 0) {
    const frames = this.#heard.slice(since);
    const samples = new Int16Array(frames.length * FRAME);
    frames.forEach((frame, i) => {
      for (let j = 0; j < FRAME && j < frame.length; j++) samples[i * FRAME + j] = decodeUlaw(frame[j]);
    });
    return samples;
  }

  /** A moment for {@link #heard}. */
  mark() {
    return this.#heard.length;
  }

  close() {
    if (this.#closed) return;
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#digits.forEach(digit => digit.resolve());
    this.#socket.close();
  }

  #receive(packet, from) {
    if (packet.length < 12 || packet[0] >> 6 !== 2) return;
    // Who was not told where the other end is answers to where it hears from.
    if (!this.#remote) this.start(from.address, from.port);
    if ((packet[1] & 0x7f) === 0) {
      this.#silence(packet.readUInt32BE(8), packet.readUInt32BE(4));
      this.#heard.push(packet.subarray(12 + 4 * (packet[0] & 0x0f)));
    }
  }

  // Nothing sent is silence too: by the sender's clock within a stream, by ours between two streams. A sender whose clock
  // jumps (RFC 3550 lets it, at a change of its source) was not silent for longer than we waited.
  #silence(source, timestamp) {
    const now = performance.now();
    const last = this.#last;
    this.#last = { source, timestamp, now };
    if (!last) return;
    const waited = (now - last.now) / 20;
    const frames = source === last.source
      ? Math.min(((timestamp - last.timestamp) | 0) / FRAME - 1, waited)
      : waited - LATE_FRAMES;
    for (let i = Math.min(Math.round(frames), MOST_FRAMES); i > 0; i--) this.#heard.push(SILENCE);
  }

  #send() {
    const digit = this.#digits[0];
    if (digit) {
      this.#event(digit);
    } else {
      const header = this.#header(0, false, this.#timestamp);
      this.#socket.send(Buffer.concat([header, this.#frames[this.#next]]), this.#remote.port, this.#remote.host);
      this.#next = (this.#next + 1) % this.#frames.length;
    }
    this.#timestamp = (this.#timestamp + FRAME) >>> 0;
  }

  // Five packets of the key going on, three of its end (RFC 4733 2.5.1.4), then 60 ms of nothing.
  #event(digit) {
    if (digit.frame === 0) digit.began = this.#timestamp;
    if (digit.frame < 8) {
      const payload = Buffer.alloc(4);
      payload[0] = digit.event;
      payload[1] = (digit.frame >= 5 ? 0x80 : 0) | 10;
      payload.writeUInt16BE(FRAME * Math.min(digit.frame + 1, 6), 2);
      this.#socket.send(
        Buffer.concat([this.#header(EVENT_TYPE, digit.frame === 0, digit.began), payload]),
        this.#remote.port, this.#remote.host);
    }
    if (++digit.frame > 10) {
      this.#digits.shift();
      digit.resolve();
    }
  }

  #header(type, marker, timestamp) {
    const header = Buffer.alloc(12);
    header[0] = 0x80;
    header[1] = (marker ? 0x80 : 0) | type;
    header.writeUInt16BE(this.#sequence = (this.#sequence + 1) & 0xffff, 2);
    header.writeUInt32BE(timestamp, 4);
    header.writeUInt32BE(this.#source, 8);
    return header;
  }
}
