// SPDX-License-Identifier: Apache-2.0
// A citizen's telephone: SIPp signals, an RTP end point of ours speaks and listens.

import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RtpEndpoint } from './rtp.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const scenarios = path.join(here, '..', 'scenarios');
const tool = path.join(here, '..', '..', 'asterisk', 'asterisk.sh');

const used = new Set();

/** A number that nobody has (the block 138 0000 is not given out) and that was not used before in this run. */
export function randomNumber() {
  for (;;) {
    const number = `138000${String(Math.floor(Math.random() * 100_000)).padStart(5, '0')}`;
    if (!used.has(number)) {
      used.add(number);
      return number;
    }
  }
}

/** One call. */
export class Caller {
  #process;
  #exit;
  output = '';

  /**
   * Dials. `number` is the caller's, `called` the hotline, `stayMs` how long it stays on the line before it hangs up by
   * itself, `folder` where SIPp writes its logs, `fill` what takes the place of @NAME@ in the
   * scenario (bytes as Latin-1).
   */
  static async dial({ number, called = '12333', sip, stayMs = 60_000, folder, scenario = 'caller.xml', fill = {} }) {
    const caller = new Caller();
    caller.number = number;
    caller.rtp = await RtpEndpoint.open();
    mkdirSync(folder, { recursive: true });
    caller.log = path.join(folder, `${number}.log`);
    caller.startedAt = new Date();
    const script = path.join(folder, `${number}.xml`);
    let text = readFileSync(path.join(scenarios, scenario), 'latin1').replaceAll('@STAY_MS@', String(stayMs));
    for (const [name, value] of Object.entries(fill)) text = text.replaceAll(`@${name}@`, value);
    writeFileSync(script, text, 'latin1');
    caller.#process = spawn(tool, [
      'tool', 'sipp', `${sip.host}:${sip.port}`, '-i', '127.0.0.1', '-sf', script, '-s', called,
      '-m', '1', '-nostdin', '-key', 'caller', number, '-key', 'rtp_port', String(caller.rtp.port),
      '-trace_logs', '-log_file', caller.log, '-timeout', '180s'],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    caller.#process.stdout.on('data', data => { caller.output = (caller.output + data).slice(-20_000); });
    caller.#process.stderr.on('data', data => { caller.output = (caller.output + data).slice(-20_000); });
    caller.#exit = new Promise(resolve => caller.#process.once('exit', code => {
      caller.endedAt = new Date();
      // Not one packet more: the switch gives the port to another call, which would be answered here.
      caller.rtp.close();
      resolve(code);
    }));
    return caller;
  }

  /** SIPp's exit code: 0 when the call went as the scenario says. */
  ended() {
    return this.#exit;
  }

  /** Lines that the scenario logged. */
  lines() {
    try {
      return readFileSync(this.log, 'utf8').trim().split('\n').filter(Boolean);
    } catch {
      return [];
    }
  }

  /** Ends what is left of it. */
  async close() {
    if (this.#process.exitCode === null) this.#process.kill('SIGKILL');
    await this.#exit;
  }
}

/** Runs a tool of the telephone rig. */
export function runTool(...args) {
  return new Promise((resolve, reject) => execFile(tool, args, (error, stdout, stderr) =>
    error ? reject(new Error(`${args.join(' ')}: ${stderr || error.message}`)) : resolve(stdout)));
}
