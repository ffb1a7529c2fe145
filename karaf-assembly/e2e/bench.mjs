// SPDX-License-Identifier: Apache-2.0
// node bench.mjs [--only NAME] [--json] [--profile] [--write FILE]   measures the speeds of bench/*.mjs on this machine
// --profile records where the hub's processor time goes, --write puts the table into a Markdown file, between its marks.
// A row is { name, value, unit, n, aim, met } and, where something else is measured in the same run,
// { peer, peerValue, ratio }; `proof` says by what the hub itself shows that the work was done.

import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const options = process.argv.slice(2);
const value = name => options.includes(name) ? options[options.indexOf(name) + 1] : undefined;
const only = value('--only');
const folder = path.join(path.dirname(new URL(import.meta.url).pathname), 'bench');
const names = readdirSync(folder).filter(file => file.endsWith('.mjs')).map(file => path.basename(file, '.mjs')).sort();
if (options.includes('--help')) {
  console.log(`usage: hub bench [--only NAME] [--json] [--profile] [--write FILE]
  NAME is ${names.join(', ')}; all take about half an hour, on a machine that does nothing else
  --profile   also writes where the processor's time went
  --write     puts the rows into a Markdown file, between its marks`);
  process.exit();
}
if (options.includes('--profile')) process.env.SHUNIU_BENCH_PROFILE = 'yes';
if (only && !names.includes(only)) {
  console.error(`there is no ${only}; there are ${names.join(', ')}`);
  process.exit(2);
}

const rows = [];
for (const name of names.filter(each => !only || each === only)) {
  const { measure } = await import(path.join(folder, `${name}.mjs`));
  rows.push(...await measure());
}
if (value('--write')) write(value('--write'));
if (options.includes('--json')) {
  console.log(JSON.stringify({ at: new Date().toISOString(), cpus: os.cpus().length, model: os.cpus()[0].model, rows }, undefined, 1));
} else {
  console.table(rows.map(({ proof, ...row }) => row));
  for (const { name, proof } of rows) console.log(`${name}: ${proof}`);
}

/** The table of this run takes the place of the rows of the same names; others stay as they were measured. */
function write(file) {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const at = new Date().toISOString().slice(0, 10);
  const machine = `${os.cpus().length} × ${os.cpus()[0].model}`;
  const text = readFileSync(file, 'utf8');
  const [head, table, tail] = text.split(/<!-- (?:rows|end) -->\n/);
  const [title, rule, ...known] = table.split('\n').filter(Boolean);
  const kept = known.filter(line => !rows.some(row => line.startsWith(`| ${row.name} |`)));
  const lines = rows.map(({ name, value: measured, unit, peer = '', peerValue = '', ratio = '', n, aim, met }) =>
    `| ${[name, `${measured} ${unit}`, peer, peerValue, ratio, aim, met ? 'yes' : '**no**', n, at, commit, machine].join(' | ')} |`);
  writeFileSync(file, `${head}<!-- rows -->\n${[title, rule, ...[...kept, ...lines].sort()].join('\n')}\n<!-- end -->\n${tail}`);
}
