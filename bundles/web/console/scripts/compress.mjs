// SPDX-License-Identifier: Apache-2.0
// Writes a .gz beside each text of the build, so that the servlet never compresses at run time.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = new URL('../dist', import.meta.url).pathname;
const TEXT = /\.(js|css|html|svg|json)$/;
const SMALLEST = 1024;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

let plain = 0;
let packed = 0;
for (const path of [...files(ROOT)]) {
  if (!TEXT.test(path) || statSync(path).size < SMALLEST) continue;
  const content = readFileSync(path);
  const gzip = gzipSync(content, { level: 9 });
  plain += content.length;
  packed += gzip.length;
  writeFileSync(`${path}.gz`, gzip);
}
console.log(`compressed ${Math.round(plain / 1024)} kB to ${Math.round(packed / 1024)} kB`);
