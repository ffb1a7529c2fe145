// SPDX-License-Identifier: Apache-2.0
// A citizen's telephone: SIPp signals, an RTP end point of ours speaks and listens.

import { execFile, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { RtpEndpoint } from './rtp.mjs';

const here = path.dirname(new URL(import.meta.url).pathname);
const scenarios = path.join(here, '..', 'scenarios');
const tool = path.join(here, '..', '..', 'asterisk', 'asterisk.sh');

/** A number that nobody has: the block 138 0000 is not assigned to subscribers here. */
export function randomNumber() {
  return `1380000${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`;
}

/** One call. */
export class Caller {
  #process;
  #exit;
  output = '';

  /**
   * Dials. `number` is the caller's, `called` the hotline, `stayMs` how long it stays on the line before it hangs up by
   * itself, `headers` further SIP header lines, `folder` where SIPp writes its logs.
   */
  static async dial({ number, called = '12333', sip, stayMs = 60_000, folder, scenario = 'caller.xml', keys = {} }) {
    const caller = new Caller();
    caller.number = number;
    caller.rtp = await RtpEndpoint.open();
    mkdirSync(folder, { recursive: true });
    caller.log = path.join(folder, `${number}.log`);
    caller.startedAt = new Date();
    const script = path.join(folder, `${number}.xml`);
    writeFileSync(script, readFileSync(path.join(scenarios, scenario), 'utf8').replaceAll('@STAY_MS@', String(stayMs)));
    const extra = Object.entries(keys).flatMap(([key, value]) => ['-key', key, String(value)]);
    caller.#process = spawn(tool, [
      'tool', 'sipp', `${sip.host}:${sip.port}`, '-i', '127.0.0.1', '-sf', script, '-s', called,
      '-m', '1', '-nostdin', '-key', 'caller', number, '-key', 'rtp_port', String(caller.rtp.port),
      ...extra, '-trace_logs', '-log_file', caller.log, '-timeout', '180s'],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    caller.#process.stdout.on('data', data => { caller.output = (caller.output + data).slice(-20_000); });
    caller.#process.stderr.on('data', data => { caller.output = (caller.output + data).slice(-20_000); });
    caller.#exit = new Promise(resolve => caller.#process.once('exit', code => {
      caller.endedAt = new Date();
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
    this.rtp.close();
  }
}

/** Runs a tool of the telephone rig. */
export function runTool(...args) {
  return new Promise((resolve, reject) => execFile(tool, args, (error, stdout, stderr) =>
    error ? reject(new Error(`${args.join(' ')}: ${stderr || error.message}`)) : resolve(stdout)));
}
