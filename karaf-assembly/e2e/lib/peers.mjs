// SPDX-License-Identifier: Apache-2.0
// The world outside of the hub: social insurance system, office automation of the departments, short message centre. Each is
// a program of its own under peers/, started with a control port, and can be killed and brought back on its port.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import path from 'node:path';

const programs = path.join(path.dirname(new URL(import.meta.url).pathname), '..', 'peers');

export class Peer {
  #process;
  #program;
  #args;

  /** Starts `peers/PROGRAM`; returns when it is ready. `args` are its options. */
  static async start(program, args) {
    const peer = new Peer();
    peer.#program = program;
    peer.#args = args;
    await peer.#spawn();
    return peer;
  }

  /** Asks or tells its control port: a command with a body, or one without. */
  async control(command, body) {
    const response = await fetch(`http://127.0.0.1:${this.ports.control}/${command}`,
      body === undefined ? {} : { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    if (!response.ok) throw new Error(`${this.#program} ${command}: ${response.status} ${await response.text()}`);
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }

  /** What it did, one object each. */
  log() {
    return this.control('log');
  }

  async kill() {
    const ended = new Promise(resolve => this.#process.once('exit', resolve));
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGKILL');
      await ended;
    }
  }

  /** Comes back on the same ports, with what it keeps in files. */
  async comeBack() {
    await this.#spawn();
  }

  async #spawn() {
    const { control, ...service } = this.ports ?? {};
    const ports = this.ports ? ['--control', String(control), '--port', String(Object.values(service)[0])] : ['--port', '0'];
    const stdin = this.#program === 'smsc.mjs' ? [] : ['--with-parent'];
    this.#process = spawn(process.execPath, [path.join(programs, this.#program), ...ports, ...stdin, ...this.#args],
      { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.stdin.on('error', () => {});
    const lines = createInterface({ input: this.#process.stdout });
    const { ready, ...told } = JSON.parse(await new Promise((resolve, reject) => {
      lines.once('line', resolve);
      this.#process.once('exit', code => reject(new Error(`${this.#program} ended with ${code}`)));
    }));
    this.ports = told;
  }
}
