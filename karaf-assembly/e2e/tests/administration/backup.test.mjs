// SPDX-License-Identifier: Apache-2.0
// A hub is backed up while citizens call, then dies; a blank home is made from the archive and has the same contacts, tickets,
// users, audit and recordings (P10).

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { hub, Hub, until } from '../../lib/hub.mjs';
import { all, look } from '../../lib/look.mjs';
import { Matter } from '../../lib/matter.mjs';

const OFFSET = 1690;
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-backup-'));
const archive = path.join(folder, 'backup of the hub.zip');
const first = new Hub({ home: path.join(folder, 'first'), offset: OFFSET, pbx: 'simulator' });
const second = new Hub({ home: path.join(folder, 'second'), offset: OFFSET, pbx: 'simulator' });
let admin;
let seen;

/** How many citizens call in this home. */
function calls(home, perSecond) {
  mkdirSync(path.join(home, 'etc'), { recursive: true });
  writeFileSync(path.join(home, 'etc', 'org.shuniu.pbx.simulator-demo.cfg'), `name = demo
callsPerHour = 0
callsPerSecond = ${perSecond}
thinkMs = 300
talkSeconds = 2
patienceSeconds = 40
answerMs = 200
recordingSeconds = 5
`);
}

const fails = (args, why) => assert.rejects(hub(args), why);

before(async () => {
  calls(first.home, 2);
  await first.up();
  admin = await first.admin();
  await until('the process of complaints is there', async () =>
    (await admin.get('/ticket-forms')).some(form => form.process === 'complaint'), 30_000, 250);
  const agent = await first.login('agent1001', first.demoAgents().get('agent1001'));
  const matter = new Matter();
  for (let i = 0; i < 3; i++) await matter.complain(agent, { phone: `1390000000${i}` });
  await until('recordings are there', async () => Object.keys((await look(admin)).recordings).length >= 5, 120_000, 1000);
});

after(async () => {
  for (const home of [first, second]) await home.down().catch(() => {});
  if (!process.env.SHUNIU_KEEP) rmSync(folder, { recursive: true, force: true });
});

test('a backup is written while citizens call', async () => {
  seen = await look(admin);
  const said = await hub(['backup', '--home', first.home, '--to', archive]);
  console.log(said.trim().replace(/^/gm, '  '));
  assert.match(said, /done: /);
  assert.match(said, /whole: hub /);
  assert.match(said, /holds keys and personal data/);
  assert.equal(statSync(archive).mode & 0o777, 0o600);
  // The names of a ZIP are not compressed.
  const bytes = readFileSync(archive);
  assert.ok(bytes.includes('home/secrets/vault-key'));
  for (const no of ['hub.log', 'data/cache', 'home/data/speech', 'home/data/db', 'home/backup']) assert.ok(!bytes.includes(no), no);
  await fails(['backup', '--home', first.home, '--to', archive], /is there already/);
  const contact = (await all(admin, '/contacts?')).length;
  await until('citizens still call', async () => (await all(admin, '/contacts?')).length > contact, 10_000, 250);
});

test('what would destroy something is refused', async () => {
  await fails(['restore', archive, '--home', first.home, '--replace'], /stop it by/);
  await fails(['restore', archive, '--home', path.dirname(first.home)], /is not empty/);
  const damaged = path.join(folder, 'damaged.zip');
  const bytes = readFileSync(archive);
  bytes[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(damaged, bytes);
  await fails(['backup', '--verify', damaged], /damaged/);
  await fails(['restore', damaged, '--home', second.home], /damaged/);
  await fails(['status', '--home', second.home], /stopped/);
});

test('a blank home made from it is the hub that was', async t => {
  await first.kill();
  await hub(['restore', archive, '--home', second.home]);
  calls(second.home, 0);
  await second.up();
  const session = await second.login('admin', first.adminPassword);
  const found = await look(session);
  await t.test('the same contacts, tickets and users', () => {
    assert.deepEqual(seen.contacts.filter(id => !found.contacts.includes(id)), []);
    assert.deepEqual(found.tickets, seen.tickets);
    assert.equal(found.tickets.length, 3);
    assert.deepEqual(found.users, seen.users);
    console.log(`  ${seen.contacts.length} contacts, ${seen.users.length} users, ${Object.keys(seen.recordings).length} recordings, ${found.audit.entriesChecked} audit entries`);
  });
  await t.test('the same recordings, byte by byte', () => {
    for (const [id, digest] of Object.entries(seen.recordings)) assert.equal(found.recordings[id], digest, id);
  });
  await t.test('the chain of the audit holds', () => {
    assert.ok(found.audit.intact, JSON.stringify(found.audit));
    assert.ok(found.audit.entriesChecked >= seen.audit.entriesChecked, `${found.audit.entriesChecked} of ${seen.audit.entriesChecked}`);
  });
  await t.test('calls that were up are closed, nothing is left over on the bus', async () => {
    await until('no call is up', async () => (await all(session, '/contacts?')).every(contact => contact.endReason), 30_000, 500);
    assert.equal((await (await fetch(`${second.base}/health`)).json()).checks.find(check => check.name === 'bus').status, 'UP');
  });
  await t.test('citizens are served again', async () => {
    const contacts = (await all(session, '/contacts?')).length;
    calls(second.home, 2);
    await until('a call ends well', async () =>
      (await all(session, '/contacts?')).filter(contact => contact.endReason).length > contacts, 30_000, 500);
  });
});
