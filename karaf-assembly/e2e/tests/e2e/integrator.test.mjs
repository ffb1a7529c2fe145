// SPDX-License-Identifier: Apache-2.0
// A newcomer follows docs/guide-integrators.md word by word in an empty folder: SDK, new connector outside of the repository,
// edit, tests, check, deploy, configuration; callers hear its answer; update, a version with a bug that is rolled back by itself,
// and the way back, while they call and each call is accounted for (P1 P3 P4 P8).

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Hub, root, until } from '../../lib/hub.mjs';
import { all } from '../../lib/look.mjs';

const OFFSET = 1880;
const INSTANCE = 'guizhouinsurance';
const GUIDE = readFileSync(path.join(root, 'docs', 'guide-integrators.md'), 'utf8');
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-integrator-'));
const hub = new Hub({ home: path.join(folder, 'home'), offset: OFFSET, pbx: 'simulator' });
let newcomer;
let admin;

/** The guide's commands of one chapter, as they stand there. */
function chapter(title) {
  const text = GUIDE.split(/^## /m).find(part => part.startsWith(title));
  assert.ok(text, `the guide has a chapter ${title}`);
  return [...text.matchAll(/^```sh\n(.*?)^```/gms)].map(match => match[1]);
}

/** A terminal: one shell for the whole guide, so that folders and variables stay. */
class Terminal {
  #shell;
  #out = '';
  #turn = 0;

  constructor(cwd, values) {
    this.#shell = spawn('bash', ['--noprofile', '--norc'], { cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    for (const stream of [this.#shell.stdout, this.#shell.stderr]) stream.on('data', data => this.#out += data);
    for (const [name, value] of Object.entries(values)) this.#shell.stdin.write(`${name}='${value}'\n`);
  }

  /** Types a block of commands; the promise has what they printed, and fails with the first one that fails. */
  async type(commands, ms) {
    const script = path.join(folder, `turn-${++this.#turn}.sh`);
    const mark = `turn ${this.#turn} ended with`;
    writeFileSync(script, commands);
    this.#out = '';
    this.#shell.stdin.write(`trap 'echo "${mark} $?"' EXIT; set -e -o pipefail; . '${script}' </dev/null; set +e; trap - EXIT; echo "${mark} 0"\n`);
    await until('the commands end', () => this.#out.includes(mark) || this.#shell.exitCode !== null, ms, 100);
    assert.ok(this.#out.includes(`${mark} 0`), `${commands}\n${this.#out}`);
    return this.#out;
  }

  /** Ends the shell and all that it has started. */
  close() {
    try {
      process.kill(-this.#shell.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

async function follow(title, ms = 60_000) {
  let said = '';
  for (const block of chapter(title)) said += await newcomer.type(block, ms);
  return said;
}

const plugin = async () => (await admin.get('/plugins')).find(each => each.instance === INSTANCE);
const online = version => until(`version ${version} is online`, async () => {
  const found = await plugin();
  return found?.state === 'ONLINE' && found.version === version;
}, 60_000, 200);

/** Somebody who called after that moment was answered by the connector. */
const answered = since => until('a caller hears the answer', async () => {
  const { items } = await admin.get(`/contacts?from=${encodeURIComponent(since.toISOString())}&limit=20`);
  for (const { id } of items) {
    const { trail } = await admin.get(`/contacts/${id}`);
    if (trail.some(step => step.node === 'tell' && step.input === 'answered')) return true;
  }
  return false;
}, 45_000, 500);

/** Each call of that time has ended, and went through the flow: answered, or told that the link was away. */
async function reconciled(from, to) {
  const calls = await until('each call has ended', async () => {
    const found = await all(admin, `/contacts?from=${encodeURIComponent(from.toISOString())}&to=${encodeURIComponent(to.toISOString())}&`);
    return found.every(call => call.endReason) && found;
  }, 60_000, 500);
  assert.ok(calls.length > 20, `${calls.length} calls`);
  const odd = calls.filter(call => call.endReason !== 'SELF_SERVED' && call.endReason !== 'ENDED_BY_CITIZEN');
  assert.deepEqual(odd.map(call => [call.id, call.endReason]), []);
}

before(async () => {
  // Somebody calls every second: the guide's hub is the demonstration's.
  mkdirSync(path.join(hub.home, 'etc'), { recursive: true });
  writeFileSync(path.join(hub.home, 'etc', 'org.shuniu.pbx.simulator-demo.cfg'), 'name = demo\ncallsPerSecond = 1\n');
  await hub.up();
  admin = await hub.admin();
  // The guide's own values, but for this hub's ports.
  newcomer = new Terminal(folder, { hub: root, home: hub.home, shell: `ssh -p ${hub.shell.port} -i ${hub.shell.key} ` +
    '-o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR admin@127.0.0.1' });
});

after(async () => {
  newcomer?.close();
  await hub.down().catch(() => {});
  rmSync(folder, { recursive: true, force: true });
});

test('the SDK is installed', () => follow('1.', 240_000));

test('a new connector is made outside of the repository', () => follow('2.', 120_000));

test('it is edited, its tests are green, and the kit finds it fit', async () => {
  await follow('3.');
  assert.match(await follow('4.', 400_000), /fit for a hotline: \d+ passed, 0 failed/);
});

test('dropped into deploy and configured it is online', async () => {
  await follow('5.');
  await follow('6.');
  await online('0.1.0');
  assert.match(await follow('7.'), new RegExp(`business +${INSTANCE} +ONLINE`));
});

test('the edit is what administrators read', async () => {
  const forms = await admin.get('/settings?language=en');
  assert.ok(JSON.stringify(forms).includes('Guizhou social insurance'));
});

test('a flow uses it: callers hear its answer', async () => {
  const flow = JSON.parse(GUIDE.match(/^```json\n(.*?)^```/ms)[1]);
  const { version } = await admin.post('/ivr/flows/guizhou', flow);
  await admin.post(`/ivr/flows/guizhou/${version}/publish`);
  await admin.put('/ivr/lines/12333', { flow: 'guizhou', labelZh: '贵州社保', labelEn: 'Guizhou', skill: 'general', enabled: true });
  await answered(new Date());
});

test('an update, a version with a bug that goes by itself, and the way back, while they call', async () => {
  const began = new Date();
  await follow('9.', 120_000);
  await online('0.2.0');
  await answered(new Date());
  assert.match(await follow('10.', 120_000), /0\.3\.0.*ROLLED_BACK/);
  await online('0.2.0');
  await answered(new Date());
  await follow('11.');
  await online('0.1.0');
  await answered(new Date());
  await reconciled(began, new Date());
});

test('the other seams have archetypes too: what they make compiles and says what it has', async () => {
  const seams = ['channel', 'pbx', 'speech', 'workflow'];
  const others = path.join(folder, 'others');
  for (const seam of seams) {
    await newcomer.type(`$hub/hub connector new ${seam} ${seam}-guizhou --dir ${others}/${seam} --package org.example.guizhou.${seam}`, 60_000);
  }
  writeFileSync(path.join(others, 'pom.xml'), `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
    <groupId>org.example.guizhou</groupId><artifactId>others</artifactId><version>1</version><packaging>pom</packaging>
    <modules>${seams.map(seam => `<module>${seam}</module>`).join('')}</modules></project>`);
  // Their contracts run in the hub's own build: the archetypes are living connectors.
  await newcomer.type(`mvn -q test -f ${others}/pom.xml '-Dtest=SettingsTest,Workflow*Test' -Dsurefire.failIfNoSpecifiedTests=false`, 240_000);
});
