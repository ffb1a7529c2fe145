// SPDX-License-Identifier: Apache-2.0
// What Maven runs: node scripts/maven.mjs build CLASSES | test GO_ON; with GO_ON `true` a failure is in the report alone, as Maven has it for Java.
// Installs packages and builds only when their inputs changed since the last success, so that a build of the whole
// tree costs nothing here when nobody touched the console.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { thrownCodes } from './codes.mjs';

const HERE = fileURLToPath(new URL('..', import.meta.url));
const STAMPS = join(HERE, 'target', 'stamps');
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const GENERATED = 'schema.d.ts';
const [step, option] = process.argv.slice(2);
const REPORT = join('target', 'surefire-reports', 'TEST-console.xml');

function npm(...args) {
  execFileSync(NPM, args, { cwd: HERE, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
}

function hash(...paths) {
  const digest = createHash('sha256');
  const add = (path) => {
    const full = join(HERE, path);
    if (!existsSync(full)) return;
    for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const below = join(path, entry.name);
      if (entry.isDirectory()) add(below);
      else if (entry.name !== GENERATED) addFile(below);
    }
  };
  const addFile = (path) => digest.update(path).update('\0').update(readFileSync(join(HERE, path))).update('\0');
  for (const path of paths) {
    if (!existsSync(join(HERE, path))) continue;
    if (/\.\w+$/.test(path)) addFile(path);
    else add(path);
  }
  return digest.digest('hex');
}

/** Runs the work unless it succeeded before with the same inputs; `there` says whether its result still lies there. */
function once(name, inputs, there, work) {
  const stamp = join(STAMPS, name);
  if (there() && existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) {
    console.log(`console: ${name} is up to date`);
    return;
  }
  rmSync(stamp, { force: true });
  work();
  mkdirSync(STAMPS, { recursive: true });
  writeFileSync(stamp, inputs);
}

const SOURCES = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'src', 'public', 'scripts'];

function install() {
  once('install', hash('package.json', 'package-lock.json'), () => existsSync(join(HERE, 'node_modules', 'vite')), () => npm('ci'));
}

function build() {
  install();
  npm('run', '--silent', 'openapi');
  const inputs = hash(...SOURCES, join('build', 'openapi.json'));
  once('build', inputs, () => existsSync(join(HERE, 'dist', 'index.html')), () => npm('run', '--silent', 'build'));
  const target = join(option ?? join(HERE, 'target', 'classes'), 'console');
  rmSync(target, { recursive: true, force: true });
  cpSync(join(HERE, 'dist'), target, { recursive: true });
}

function test() {
  // A code that the hub newly throws needs a sentence, though nobody touched the console.
  once('test', hash(...SOURCES) + thrownCodes().join(), () => existsSync(join(HERE, REPORT)), () => {
    rmSync(join(HERE, REPORT), { force: true });
    npm('test', '--silent', '--', '--reporter=default', '--reporter=junit', `--outputFile.junit=${REPORT}`);
  });
}

function testOrGoOn() {
  install();
  try {
    test();
  } catch (failure) {
    if (option !== 'true' || !existsSync(join(HERE, REPORT))) throw failure;
  }
}

if (step === 'build') build();
else if (step === 'test') testOrGoOn();
else throw new Error('usage: node scripts/maven.mjs build [CLASSES] | test [GO_ON]');
