// SPDX-License-Identifier: Apache-2.0
// node bench.mjs [--only NAME] [--json]   measures the speeds of bench/*.mjs on this machine
// A row is { name, value, unit, n, aim, met } and, where something else is measured in the same run,
// { peer, peerValue, ratio }; `proof` says by what the hub itself shows that the work was done.

import { readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const options = process.argv.slice(2);
const only = options.includes('--only') ? options[options.indexOf('--only') + 1] : undefined;
const folder = path.join(path.dirname(new URL(import.meta.url).pathname), 'bench');
const names = readdirSync(folder).filter(file => file.endsWith('.mjs')).map(file => path.basename(file, '.mjs')).sort();
if (only && !names.includes(only)) {
  console.error(`there is no ${only}; there are ${names.join(', ')}`);
  process.exit(2);
}

const rows = [];
for (const name of names.filter(each => !only || each === only)) {
  const { measure } = await import(path.join(folder, `${name}.mjs`));
  rows.push(...await measure());
}
if (options.includes('--json')) {
  console.log(JSON.stringify({ at: new Date().toISOString(), cpus: os.cpus().length, model: os.cpus()[0].model, rows }, undefined, 1));
} else {
  console.table(rows.map(({ proof, ...row }) => row));
  for (const { name, proof } of rows) console.log(`${name}: ${proof}`);
}
