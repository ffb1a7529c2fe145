// SPDX-License-Identifier: Apache-2.0
// The codes of errors that the hub's Java sources throw: a screen needs a sentence for each.
// node scripts/codes.mjs [ROOT]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
const SKIPPED = new Set(['node_modules', 'target', 'test', 'testkit', '.git']);

/** `HubException.notFound("x.y", …`, `HubException.caller(Reason.FORBIDDEN, "x.y", …`, with a line break anywhere. */
const THROWN =
  /HubException\s*\.\s*(?:caller|invalid|conflict|notFound|capacity|external|internal)\(\s*(?:(?:HubException\.)?Reason\.\w+\s*,\s*)?(?:"([^"]+)"|([A-Z][A-Z_]*))/g;
/** Checks of input take the code as an argument, named or literal: `Check.that(good, "x.y", "field")`. */
const CHECKED = /\bCheck\.\w+\(([^;]*);/g;
const ARGUMENT = /"([a-z][a-z0-9-]*\.[a-z0-9.-]+)"|\b([A-Z][A-Z_]+)\b/g;

function* sources(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) yield* sources(path);
    } else if (entry.name.endsWith('.java')) yield path;
  }
}

function constant(text, name) {
  return new RegExp(`\\b${name}\\s*=\\s*"([^"]+)"`).exec(text)?.[1];
}

/** Sorted, each once. */
export function thrownCodes(root = ROOT) {
  const codes = new Set();
  for (const folder of ['bundles', 'connectors']) {
    for (const path of sources(join(root, folder))) {
      const text = readFileSync(path, 'utf8');
      for (const [, literal, name] of text.matchAll(THROWN)) {
        const code = literal ?? constant(text, name);
        if (code) codes.add(code);
      }
      for (const [, given] of text.matchAll(CHECKED)) {
        for (const [, literal, name] of given.matchAll(ARGUMENT)) {
          const code = literal ?? constant(text, name);
          // The name of a field may have a dot in it as well; a code begins with the name of its bundle.
          if (code?.startsWith(`${basename(dirname(path))}.`)) codes.add(code);
        }
      }
    }
  }
  return [...codes].sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(thrownCodes(process.argv[2] ? resolve(process.argv[2]) : ROOT).join('\n'));
}
