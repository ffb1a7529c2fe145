// SPDX-License-Identifier: Apache-2.0
// node run.mjs e2e                       the story of a call, on a real switch, in a real browser; the hour of an integrator
// node run.mjs administration            what administrators do, in the browser, the shell and deploy/
// node run.mjs faults                    the switch, its link, the broker and the database go and come back
// node run.mjs chaos [--rounds N] [--seed S]   the same while parts are killed
// The last line is `N passed, N failed`; the exit code is 0 when nothing failed.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [kind = 'e2e', ...options] = process.argv.slice(2);
const value = name => options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
const folder = path.join(path.dirname(new URL(import.meta.url).pathname), 'tests', kind);

process.env.SHUNIU_NO_BUILD = 'yes';
if (value('--rounds')) process.env.CHAOS_ROUNDS = value('--rounds');
if (value('--seed')) process.env.CHAOS_SEED = value('--seed');

let files;
try {
  files = readdirSync(folder).filter(name => name.endsWith('.test.mjs')).sort().map(name => path.join(folder, name));
} catch {
  console.error(`usage: run.mjs e2e|administration|faults|chaos [--rounds N] [--seed S]`);
  process.exit(2);
}

// One file after another: they share the ports, the switch and two cores. A round of chaos takes two to three minutes.
const minutes = Math.max(20, 5 * Number(process.env.CHAOS_ROUNDS ?? 0));
const LOG_LINES = 300;
let passed = 0;
let failed = 0;
const failures = [];
const logs = process.env.SHUNIU_E2E_LOGS = mkdtempSync(path.join(os.tmpdir(), 'shuniu-e2e-logs-'));
// A file whose tests are over ends, whatever it left open: one that could not start must not hold up the others.
const stream = run({ files, concurrency: false, forceExit: true, timeout: minutes * 60_000 });
stream.on('test:pass', test => { if (leaf(test)) passed++; });
stream.on('test:fail', test => {
  if (!leaf(test)) return;
  failed++;
  const cause = test.details.error?.cause ?? test.details.error;
  failures.push(`${new Date().toISOString()} ${path.basename(test.file)}: ${test.name}: ${String(cause?.message ?? cause).replaceAll(/\s+/g, ' ').slice(0, 300)}`);
});
stream.on('end', () => process.exitCode = failed > 0 || passed === 0 ? 1 : 0);
stream.compose(spec).pipe(process.stdout);
process.on('exit', () => {
  for (const name of files.map(file => path.basename(file)).filter(name => failures.some(line => line.includes(name)))) showLog(name);
  for (const line of failures) console.log(`failed: ${line}`);
  rmSync(logs, { recursive: true, force: true });
  console.log(`${passed} passed, ${failed} failed`);
});

// A suite and a file count by what is in them; a file that cannot even start counts as one failure.
function leaf(test) {
  return test.details.type !== 'suite' && !(files.includes(test.name) && !test.details.error);
}

// Where a test fails on another machine there is nothing but what was printed.
function showLog(name) {
  const log = path.join(logs, `${name}.log`);
  if (existsSync(log)) console.log(`the hubs of ${name} said:\n${readFileSync(log, 'utf8').split('\n').slice(-LOG_LINES).join('\n')}`);
}
