// SPDX-License-Identifier: Apache-2.0
// Parts of the system go and come back while a call talks, another waits, others arrive and complaints run their way (P5 P11).
// The hub runs on PostgreSQL.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { root, until } from '../../lib/hub.mjs';
import { Matter } from '../../lib/matter.mjs';
import { Matters } from '../../lib/matters.mjs';
import { Postgres } from '../../lib/postgres.mjs';
import { Proxy } from '../../lib/proxy.mjs';
import { secondsOf, sine } from '../../lib/tones.mjs';
import { reconcile } from '../../lib/traffic.mjs';
import { World } from '../../lib/world.mjs';

const OFFSET = 640;
let world;
let postgres;
let matter;
let matters;
let ami;
let talking;
let waiting;

before(async () => {
  world = World.prepare({ offset: OFFSET });
  postgres = await Postgres.start(path.join(world.folder, 'postgres'), 15_432 + OFFSET);
  world.setting('org.shuniu.core.store.cfg', {
    url: postgres.url, user: 'shuniu', passwordSecret: `file:${path.join(postgres.folder, 'password')}` });
  matter = await Matter.prepare(world);
  await world.up({ agents: 2 });
  await matter.ready();
  ami = await Proxy.open(Number(world.hub.asterisk.AMI_PORT));
  world.setting('org.shuniu.pbx.asterisk-main.cfg', { port: ami.port });
  await until('the hub speaks through the link', () => ami.connections > 0, 20_000);
  for (const agent of world.agents) await world.ready(agent);
  matters = new Matters(world, matter, world.agents[0].session, { everyMs: 2500 });
});

after(async () => {
  await world?.stop(async () => {
    await postgres?.stop();
    await matter?.stop();
  });
  ami?.close();
});

/** One call that talks to the first agent, one that waits because nobody else is ready. */
async function scene() {
  const [first, second] = world.agents;
  await second.session.put('/acd/me/state', { state: 'NOT_READY', reason: 'training' });
  await world.makeReady(first);
  talking = await world.dialHuman({ stayMs: 150_000 });
  await world.contactOf(talking.number, c => c.state === 'ACTIVE', 20_000);
  talking.rtp.play(sine(1000, 1));
  waiting = await world.dialHuman({ stayMs: 150_000 });
  await world.contactOf(waiting.number, c => c.state === 'QUEUED', 20_000);
}

/** The call that talked still does; the one that waited gets the second agent; a new call is served. All within 30 s. */
async function recovered(mark) {
  const [first, second] = world.agents;
  const since = Date.now();
  await until('speech goes on', () => secondsOf(first.phone.rtp.heard(mark), 1000) >= 2, 10_000);
  await until('the second agent is ready', async () => {
    await world.makeReady(second);
    return true;
  }, 30_000, 500);
  await until('the waiting caller talks', async () =>
    ['ACTIVE'].includes((await world.contactOf(waiting.number)).state), 30_000, 250);
  assert.ok(Date.now() - since <= 30_000, `recovered after ${Date.now() - since} ms`);
  first.phone.hangUp();
  second.phone.hangUp();
  for (const caller of [talking, waiting]) await world.contactOf(caller.number, c => c.endReason, 20_000);
  await world.makeReady(first);
  const fresh = await world.dialHuman({ stayMs: 60_000 });
  await world.contactOf(fresh.number, c => c.state === 'ACTIVE', 20_000);
  first.phone.hangUp();
  second.phone.hangUp();
  await world.contactOf(fresh.number, c => c.endReason, 20_000);
}

afterEach(async () => {
  const { problems } = await reconcile(world, await world.clear());
  assert.deepEqual(problems, []);
});

const mark = () => world.agents[0].phone.rtp.mark();

test('the link to the switch is cut', async () => {
  await scene();
  ami.cut();
  await until('the hub says so', async () =>
    (await world.admin.get('/plugins')).some(p => p.seam === 'pbx' && p.state === 'OFFLINE'), 10_000);
  const from = mark();
  ami.restore();
  await until('the link is back', async () =>
    (await world.admin.get('/plugins')).some(p => p.seam === 'pbx' && p.state === 'ONLINE'), 20_000);
  await recovered(from);
});

test('the link to the switch stalls', async () => {
  await scene();
  ami.stall();
  await until('the hub notices', async () =>
    (await world.admin.get('/plugins')).some(p => p.seam === 'pbx' && p.state !== 'ONLINE'), 20_000);
  const from = mark();
  ami.restore();
  await until('the link is back', async () =>
    (await world.admin.get('/plugins')).some(p => p.seam === 'pbx' && p.state === 'ONLINE'), 20_000);
  await recovered(from);
});

test('the broker is stopped and started', async () => {
  await scene();
  const from = mark();
  // A changed setting makes the component stop and start again.
  world.setting('org.shuniu.core.bus.broker.cfg', { restart: String(Date.now()) });
  await recovered(from);
});

test('the database is killed and comes back', async () => {
  await scene();
  const from = mark();
  await postgres.kill();
  await until('the hub says so', async () => (await fetch(`${world.hub.base}/health`)).status === 503, 20_000, 250);
  await postgres.up();
  await world.hub.healthy();
  await recovered(from);
});

test('the switch is stopped and started with calls up: the calls end, the hub knows, new ones are served', async () => {
  await scene();
  const script = path.join(root, 'karaf-assembly', 'asterisk', 'asterisk.sh');
  await world.run(script, 'stop', '--home', world.hub.home);
  await world.run(script, 'start', '--home', world.hub.home, '--port-offset', String(OFFSET));
  for (const agent of world.agents) await agent.phone.register();
  for (const caller of [talking, waiting]) {
    await world.contactOf(caller.number, c => c.endReason, 30_000);
    await caller.close();
  }
  const [first] = world.agents;
  await until('the agent is free', async () => {
    await world.makeReady(first);
    return true;
  }, 30_000, 500);
  const fresh = await world.dialHuman({ stayMs: 60_000 });
  await world.contactOf(fresh.number, c => c.state === 'ACTIVE', 20_000);
  first.phone.hangUp();
  await world.contactOf(fresh.number, c => c.endReason, 20_000);
});

test('every complaint that was accepted meanwhile went its way once', async () => {
  await matters.stop();
  const { table, problems } = await matters.reconcile();
  console.table([table]);
  assert.deepEqual(problems, []);
  assert.ok(table.tickets > 20, `${table.tickets} tickets`);
});

test('all of it is in PostgreSQL', () => {
  assert.ok(Number(postgres.query("select count(*) from ticket_ticket where state = 'CLOSED'")[0]) >= matters.opened.length);
  assert.ok(Number(postgres.query('select count(*) from contact_contact')[0]) >= 9);
});
