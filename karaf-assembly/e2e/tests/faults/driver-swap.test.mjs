// SPDX-License-Identifier: Apache-2.0
// The driver of the switch is swapped for another version while fifty calls talk and more come and go: speech goes on, hub and
// switch agree afterwards, nobody is lost (P3, T2).

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { another, drop } from '../../lib/bundle.mjs';
import { publishStraight } from '../../lib/flows.mjs';
import { root, until } from '../../lib/hub.mjs';
import { secondsOf, sine } from '../../lib/tones.mjs';
import { reconcile } from '../../lib/traffic.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 650;
const CALLS = 50;
/** So many of the citizens speak, and are listened to. */
const HEARD = 10;
/** So many agents hang up during the swap. */
const GONE = 5;
const DRIVER = 'org.shuniu.pbx.asterisk';
const OPEN = ['OFFERED', 'SELF_SERVICE', 'QUEUED', 'RESERVED', 'ACTIVE'];
let world;

before(async () => {
  world = await World.start({ offset: OFFSET, env: { SHUNIU_ASTERISK_PHONES: String(CALLS) } });
  for (let i = 1; i < CALLS; i++) await world.addAgent(`${1001 + i}`);
  await publishStraight(world.admin);
  await world.admin.put('/ivr/lines/12333', { flow: 'straight', skill: 'general', enabled: true });
  for (const agent of world.agents) await world.ready(agent);
});

after(() => world?.stop());

/** Contacts that are not over yet. */
async function open() {
  const pages = await Promise.all(OPEN.map(state => world.admin.get(`/contacts?state=${state}&limit=200`)));
  return pages.flatMap(page => page.items);
}

/** Legs of telephones and citizens that the switch has, a line each; its own watcher is none. */
const channels = async () => (await world.run(path.join(root, 'karaf-assembly', 'asterisk', 'asterisk.sh'), 'cli', '--home', world.hub.home,
  'core', 'show', 'channels', 'concise')).split('\n').filter(line => line.startsWith('PJSIP/'));

const changes = async () => (await world.admin.get(`/plugins/changes?plugin=${DRIVER}`)).items;

/** Whether this telephone has heard the citizens' tone in the last second. */
const hears = phone => secondsOf(phone.rtp.heard().subarray(-8000), 1000) >= 0.8;

test('fifty calls talk on while the driver is swapped, and who hangs up meanwhile is known', async () => {
  const callers = [];
  for (let i = 0; i < CALLS; i++) callers.push(await world.dial({ stayMs: 170_000 }));
  await until('all talk', async () => (await world.admin.get('/contacts?state=ACTIVE&limit=200')).items.length === CALLS, 60_000, 500);
  for (const caller of callers.slice(0, HEARD)) caller.rtp.play(sine(1000, 1));
  await until('speech is heard', () => world.phones.filter(hears).length === HEARD, 20_000, 500);
  const ears = world.phones.filter(hears);
  const marks = ears.map(phone => phone.rtp.mark());
  const began = Date.now();

  drop(world.hub.home, await another({ folder: world.folder, connector: 'pbx/asterisk', version: '0.9.1' }));
  await until('the swap begins', async () => (await changes()).length > 0, 30_000, 50);
  const gone = world.phones.filter(phone => !ears.includes(phone)).slice(0, GONE);
  for (const phone of gone) phone.hangUp();
  const late = await world.dial({ stayMs: 60_000 });
  const { outcome, arguments: why } = await until('it is over', async () => (await changes()).find(each => each.outcome !== 'RUNNING'), 120_000, 250);
  assert.equal(outcome, 'DONE', JSON.stringify(why));
  const seconds = (Date.now() - began) / 1000;

  for (const [i, phone] of ears.entries()) {
    const missed = seconds - secondsOf(phone.rtp.heard(marks[i]), 1000);
    assert.ok(missed <= 1, `of ${seconds} s telephone ${phone.number} heard nothing for ${missed} s`);
  }
  for (const agent of world.agents.filter(each => gone.includes(each.phone))) await world.makeReady(agent);
  await world.contactOf(late.number, contact => contact.state === 'ACTIVE', 60_000);
  await until('the hub knows who has gone', async () => (await open()).length === CALLS - GONE + 1, 30_000, 500);
  await until('the switch has those calls and no other', async () => {
    const seen = await channels();
    return seen.length === 2 * (CALLS - GONE + 1) || Promise.reject(new Error(`it has ${seen.length}:\n${seen.join('\n')}`));
  }, 10_000, 500);
});

test('hub and switch agree when all have hung up, and new calls are served by the new driver', async () => {
  const callers = await world.clear();
  await until('the switch has no call', async () => (await channels()).length === 0, 30_000, 500);
  assert.deepEqual(await open(), []);
  const { problems, table } = await reconcile(world, callers);
  assert.deepEqual(problems, []);
  assert.equal(table.contacts, CALLS + 1);
  for (const agent of world.agents.slice(0, 2)) await world.makeReady(agent);
  const fresh = await world.dial({ stayMs: 60_000 });
  await world.contactOf(fresh.number, contact => contact.state === 'ACTIVE', 20_000);
  assert.equal((await world.admin.get(`/plugins/installed/${DRIVER}`)).version, '0.9.1');
});
