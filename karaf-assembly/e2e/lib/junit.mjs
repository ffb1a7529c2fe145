// SPDX-License-Identifier: Apache-2.0
// Measurements that are written in Java: tests with the tag `bench`, which print a row as `BENCH {...}`.

import { execFileSync } from 'node:child_process';
import { root } from './hub.mjs';

/** The rows of a module's test; a row with a peer is met by its ratio. */
export function rowsOf(module, test) {
  const output = execFileSync('mvn', ['-B', '-ntp', 'test', '-pl', module, `-Dtest=${test}`, '-Dexcluded.groups=none', '-Dtest.jit='],
    { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 });
  const rows = [...output.matchAll(/^BENCH (\{.*\})$/gm)].map(match => JSON.parse(match[1]));
  if (rows.length === 0) throw new Error(`${test} of ${module} measured nothing`);
  return rows.map(row => {
    if (!row.peer) return { ...row, met: row.value >= row.aim };
    const ratio = Math.round(row.value / row.peerValue * 100) / 100;
    return { ...row, ratio, met: ratio >= row.aim };
  });
}
