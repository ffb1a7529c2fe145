// SPDX-License-Identifier: Apache-2.0
// The home of an earlier release is taken over by this one: data, recordings, secrets and what administrators changed are as
// they were, settings that nobody changed are the new ones (fixtures/README.md tells how such a home is made).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { PASSWORD } from '../../fixtures/home.mjs';
import { Hub, root, until } from '../../lib/hub.mjs';
import { all, look } from '../../lib/look.mjs';

const OFFSET = 780;
const fixtures = path.join(root, 'karaf-assembly', 'e2e', 'fixtures');
const folder = mkdtempSync(path.join(os.tmpdir(), 'shuniu-upgrade-'));
const homes = [];
const links = [];

after(async () => {
  for (const hub of homes) await hub.down().catch(() => {});
  for (const link of links) rmSync(link, { recursive: true, force: true });
  if (!process.env.SHUNIU_KEEP) rmSync(folder, { recursive: true, force: true });
});

for (const fixture of readdirSync(fixtures).filter(name => name.endsWith('.tar.gz')).sort()) {
  test(`the hub of ${path.basename(fixture, '.tar.gz')} is upgraded`, async t => {
    const place = path.join(folder, path.basename(fixture, '.tar.gz'));
    execFileSync('mkdir', ['-p', place]);
    execFileSync('tar', ['xzf', path.join(fixtures, fixture), '-C', place]);
    const seen = JSON.parse(readFileSync(path.join(place, 'seen.json'), 'utf8'));
    // Recordings are known by their path: the home is found where it was.
    mkdirSync(path.dirname(seen.home), { recursive: true });
    symlinkSync(path.join(place, 'home'), seen.home);
    links.push(path.dirname(seen.home));
    const hub = new Hub({ home: path.join(place, 'home'), offset: OFFSET, pbx: 'simulator', env: { SHUNIU_ADMIN_PASSWORD: PASSWORD } });
    homes.push(hub);
    await hub.up();
    const admin = await hub.login('admin', PASSWORD);
    const found = await look(admin);
    await t.test('contacts, tickets, users and flows are there', () => {
      // What was on the line when the earlier hub stopped has ended since.
      assert.deepEqual(seen.contacts.filter(id => !found.contacts.includes(id)), []);
      for (const what of ['tickets', 'users', 'flows']) assert.deepEqual(found[what], seen[what], what);
      assert.ok(seen.contacts.length > 0 && seen.tickets.length === 3);
    });
    await t.test('recordings are the same, byte by byte', () => assert.deepEqual(found.recordings, seen.recordings));
    await t.test('the chain of the audit goes on', () => {
      assert.ok(found.audit.intact, JSON.stringify(found.audit));
      assert.ok(found.audit.entriesChecked >= seen.audit.entriesChecked);
    });
    await t.test('what the administrator changed is as it was, comments included', () => {
      const acd = readFileSync(path.join(hub.home, 'etc', 'org.shuniu.services.acd.cfg'), 'utf8');
      assert.match(acd, /# by the administrator/);
      assert.match(acd, /breakWaitingLimit = 7/);
    });
    await t.test('settings that nobody changed are those of this release', () => {
      const shipped = path.join(root, 'etc');
      for (const name of readdirSync(shipped).filter(each => each.endsWith('.cfg') && existsSync(path.join(hub.home, 'etc', each)))) {
        assert.equal(readFileSync(path.join(hub.home, 'etc', name), 'utf8'), readFileSync(path.join(shipped, name), 'utf8'), name);
      }
    });
    await t.test('citizens are served by the upgraded hub', async () => {
      const before = new Set((await all(admin, '/contacts?')).map(contact => contact.id));
      writeFileSync(path.join(hub.home, 'etc', 'org.shuniu.pbx.simulator-demo.cfg'),
        'name = demo\ncallsPerHour = 0\ncallsPerSecond = 2\nthinkMs = 300\ntalkSeconds = 2\nanswerMs = 200\n');
      await until('one who called now is answered', async () =>
        (await all(admin, '/contacts?')).some(contact => contact.answeredAt && !before.has(contact.id)), 40_000, 500);
    });
  });
}
