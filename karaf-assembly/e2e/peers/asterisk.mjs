#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A real Asterisk as a peer: its own configuration in a folder of its own, AMI behind a link that can be cut.
//
//   node asterisk.mjs --home DIR --port-offset N --port AMI [--control 0]
//
// Control port, JSON: POST /down and /up (the link to AMI), POST /call {number?, called?} (a citizen calls), GET /state.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { Caller, randomNumber } from '../lib/caller.mjs';
import { Proxy } from '../lib/proxy.mjs';
import { control, parseArguments } from './peer.mjs';

const options = parseArguments();
const script = path.join(path.dirname(new URL(import.meta.url).pathname), '..', '..', 'asterisk', 'asterisk.sh');
const asterisk = (...words) => execFileSync(script, [...words, '--home', options.home], { stdio: ['ignore', 'ignore', 'inherit'] });
const callers = [];

// The switch outlives nobody: it ends with this program, however that is asked to end.
process.on('exit', () => asterisk('stop'));
asterisk('start', '--port-offset', options['port-offset']);
const told = Object.fromEntries(readFileSync(path.join(options.home, 'asterisk', 'hub.cfg.env'), 'utf8')
  .trim().split('\n').map(line => line.split('=')));
const link = await Proxy.open(Number(told.AMI_PORT), Number(options.port));

await control({ ...options, 'with-parent': true }, () => ({ port: link.port }), {
  down: () => link.cut(),
  up: () => link.restore(),
  call: async ({ number = randomNumber(), called }) => {
    callers.push(await Caller.dial({ number, called, sip: { host: '127.0.0.1', port: Number(told.SIP_PORT) },
      folder: path.join(options.home, 'sipp') }));
    return { number };
  },
  state: () => ({ connections: link.connections, calls: callers.length }),
});
