// SPDX-License-Identifier: Apache-2.0
// An administrator updates a connector in the browser while simulated calls run: preview, update, history. A bad version is
// rolled back by itself, a broken file refused, a version gone back to; a file in deploy/ does the same; a power cut in the
// middle ends in the old version. Calls go on all the time (P1, P3, P11).

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from '../../lib/browser.mjs';
import { another, drop } from '../../lib/bundle.mjs';
import { Hub, until } from '../../lib/hub.mjs';

const OFFSET = 1790;
const PLUGIN = 'org.shuniu.workflow.engine';
const WATCH_MS = 3_000;
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-plugins-'));
const hub = new Hub({ home: path.join(folder, 'home'), offset: OFFSET, pbx: 'simulator' });
const part = id => seat.page.getByTestId(id).first();
let admin;
let browser;
let seat;

const jar = (version, headers) => another({ folder, connector: 'workflow/engine', version, headers });
const broken = version => jar(version, { 'Bundle-Activator': 'org.example.Absent' });
const running = async () => (await admin.get(`/plugins/installed/${PLUGIN}`)).version;
const changes = async () => (await admin.get(`/plugins/changes?plugin=${PLUGIN}`)).items;
const engine = async () => (await admin.get('/plugins')).find(each => each.bundle === PLUGIN);

/** Orders that the simulated switch has carried out: they grow as long as calls go on. */
async function orders() {
  const metrics = await (await fetch(`${hub.base}/metrics`)).text();
  return [...metrics.matchAll(/^pbx_order_seconds_count\{[^}]*outcome="accepted"[^}]*\} (\S+)$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
}

async function ended(version, outcome) {
  return until(`${version} is ${outcome}`, async () => (await changes()).find(each => each.toVersion === version && each.outcome === outcome), 90_000, 250);
}

before(async () => {
  mkdirSync(path.join(hub.home, 'etc'), { recursive: true });
  writeFileSync(path.join(hub.home, 'etc', 'org.shuniu.core.plugins.life.cfg'), `watchMs = ${WATCH_MS}\n`);
  writeFileSync(path.join(hub.home, 'etc', 'org.shuniu.pbx.simulator-demo.cfg'), 'name = demo\ncallsPerSecond = 1\n');
  await hub.up();
  admin = await hub.admin();
  browser = await Browser.open(hub.base);
  seat = await browser.page();
  await seat.logIn('admin', hub.adminPassword, 'menu-plugins');
  await until('calls run', async () => (await orders()) > 0, 60_000, 500);
  await until('the engine works', async () => (await engine())?.state === 'ONLINE', 60_000, 500);
});

after(async () => {
  await browser?.close();
  await hub.down().catch(() => {});
  if (!process.env.SHUNIU_KEEP) rmSync(folder, { recursive: true, force: true });
});

async function preview(file) {
  await seat.page.goto(`${hub.base}/plugins`);
  await part('plugin-upload-open').click();
  await part('plugin-file').setInputFiles(file);
}

async function upload(file) {
  await preview(file);
  await part('plugin-preview').waitFor({ timeout: 60_000 });
  await part('plugin-install').click();
  await part('plugin-history').waitFor();
}

/** The row of a version in the history of the page. */
const row = (version, outcome) => seat.page.locator(`[data-testid="change-${version}"][data-outcome="${outcome}"]`).first();

test('an update is shown before it happens, happens, and calls go on', async () => {
  const former = await running();
  const calls = await orders();
  await preview(await jar('0.9.1'));
  const seen = await seat.text('plugin-preview', 60_000);
  assert.match(seen, new RegExp(`${former} → 0\\.9\\.1`));
  assert.match(seen, /其他组件不受影响/);
  await part('plugin-install').click();
  await row('0.9.1', 'DONE').waitFor({ timeout: 90_000 });
  assert.equal(await running(), '0.9.1');
  assert.equal((await engine()).state, 'ONLINE');
  assert.ok((await orders()) > calls, 'calls went on');
  assert.match(readFileSync(path.join(hub.home, 'etc', 'plugins', `${PLUGIN}.properties`), 'utf8'), /version = 0\.9\.1/);
});

test('a bad version is rolled back by itself, and the history says why', async () => {
  const calls = await orders();
  await upload(await broken('0.9.2'));
  await row('0.9.2', 'ROLLED_BACK').waitFor({ timeout: 90_000 });
  assert.match(await row('0.9.2', 'ROLLED_BACK').innerText(), /org\.example\.Absent/);
  assert.equal(await running(), '0.9.1');
  await until('the engine works again', async () => (await engine())?.state === 'ONLINE', 30_000, 250);
  assert.ok((await orders()) > calls, 'calls went on');
});

test('a file that is broken, and one that lacks a package, are refused before anything happens', async () => {
  const file = path.join(folder, 'cut.jar');
  writeFileSync(file, readFileSync(await jar('0.9.3')).subarray(0, 100_000));
  await preview(file);
  assert.match(await seat.text('plugin-refused', 60_000), /已损坏/);
  await preview(await jar('0.9.3', { 'Require-Capability': 'osgi.extender;filter:="(osgi.extender=com.example.absent)"' }));
  assert.match(await seat.text('plugin-preview', 60_000), /com\.example\.absent/);
  assert.ok(await part('plugin-install').isDisabled());
  assert.equal(await running(), '0.9.1');
});

test('one goes back to the version that was shipped, and again to the uploaded one', async () => {
  const plugin = await admin.get(`/plugins/installed/${PLUGIN}`);
  const shipped = plugin.versions.find(version => version.shipped);
  await seat.page.goto(`${hub.base}/plugins`);
  await seat.page.getByRole('tab').nth(1).click();
  await part(`back-to-${shipped.version}`).click();
  await part('plugin-wish-confirm').click();
  await row(shipped.version, 'DONE').waitFor({ timeout: 90_000 });
  assert.equal(await running(), shipped.version);
  const { revision } = await admin.get(`/plugins/installed/${PLUGIN}`);
  const upper = plugin.versions.find(version => version.version === '0.9.1');
  await admin.post(`/plugins/installed/${PLUGIN}/roll-back`, { sha256: upper.sha256, revision });
  await until('the uploaded one runs', async () => (await running()) === '0.9.1', 60_000, 250);
});

test('of two administrators at once one is told who was faster', async () => {
  await until('nothing runs', async () => (await changes()).every(each => each.outcome !== 'RUNNING'), 60_000, 250);
  const plugin = await admin.get(`/plugins/installed/${PLUGIN}`);
  const back = async () => {
    const reply = await admin.raw('POST', `/plugins/installed/${PLUGIN}/roll-back`, {
      sha256: plugin.versions.find(version => !version.running).sha256, revision: plugin.revision });
    return { status: reply.status, body: await reply.json() };
  };
  const replies = await Promise.all([back(), back()]);
  assert.deepEqual(replies.map(reply => reply.status).sort(), [200, 409]);
  const refusal = replies.find(reply => reply.status === 409).body;
  assert.equal(refusal.code, 'plugins.busy');
  assert.equal(refusal.args.login, 'admin');
  assert.equal(refusal.args.plugin, PLUGIN);
});

test('a file in deploy/ is installed and taken away', async () => {
  await until('nothing runs', async () => (await changes()).every(each => each.outcome !== 'RUNNING'), 60_000, 250);
  const target = drop(hub.home, await jar('0.9.4'));
  const change = await ended('0.9.4', 'DONE');
  assert.equal(change.way, 'deploy');
  assert.ok(!existsSync(target));
});

test('a configuration that is deleted while calls run stops its instance only, and brings it back', async () => {
  const file = path.join(hub.home, 'etc', 'org.shuniu.pbx.simulator-demo.cfg');
  const text = readFileSync(file);
  const switches = async () => (await admin.get('/plugins')).filter(each => each.seam === 'pbx' && each.instance === 'demo');
  rmSync(file);
  await until('the switch is gone', async () => (await switches()).length === 0, 30_000, 250);
  assert.equal((await engine()).state, 'ONLINE');
  writeFileSync(file, text);
  await until('the switch is back', async () => (await switches())[0]?.state === 'ONLINE', 30_000, 250);
  const calls = await orders();
  await until('calls go on', async () => (await orders()) > calls, 60_000, 500);
});

test('a power cut while a version is watched ends in the one before, and a wiped cache comes back the same', async () => {
  writeFileSync(path.join(hub.home, 'etc', 'org.shuniu.core.plugins.life.cfg'), 'watchMs = 120000\n');
  await until('the watch is long', async () => (await admin.get('/settings/org.shuniu.core.plugins.life')).fields.some(field => field.id === 'watchMs' && field.values.includes('120000')), 15_000, 250);
  drop(hub.home, await jar('0.9.5'));
  await until('it is watched', async () => (await changes()).some(each => each.toVersion === '0.9.5' && each.step === 'WATCHING'), 60_000, 100);
  await hub.kill();
  await hub.up();
  admin = await hub.admin();
  assert.equal(await running(), '0.9.4');
  assert.equal((await changes()).find(each => each.toVersion === '0.9.5').outcome, 'INTERRUPTED');
  await hub.down();
  rmSync(path.join(hub.home, 'data', 'cache'), { recursive: true });
  await hub.up();
  admin = await hub.admin();
  assert.equal(await running(), '0.9.4');
  await until('the engine works', async () => (await engine())?.state === 'ONLINE', 60_000, 500);
});

test('the pages had no errors', () => assert.deepEqual(seat.problems, []));
