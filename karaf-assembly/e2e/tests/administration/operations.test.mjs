// SPDX-License-Identifier: Apache-2.0
// Those who run the hub: the system page agrees with /metrics, an alarm rises, is told by mail, taken care of, and clears (M3).

import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { Browser } from '../../lib/browser.mjs';
import { Hub, until } from '../../lib/hub.mjs';

const OFFSET = 1730;
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-operations-'));
const hub = new Hub({ home: path.join(folder, 'home'), offset: OFFSET, pbx: 'simulator' });
const mails = [];
let smtp;
let admin;
let browser;
let page;

/** A configuration file of the home, as an administrator writes it. */
function setting(name, keys) {
  const etc = path.join(hub.home, 'etc');
  mkdirSync(etc, { recursive: true });
  writeFileSync(path.join(etc, name), Object.entries(keys).map(([key, value]) => `${key} = ${value}\n`).join(''));
}

const thresholds = limit => setting('org.shuniu.core.ops.system.cfg', { sampleMs: 1000, thresholds: `hub_jvm_threads|above|${limit}||0` });

/** A mail server on the loopback that keeps what it gets. */
async function mailServer() {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts = [];
      stream.on('data', part => parts.push(part));
      stream.on('end', () => {
        mails.push({ to: session.envelope.rcptTo.map(each => each.address), text: Buffer.concat(parts).toString() });
        done();
      });
    } });
  await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

before(async () => {
  smtp = await mailServer();
  thresholds(1);
  setting('org.shuniu.core.ops.alarm.cfg', {
    checkMs: 1000, gatherSeconds: 0, clearAfterSeconds: 0, recipients: 'mail:ops@example.org', quietFrom: '00:00', quietUntil: '00:00',
    mailHost: '127.0.0.1', mailPort: smtp.server.address().port, mailSecurity: 'none', mailFrom: 'hub@example.org' });
  await hub.up();
  admin = await hub.admin();
  const password = `Aa1-${crypto.randomBytes(9).toString('base64url')}`;
  await admin.post('/users', {
    login: 'operator', name: '运维', roles: ['administrator'], region: '000000000000', password, mustChangePassword: false });
  browser = await Browser.open(hub.base);
  page = await browser.page();
  await page.logIn('operator', password, 'menu-system');
});

after(async () => {
  await browser?.close();
  await hub.down().catch(() => {});
  smtp?.close();
  if (!process.env.SHUNIU_KEEP) rmSync(folder, { recursive: true, force: true });
});

test('the system page shows what /metrics tells', async () => {
  await page.open('system');
  await page.text('item-jvm.heap.percent');
  const value = Number(await page.attribute('item-disk.free.percent-home', 'data-value'));
  const metrics = await (await fetch(`${hub.base}/metrics`)).text();
  const told = Number(/^hub_disk_free_percent\{of="home"\} (\S+)$/m.exec(metrics)[1]);
  assert.ok(Math.abs(value - told) < 1, `${value} on the page, ${told} in /metrics`);
  assert.equal(await page.attribute('item-jvm.threads', 'data-level'), 'WARN');
});

test('an alarm rises, is told by mail, taken care of, and clears', async () => {
  await page.open('alarms');
  await page.text('alarm-hub_jvm_threads', 20_000);
  const mail = await until('a mail about it', () => mails[0], 20_000);
  assert.deepEqual(mail.to, ['ops@example.org']);
  await until('the bell counts it', async () => Number(await page.attribute('alarm-bell', 'data-count')) >= 1);

  await page.click('alarm-acknowledge-hub_jvm_threads');
  await page.fill('alarm-note', '正在处理');
  await page.click('alarm-acknowledge-submit');
  await until('it is taken care of', async () => (await admin.get('/alarms/open'))
    .some(alarm => alarm.metric === 'hub_jvm_threads' && alarm.note === '正在处理'));

  thresholds(100_000);
  await until('it has cleared', async () => (await admin.get('/alarms')).items
    .some(alarm => alarm.metric === 'hub_jvm_threads' && alarm.clearedAt), 30_000, 250);
  await page.click('alarms-history');
  await until('the history shows it', async () => await page.attribute('past-hub_jvm_threads', 'data-cleared') === 'true');
});

test('there are no dead letters, and the page says so', async () => {
  await page.open('dead-letters');
  await page.text('dead-redeliver');
  assert.deepEqual((await admin.get('/dead-letters')).items, []);
  assert.deepEqual(page.problems, []);
});
