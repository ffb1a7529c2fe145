// SPDX-License-Identifier: Apache-2.0
// Merges the OpenAPI documents that the bundles wrote at their build (META-INF/shuniu/openapi.json below a
// target/classes folder) into build/openapi.json and generates src/api/schema.d.ts from it.
// node scripts/openapi.mjs [ROOT]
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = join('target', 'classes', 'META-INF', 'shuniu', 'openapi.json');
const SKIPPED = new Set(['node_modules', 'src', 'target', '.git']);

function* documents(folder) {
  const document = join(folder, DOCUMENT);
  if (existsSync(document)) yield document;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) yield* documents(join(folder, entry.name));
  }
}

/** Paths and schemas of all documents in one; two bundles that define one name differently stop the build. */
export function merge(sources) {
  const merged = { openapi: '3.0.1', info: { title: 'Shuniu', version: '1' }, paths: {}, components: { schemas: {} } };
  for (const { name, document } of sources) {
    put(merged.paths, document.paths ?? {}, name, 'path');
    put(merged.components.schemas, document.components?.schemas ?? {}, name, 'schema');
  }
  forgetTwins(merged.paths);
  return merged;
}

/** Two bundles may call their operations the same; the console knows them by path, the generator wants names once. */
function forgetTwins(paths) {
  const seen = new Set();
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    if (seen.has(operation.operationId)) delete operation.operationId;
    seen.add(operation.operationId);
  }
}

function put(into, from, name, kind) {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key];
    if (known && kind === 'path') into[key] = { ...known, ...value };
    else if (known && JSON.stringify(known) !== JSON.stringify(value)) {
      throw new Error(`${kind} ${key} of ${name} differs from that of another bundle`);
    } else into[key] = value;
  }
}

async function main() {
  const root = resolve(process.argv[2] ?? join(HERE, '..', '..', '..'));
  const sources = [...documents(root)].sort().map((path) => ({
    name: relative(root, path),
    document: JSON.parse(readFileSync(path, 'utf8')),
  }));
  const merged = merge(sources);
  mkdirSync(join(HERE, 'build'), { recursive: true });
  writeFileSync(join(HERE, 'build', 'openapi.json'), JSON.stringify(merged, null, 2));
  const types = astToString(await openapiTypescript(merged));
  writeFileSync(join(HERE, 'src', 'api', 'schema.d.ts'), `// Generated from the bundles' OpenAPI documents.\n${types}`);
  const schemas = Object.keys(merged.components.schemas).length;
  console.log(`${sources.length} OpenAPI documents, ${Object.keys(merged.paths).length} paths, ${schemas} schemas`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
